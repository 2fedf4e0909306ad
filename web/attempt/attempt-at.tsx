// What the pages about one attempt share: it is fetched and followed, and until it is there they say what is going on.
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { Failure, failureText } from "../ui/failure.tsx";
import { Page } from "../ui/page.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import { useAttempt } from "./use-attempt.ts";

interface Props {
  /** The page's title while there is no attempt to show. */
  title: string;
  /** Whether the page only watches. */
  watches?: boolean;
  children: (attempt: Attempt) => ReactNode;
}

/** The attempt that the page's address names. */
export function AttemptAt(props: Props) {
  const { id = "" } = useParams();
  return <Followed key={id} id={id} {...props} />;
}

function Followed({ id, title, watches = false, children }: Props & { id: string }) {
  const { attempt, error, retry } = useAttempt(id, watches);
  if (attempt) return children(attempt);
  if (!error) return <PageLoading what="the attempt" />;
  return (
    <Page title={title}>
      <Failure failure={failureText(error)} retry={retry} />
    </Page>
  );
}
