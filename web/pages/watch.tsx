// An attempt as somebody sees it who only watches: its terminals, and the commands in order of time.
import { AttemptAt } from "../attempt/attempt-at.tsx";
import { WatchRoom } from "../watch/watch-room.tsx";

/** `/attempts/:id/watch` */
export default function WatchPage() {
  return (
    <AttemptAt title="Watching" watches>
      {(attempt) => <WatchRoom attempt={attempt} />}
    </AttemptAt>
  );
}
