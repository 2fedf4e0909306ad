// The life of an attempt: which step may follow which, and what its timeline adds up to. Pure: time comes in.
import type { AttemptState } from "../protocol/attempts.ts";
import type { CheckRun, Outcome } from "../protocol/checks.ts";
import type { Command, EndReason, TimelineBody, TimelineEvent } from "../protocol/timeline.ts";
import { LabError } from "./lab-error.ts";

/** What can be done to an attempt. */
export type AttemptAction = "hand-over" | "fail-start" | "start-check" | "end-check" | "reset" | "end";

const moves: Record<AttemptState, Partial<Record<AttemptAction, AttemptState>>> = {
  starting: { "hand-over": "running", "fail-start": "failed", end: "ended" },
  running: { "start-check": "checking", reset: "starting", end: "ended" },
  checking: { "end-check": "running", end: "ended" },
  ended: {},
  failed: {},
};

/**
 * The state after an action.
 *
 * @throws LabError("check-running") when a check has to end first, LabError("wrong-state") when it can't be done at all
 */
export function nextState(state: AttemptState, action: AttemptAction): AttemptState {
  const next = moves[state][action];
  if (next) return next;
  if (state === "checking" && (action === "start-check" || action === "reset")) {
    throw new LabError("check-running", "A check is running.", "Wait until it has ended.");
  }
  throw new LabError("wrong-state", `${attempted[action]} is not possible ${when[state].what}.`, when[state].remedy);
}

const attempted: Record<AttemptAction, string> = {
  "hand-over": "Handing the machine over",
  "fail-start": "Giving the start up",
  "start-check": "A check",
  "end-check": "Ending a check",
  reset: "A reset",
  end: "Ending the attempt",
};

const when: Record<AttemptState, { what: string; remedy: string }> = {
  starting: { what: "while the machines start", remedy: "Wait until they have started." },
  running: { what: "while the attempt is running", remedy: "Reload the page to see where the attempt stands." },
  checking: { what: "while a check is running", remedy: "Wait until it has ended." },
  ended: { what: "after the end of an attempt", remedy: "Start the lab again from the library." },
  failed: { what: "since the attempt could not be started", remedy: "Start the lab again from the library." },
};

/** The next entry of a timeline: numbered from 1 without gaps, and never earlier than the entry before it. */
export function nextEvent(last: TimelineEvent | undefined, body: TimelineBody, atMs: number): TimelineEvent {
  return { seq: (last?.seq ?? 0) + 1, atMs: Math.max(atMs, last?.atMs ?? atMs), body };
}

/** What a timeline adds up to; every number of a result comes from here. */
export interface Summary {
  /** When the machine was handed over first. */
  readonly startedAtMs: number | null;
  /** When a check first answered "fixed". */
  readonly fixedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly endReason: EndReason | null;
  /** Fixed once it was; otherwise what the last check answered. */
  readonly outcome: Outcome | null;
  /** From the hand-over to the first "fixed", or to the end; 0 while neither is there. */
  readonly seconds: number;
  readonly checks: readonly CheckRun[];
  readonly commands: readonly Command[];
}

/** Adds a timeline up. */
export function summarize(timeline: readonly TimelineEvent[]): Summary {
  let startedAtMs: number | null = null;
  let fixedAtMs: number | null = null;
  let endedAtMs: number | null = null;
  let endReason: EndReason | null = null;
  const checks: CheckRun[] = [];
  const commands = new Map<string, Command>();
  for (const { atMs, body } of timeline) {
    if (body.kind === "sandbox-ready") startedAtMs ??= atMs;
    if (body.kind === "command-started" || body.kind === "command-ended") commands.set(body.command.id, body.command);
    if (body.kind === "check-ended") {
      checks.push(body.run);
      if (body.run.outcome === "fixed") fixedAtMs ??= atMs;
    }
    if (body.kind === "attempt-ended") [endedAtMs, endReason] = [atMs, body.reason];
  }
  const untilMs = fixedAtMs ?? endedAtMs;
  const seconds = startedAtMs === null || untilMs === null ? 0 : Math.max(0, untilMs - startedAtMs) / 1000;
  const outcome = fixedAtMs === null ? (checks.at(-1)?.outcome ?? null) : "fixed";
  return { startedAtMs, fixedAtMs, endedAtMs, endReason, outcome, seconds, checks, commands: [...commands.values()] };
}
