import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { clock, left } from "../ui/duration.ts";
import { useNow } from "../ui/use-now.ts";
import classes from "./clock.module.css";

/** Below this the clock turns amber. */
const RUNNING_OUT_MS = 5 * 60_000;

/** The time since the machine was handed over, and what is left of it. Stands still once the attempt is over. */
export function Clock({ attempt, compact = false }: { attempt: Attempt; compact?: boolean }) {
  const { startedAtMs, endedAtMs, deadlineAtMs, lab } = attempt;
  const now = useNow(startedAtMs !== null && endedAtMs === null);
  const until = endedAtMs ?? now;
  const leftMs = deadlineAtMs === null || endedAtMs !== null ? null : deadlineAtMs - now;
  const runningOut = leftMs !== null && leftMs < RUNNING_OUT_MS;
  return (
    <div className={classes.clock} data-compact={compact} data-running-out={runningOut} role="timer" aria-label="Clock">
      <span className={classes.time}>{clock(startedAtMs === null ? 0 : until - startedAtMs)}</span>
      {(!compact || runningOut) && (
        <span className={classes.left}>
          {!compact && `planned for ${lab.minutes}\u00a0min`}
          {leftMs !== null && <span>{left(leftMs)}</span>}
        </span>
      )}
    </div>
  );
}
