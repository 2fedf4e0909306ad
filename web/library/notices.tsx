// What a visitor of the library should know before starting a lab: an engine that is away, a start that failed.
import { CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { failureText } from "../ui/failure.tsx";
import { healthQuery } from "../ui/queries.ts";
import classes from "./notices.module.css";

/** Says so when the orchestrator has no engine to start machines with. */
export function EngineNotice() {
  const { data } = useQuery(healthQuery);
  if (!data || data.engine.reachable) return null;
  return (
    <div className={classes.notice} role="status">
      <div>
        <strong>No Docker Engine answers, so no lab can start.</strong>
        <p>
          Start it with <code>sudo systemctl start docker</code>, or open Docker Desktop. Where its socket is elsewhere,
          set <code>DOCKER_HOST</code> and start Sickbay again. This page notices by itself.
        </p>
      </div>
    </div>
  );
}

/** A start that was refused: what happened and what to do. */
export function StartFailure({ error, onClose }: { error: unknown; onClose: () => void }) {
  if (!error) return null;
  const failure = failureText(error);
  return (
    <div className={classes.notice} role="alert">
      <div>
        <strong>{failure.message}</strong>
        <p>{failure.remedy}</p>
      </div>
      <CloseButton aria-label="Dismiss" onClick={onClose} />
    </div>
  );
}
