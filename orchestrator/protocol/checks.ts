// A check run as the page sees it while it happens, and its verdict.
import { z } from "zod";

/** What one claim about the sandbox turned out to be. */
export const finding = z.enum(["met", "not-met", "could-not-tell"]);
export type Finding = z.infer<typeof finding>;

/**
 * The answer to "is it as it has to be, and why?". Where nothing was wrong in the first place, `fixed` says that it was left so,
 * and `not-fixed` that it was not.
 */
export const outcome = z.enum(["fixed", "symptom-hidden", "not-fixed", "could-not-tell"]);
export type Outcome = z.infer<typeof outcome>;

/** One step of a check run. */
export const checkStep = z.strictObject({
  id: z.string(),
  title: z.string(),
  state: z.enum(["waiting", "running", "done", "skipped", ...finding.options]),
  /** What the probe saw, in a sentence; never the cause. Empty until the step ended. */
  saw: z.string(),
  ms: z.number().min(0).nullable(),
});
export type CheckStep = z.infer<typeof checkStep>;

/** One press of "Check": its steps, and the outcome once it is known. */
export const checkRun = z.strictObject({
  id: z.string(),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  steps: z.array(checkStep),
  outcome: outcome.nullable(),
  /** The verdict as a sentence a person reads, empty until it is known. */
  sentence: z.string(),
});
export type CheckRun = z.infer<typeof checkRun>;
