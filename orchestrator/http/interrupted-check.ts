// A check that did not come to its end.
import type { CheckRun } from "../protocol/checks.ts";

/** The run as ended without a verdict: "could not tell", which never counts against the candidate. */
export function interruptedCheck(run: CheckRun, endedAtMs: number, sentence: string): CheckRun {
  return {
    ...run,
    endedAtMs,
    steps: run.steps.map((step) => ({
      ...step,
      state: step.state === "waiting" ? "skipped" : step.state === "running" ? "could-not-tell" : step.state,
    })),
    outcome: "could-not-tell",
    sentence: `Could not tell. ${sentence}`,
  };
}
