// The replay's part of a result, in each of its states: asked for, there, nothing there, failed.
import type { UseQueryResult } from "@tanstack/react-query";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { RecordingView } from "../../orchestrator/protocol/recordings.ts";
import { Section } from "../result/section.tsx";
import { failureText } from "../ui/failure.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import classes from "./replay.module.css";
import { Replay } from "./replay.tsx";
import type { ReplayWish } from "./replay-context.ts";

interface Props {
  result: AttemptResult;
  recordings: UseQueryResult<{ recordings: RecordingView[] }, unknown>;
  wish: ReplayWish | null;
}

export function ReplaySection({ result, recordings: { data, error, refetch }, wish }: Props) {
  return (
    <Section title="Replay">
      {data && data.recordings.length > 0 && <Replay result={result} recordings={data.recordings} wish={wish} />}
      {data?.recordings.length === 0 && (
        <p className={classes.none}>Nothing was recorded of this attempt, so there is nothing to replay.</p>
      )}
      {!data && error === null && <PageLoading what="the recordings" />}
      {!data && error !== null && (
        <p className={classes.none} role="alert">
          {failureText(error).message} {failureText(error).remedy}{" "}
          <button type="button" className={classes.again} onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
    </Section>
  );
}
