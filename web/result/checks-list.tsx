import type { CheckRun } from "../../orchestrator/protocol/checks.ts";
import { StepList } from "../attempt/step-list.tsx";
import { clock } from "../ui/duration.ts";
import { splitVerdict } from "../ui/sentences.ts";
import classes from "./checks-list.module.css";
import { checkPlace } from "./places.ts";

interface Props {
  checks: readonly CheckRun[];
  startMs: number;
  /** The place on the page that the address names. */
  place: string;
}

/** Every check with what it saw; open are the last one and the one that the address names. Times count from `startMs`. */
export function ChecksList({ checks, startMs, place }: Props) {
  if (checks.length === 0) return <p className={classes.none}>No check was run.</p>;
  return (
    <div className={classes.checks}>
      {checks.map((check, index) => (
        <details
          key={check.id}
          id={checkPlace(check.id)}
          open={index === checks.length - 1 || place === checkPlace(check.id)}
          className={classes.check}
        >
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
