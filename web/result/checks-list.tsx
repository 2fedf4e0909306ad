import type { CheckRun } from "../../orchestrator/protocol/checks.ts";
import { StepList } from "../attempt/step-list.tsx";
import { clock } from "../ui/duration.ts";
import { splitVerdict } from "../ui/sentences.ts";
import classes from "./checks-list.module.css";

/** Every check with what it saw; the last one open. Times count from `startMs`. */
export function ChecksList({ checks, startMs }: { checks: readonly CheckRun[]; startMs: number }) {
  if (checks.length === 0) return <p className={classes.none}>No check was run.</p>;
  return (
    <div className={classes.checks}>
      {checks.map((check, index) => (
        <details key={check.id} open={index === checks.length - 1} className={classes.check}>
          <summary data-outcome={check.outcome}>
            <span className={classes.time}>{clock(check.startedAtMs - startMs)}</span>
            <strong>{splitVerdict(check).verdict}</strong>
            <span className={classes.sentence}>{splitVerdict(check).detail}</span>
          </summary>
          <div className={classes.steps}>
            <StepList steps={check.steps} label={`Steps of check ${index + 1}`} />
          </div>
        </details>
      ))}
    </div>
  );
}
