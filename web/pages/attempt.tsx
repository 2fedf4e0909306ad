// An attempt: one broken machine, its page, its shells and its check.
import { useParams } from "react-router";
import { useAttempt } from "../attempt/use-attempt.ts";
import { Workspace } from "../attempt/workspace.tsx";
import { Failure, failureText } from "../ui/failure.tsx";
import { Page } from "../ui/page.tsx";
import { PageLoading } from "../ui/page-loading.tsx";

/** `/attempts/:id` */
export default function AttemptPage() {
  const { id = "" } = useParams();
  return <AttemptOf key={id} id={id} />;
}

function AttemptOf({ id }: { id: string }) {
  const { attempt, error, retry } = useAttempt(id);
  if (attempt) return <Workspace attempt={attempt} />;
  if (!error) return <PageLoading what="the attempt" />;
  return (
    <Page title="Attempt">
      <Failure failure={failureText(error)} retry={retry} />
    </Page>
  );
}
