import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../orchestrator/cli/part-run.ts";

type Run = Parameters<typeof compareRuns>[1][number];

/** Runs of a mask that is to be "symptom hidden"; null for one that came to no verdict. */
function runs(...verdicts: (string | null)[]): Run[] {
  return verdicts.map((verdict, at) => {
    const number = at + 1;
    const isRight = verdict === "symptom hidden";
    const promise = verdict === null ? "session" : `judged ${verdict}`;
    return { number, verdict, isRight, broken: isRight ? [] : [{ promise, text: `output of run ${number}` }] };
  });
}

const compared = (...verdicts: (string | null)[]) => compareRuns("mask x", runs(...verdicts), verdicts.length);

describe("the runs of a part", () => {
  it("are no problem where each keeps the promise", () => {
    expect(compared("symptom hidden", "symptom hidden")).toEqual({ problems: [], flake: null });
  });

  it("are told once, as the first of them, where each breaks the promise in the same way", () => {
    expect(compared("fixed", "fixed", "fixed")).toEqual({ problems: ["output of run 1"], flake: null });
  });

  it("are a flake where one differs, which is named with its output", () => {
    expect(compared("symptom hidden", "fixed", "symptom hidden")).toEqual({
      problems: [],
      flake: 'mask x: run 2 of 3 was judged "fixed", the others "symptom hidden".\nIn run 2: output of run 2',
    });
  });

  it("name the odd one also where it is the one that kept the promise, with the output of those that did not", () => {
    expect(compared("fixed", "symptom hidden", "fixed").flake).toBe(
      'mask x: run 2 of 3 was judged "symptom hidden", the others "fixed".\nIn runs 1 and 3: output of run 1',
    );
  });

  it("name of two the one that broke the promise", () => {
    expect(compared("fixed", "symptom hidden").flake).toMatch(
      /^mask x: run 1 of 2 was judged "fixed", the other "symptom hidden"\.\nIn run 1:/,
    );
  });

  it("name all where each differs from each, and tell each output", () => {
    expect(compared("symptom hidden", "fixed", "not fixed").flake).toBe(
      'mask x: run 2 of 3 was judged "fixed", run 3 "not fixed", the other "symptom hidden".\n' +
        "In run 2: output of run 2\nIn run 3: output of run 3",
    );
  });

  it("say so of a run that came to no verdict", () => {
    expect(compared("symptom hidden", "symptom hidden", null, null, "symptom hidden").flake).toMatch(
      /^mask x: runs 3 and 4 of 5 were not judged, the others "symptom hidden"\./,
    );
  });

  it("are a flake where they are judged differently, even if each verdict would do", () => {
    const both = runs("symptom hidden", "not fixed").map((run): Run => ({ ...run, isRight: true, broken: [] }));
    expect(compareRuns("mask x", both, 2)).toEqual({
      problems: [],
      flake: 'mask x: run 1 of 2 was judged "symptom hidden", the other "not fixed".',
    });
  });

  it("may all be judged the same and differ in another promise, which is told beside what is always broken", () => {
    const late = { promise: "start", text: "The symptom shows only 4000 ms after" };
    const leak = { promise: "leaks", text: "Leak: /opt/check.py" };
    const of = (number: number, ...broken: Run["broken"]): Run => ({
      number,
      verdict: "not fixed",
      isRight: true,
      broken,
    });
    const leaks = [leak, { ...leak, text: "Leak: /srv/check.py" }];
    expect(compareRuns("untouched sandbox", [of(1, ...leaks), of(2, late, leak)], 2)).toEqual({
      problems: ["Leak: /opt/check.py", "Leak: /srv/check.py"],
      flake: "untouched sandbox: not the same in 2 runs.\nIn run 2: The symptom shows only 4000 ms after",
    });
  });
});
