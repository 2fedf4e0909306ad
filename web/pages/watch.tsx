// An attempt as somebody sees it who only watches: its terminals, and the commands in order of time.
import { useParams } from "react-router";
import { useAttempt } from "../attempt/use-attempt.ts";
import { Failure, failureText } from "../ui/failure.tsx";
import { Page } from "../ui/page.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import { WatchRoom } from "../watch/watch-room.tsx";

/** `/attempts/:id/watch` */
export default function WatchPage() {
  const { id = "" } = useParams();
  return <WatchOf key={id} id={id} />;
}

function WatchOf({ id }: { id: string }) {
  const { attempt, error, retry } = useAttempt(id);
  if (attempt) return <WatchRoom attempt={attempt} />;
  if (!error) return <PageLoading what="the attempt" />;
  return (
    <Page title="Watching">
      <Failure failure={failureText(error)} retry={retry} />
    </Page>
  );
}
