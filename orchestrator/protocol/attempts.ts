// An attempt as the API shows it.
import { z } from "zod";
import { checkRun, outcome } from "./checks.ts";
import { diagnosisReport, hintOffer, hintView } from "./diagnosis.ts";
import { apiError } from "./errors.ts";
import { labCard, labKind } from "./labs.ts";
import { command, endReason, timelineEvent } from "./timeline.ts";

/**
 * starting: the sandbox is being made and broken; running: the candidate has it; checking: probes are looking;
 * ended: over, with a result; failed: it could not be started, nothing is left of it.
 */
export const attemptState = z.enum(["starting", "running", "checking", "ended", "failed"]);
export type AttemptState = z.infer<typeof attemptState>;

/** What is being waited for while a sandbox starts. */
export const startStep = z.strictObject({
  id: z.string(),
  title: z.string(),
  state: z.enum(["waiting", "running", "done", "failed"]),
});
export type StartStep = z.infer<typeof startStep>;

export const machineView = z.strictObject({
  /** The machine's name in the lab, for URLs. */
  name: z.string(),
  /** The host name a shell shows in its prompt. */
  hostname: z.string(),
  state: z.enum(["starting", "running", "paused", "stopped"]),
  /** Whether the candidate may open terminals on it. */
  shell: z.boolean(),
});
export type MachineView = z.infer<typeof machineView>;

export const terminalView = z.strictObject({
  id: z.string(),
  machine: z.string(),
  /** A short name for the tab, like `checkout-1` or `checkout-1 (2)`. */
  name: z.string(),
  open: z.boolean(),
});
export type TerminalView = z.infer<typeof terminalView>;

export const attempt = z.strictObject({
  id: z.string(),
  lab: labCard.pick({ id: true, title: true, level: true, minutes: true, layers: true }),
  /** What the lab asked for; null until the attempt has ended, since it says whether there is anything to mend. */
  kind: labKind.nullable(),
  state: attemptState,
  /** Markdown, drawn for this attempt. All that the candidate is told. */
  brief: z.string(),
  startSteps: z.array(startStep),
  machines: z.array(machineView),
  terminals: z.array(terminalView),
  /** The check under way, or the last one. */
  check: checkRun.nullable(),
  checksRun: z.number().int().min(0),
  notes: z.string(),
  /** Whether the lab says how it is diagnosed: only then are there hints, a coach, and a score after the end. */
  diagnosed: z.boolean(),
  /** Whether evidence is shown at the moment when it is seen. */
  coach: z.boolean(),
  /** Hints taken so far, oldest first. */
  hints: z.array(hintView),
  /** The next hint and its price; it leads to what was not seen yet. Null where the lab has none left, and once it was fixed. */
  nextHint: hintOffer.nullable(),
  createdAtMs: z.number(),
  /** When the machine was handed over; the clock counts from here. Null before that. */
  startedAtMs: z.number().nullable(),
  /** When the attempt ends by itself. */
  deadlineAtMs: z.number().nullable(),
  /** When a check first answered "fixed". */
  fixedAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  endReason: endReason.nullable(),
  /** What went wrong on our side, with the way out; never the candidate's doing. */
  problem: apiError.nullable(),
});
export type Attempt = z.infer<typeof attempt>;

export const createAttempt = z.strictObject({ lab: z.string().max(64) });
export const saveNotes = z.strictObject({ notes: z.string().max(20_000) });
export const saveStory = z.strictObject({ story: z.string().max(20_000) });
export const setCoach = z.strictObject({ on: z.boolean() });
export const openTerminal = z.strictObject({ machine: z.string().max(64) });

/** A right fix as it is shown after the end. */
export const solutionView = z.strictObject({ id: z.string(), title: z.string(), commands: z.array(z.string()) });

/** What the result page shows. Debrief and solutions are there only once the attempt ended. */
export const attemptResult = z.strictObject({
  attempt,
  outcome: outcome.nullable(),
  /** Seconds from hand-over to the first "fixed", or to the end. */
  seconds: z.number().min(0),
  checks: z.array(checkRun),
  commands: z.array(command),
  timeline: z.array(timelineEvent),
  /** How it was diagnosed; null while the attempt runs, and for a lab without a diagnosis block. */
  report: diagnosisReport.nullable(),
  /** What an expert would have typed, after the end. */
  expert: z.array(z.string()),
  /** Markdown: a draft of how to tell this incident, or what the candidate made of it. Empty until the end. */
  story: z.string(),
  debrief: z.string().nullable(),
  solutions: z.array(solutionView),
});
export type AttemptResult = z.infer<typeof attemptResult>;
