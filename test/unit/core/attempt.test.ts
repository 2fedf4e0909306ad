import fc from "fast-check";
import { expect, it } from "vitest";
import { type AttemptAction, nextEvent, nextState, summarize } from "../../../orchestrator/core/attempt.ts";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import type { AttemptState } from "../../../orchestrator/protocol/attempts.ts";
import type { CheckRun, Outcome } from "../../../orchestrator/protocol/checks.ts";
import type { TimelineBody, TimelineEvent } from "../../../orchestrator/protocol/timeline.ts";

const actions: AttemptAction[] = ["hand-over", "fail-start", "start-check", "end-check", "reset", "end"];

function timelineOf(entries: readonly [number, TimelineBody][]): TimelineEvent[] {
  const timeline: TimelineEvent[] = [];
  for (const [atMs, body] of entries) timeline.push(nextEvent(timeline.at(-1), body, atMs));
  return timeline;
}

function checkEnded(outcome: Outcome): TimelineBody {
  const run: CheckRun = { id: outcome, startedAtMs: 0, endedAtMs: 1, steps: [], outcome, sentence: "" };
  return { kind: "check-ended", run };
}

it("goes from start through checks to the end", () => {
  const path: AttemptAction[] = ["hand-over", "start-check", "end-check", "reset", "hand-over", "end"];
  const states: AttemptState[] = ["starting"];
  for (const action of path) states.push(nextState(states.at(-1) ?? "starting", action));
  expect(states).toEqual(["starting", "running", "checking", "running", "starting", "running", "ended"]);
});

it("never leaves ended or failed, and refuses with a LabError, whatever is tried", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...actions)), (tried) => {
      let state: AttemptState = "starting";
      for (const action of tried) {
        const over: boolean = state === "ended" || state === "failed";
        try {
          state = nextState(state, action);
          expect(over).toBe(false);
        } catch (error) {
          expect(error).toBeInstanceOf(LabError);
        }
      }
    }),
  );
});

it("names a check that is under way", () => {
  expect(() => nextState("checking", "start-check")).toThrow("A check is running.");
  expect(() => nextState("starting", "start-check")).toThrow("A check is not possible while the machines start.");
});

it("numbers entries without gaps and never lets time go back", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0 })), (times) => {
      const timeline = timelineOf(times.map((atMs) => [atMs, { kind: "attempt-created" }]));
      expect(timeline.map((event) => event.seq)).toEqual(times.map((_, index) => index + 1));
      expect(timeline.map((event) => event.atMs)).toEqual(timeline.map((event) => event.atMs).sort((a, b) => a - b));
    }),
  );
});

it("counts seconds from the hand-over to the first fixed check", () => {
  const timeline = timelineOf([
    [1000, { kind: "attempt-created" }],
    [3000, { kind: "sandbox-ready", startMs: 1200 }],
    [20_000, checkEnded("symptom-hidden")],
    [33_500, checkEnded("fixed")],
    [50_000, checkEnded("not-fixed")],
    [60_000, { kind: "attempt-ended", reason: "finished" }],
  ]);
  expect(summarize(timeline)).toMatchObject({
    seconds: 30.5,
    outcome: "fixed",
    fixedAtMs: 33_500,
    endReason: "finished",
  });
});

it("counts to the end when nothing was fixed", () => {
  const timeline = timelineOf([
    [3000, { kind: "sandbox-ready", startMs: 1200 }],
    [13_000, { kind: "attempt-ended", reason: "gave-up" }],
  ]);
  expect(summarize(timeline)).toMatchObject({ seconds: 10, outcome: null, endedAtMs: 13_000 });
});
