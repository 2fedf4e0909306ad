// Steps in place, with a mark for each state: used while a lab starts, while a check runs, and in the result.
import type { CheckStep } from "../../orchestrator/protocol/checks.ts";
import { took } from "../ui/duration.ts";
import { CrossIcon, DashIcon, TickIcon } from "../ui/icons.tsx";
import classes from "./step-list.module.css";

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly state: CheckStep["state"] | "failed";
  readonly saw?: string;
  readonly ms?: number | null;
}

const stateWord: Record<Step["state"], string> = {
  waiting: "waiting",
  running: "running",
  done: "done",
  skipped: "skipped",
  met: "met",
  "not-met": "not met",
  "could-not-tell": "could not tell",
  failed: "failed",
};

/** More steps than this that were left out after the decisive one are told as a number. */
const SKIPPED_SHOWN = 2;

/** The steps in order. `saw` stands below a step once it ended. */
export function StepList({ steps, label }: { steps: readonly Step[]; label: string }) {
  const ran = steps.findLastIndex((step) => step.state !== "skipped") + 1;
  const skipped = steps.length - ran;
  const shown = skipped > SKIPPED_SHOWN ? steps.slice(0, ran) : steps;
  return (
    <ol className={classes.steps} aria-label={label}>
      {shown.map((step) => (
        <li key={step.id} className={classes.step} data-state={step.state}>
          <span className={classes.mark} aria-hidden="true">
            <Mark state={step.state} />
          </span>
          <div className={classes.text}>
            <span className={classes.title}>{step.title}</span>
            <span className="visually-hidden">, {stateWord[step.state]}</span>
            {step.saw && <p className={classes.saw}>{step.saw}</p>}
          </div>
          {step.ms !== undefined && step.ms !== null && <span className={classes.took}>{took(step.ms)}</span>}
        </li>
      ))}
      {shown.length < steps.length && (
        <li className={classes.step} data-state="skipped">
          <span className={classes.mark} aria-hidden="true">
            <DashIcon />
          </span>
          <span>{skipped} further steps were not needed for this answer</span>
        </li>
      )}
    </ol>
  );
}

function Mark({ state }: { state: Step["state"] }) {
  if (state === "met" || state === "done") return <TickIcon />;
  if (state === "not-met" || state === "failed") return <CrossIcon />;
  if (state === "skipped" || state === "could-not-tell") return <DashIcon />;
  return <span className={classes.dot} />;
}
