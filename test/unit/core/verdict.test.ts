import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type StepFinding, toldBeforeTheEnd, verdict } from "../../../orchestrator/core/verdict.ts";
import type { CheckRun, CheckStep } from "../../../orchestrator/protocol/checks.ts";

const step = fc.oneof(
  fc.record({
    title: fc.string({ minLength: 1 }),
    proves: fc.constantFrom("symptom" as const, "root" as const),
    finding: fc.constantFrom("met" as const, "not-met" as const, "could-not-tell" as const),
    saw: fc.string(),
  }),
  fc.record({
    title: fc.string({ minLength: 1 }),
    proves: fc.constant(null),
    finding: fc.constant(null),
    saw: fc.string(),
  }),
);

const kinds = fc.constantFrom("fault" as const, "healthy" as const);
const met = (title: string, proves: "symptom" | "root"): StepFinding => ({ title, proves, finding: "met", saw: "" });
const rotate: StepFinding = { title: "Force a rotation", proves: null, finding: null, saw: "" };

it("answers fixed only when all judged steps were met, symptom and root among them, and none was left out", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.boolean(), kinds, (steps, complete, kind) => {
      const judged = steps.filter((each) => each.proves !== null);
      const allMet = judged.every((each) => each.finding === "met");
      const both = judged.some((each) => each.proves === "symptom") && judged.some((each) => each.proves === "root");
      expect(verdict(steps, complete, kind).outcome === "fixed").toBe(complete && allMet && both);
    }),
  );
});

it("lets the first step that was not met or gave no answer decide", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const first = steps.find((each) => each.finding === "not-met" || each.finding === "could-not-tell");
      fc.pre(first !== undefined);
      const expected =
        first?.finding === "could-not-tell"
          ? "could-not-tell"
          : first?.proves === "root"
            ? "symptom-hidden"
            : "not-fixed";
      expect(verdict(steps, false, "fault").outcome).toBe(expected);
    }),
  );
});

it("says what came back, and after what", () => {
  const steps = [met("Orders", "symptom"), rotate];
  const saw = "/var/log is 97 % full";
  expect(verdict([...steps, { title: "Disk", proves: "root", finding: "not-met", saw }], false, "fault")).toEqual({
    outcome: "symptom-hidden",
    sentence:
      "The symptom is hidden, but the fault is still there. What it looked like after: Force a rotation. /var/log is 97 % full.",
  });
});

it("says that the symptom is still there", () => {
  expect(
    verdict(
      [{ title: "Orders", proves: "symptom", finding: "not-met", saw: "12 of 50 orders failed." }],
      false,
      "fault",
    ),
  ).toEqual({
    outcome: "not-fixed",
    sentence: "Not fixed. The symptom is still there. 12 of 50 orders failed.",
  });
});

it("says which provocations a fix held after", () => {
  expect(verdict([met("Orders", "symptom"), rotate, met("Disk", "root")], true, "fault").sentence).toBe(
    "Fixed. The symptom is gone, and it stayed gone after: Force a rotation.",
  );
});

it("never blames the candidate for a probe of ours that failed", () => {
  const failed: StepFinding = { title: "Orders", proves: "symptom", finding: "could-not-tell", saw: "" };
  expect(verdict([failed], false, "fault")).toEqual({
    outcome: "could-not-tell",
    sentence:
      'Could not tell: the step "Orders" gave no answer. This is on our side and does not count against you; run the check again.',
  });
});

describe("where nothing was wrong", () => {
  const changed: StepFinding = {
    title: "Processes",
    proves: "root",
    finding: "not-met",
    saw: "The service was started anew",
  };

  it("is content with what was left as it was", () => {
    expect(verdict([met("Search", "symptom"), met("Processes", "root")], true, "healthy")).toEqual({
      outcome: "fixed",
      sentence: "Nothing was wrong, and you left it so.",
    });
  });

  it("refuses a change, and says what was changed", () => {
    expect(verdict([met("Search", "symptom"), changed], false, "healthy")).toEqual({
      outcome: "not-fixed",
      sentence: "It was healthy; you changed it. The service was started anew.",
    });
  });

  it("says so where it is not healthy any more", () => {
    const down: StepFinding = { title: "Search", proves: "symptom", finding: "not-met", saw: "Nothing listens." };
    expect(verdict([down], false, "healthy").sentence).toBe("It was healthy; now it is not. Nothing listens.");
  });

  it("blames nobody for a probe of ours that failed, as everywhere", () => {
    const failed: StepFinding = { title: "Search", proves: "symptom", finding: "could-not-tell", saw: "" };
    expect(verdict([failed], false, "healthy").outcome).toBe("could-not-tell");
  });
});

describe("what is told of a check before the end", () => {
  const run = (outcome: CheckRun["outcome"], sentence: string, ...states: CheckStep["state"][]): CheckRun => ({
    id: "c1",
    startedAtMs: 0,
    endedAtMs: 1,
    steps: states.map((state, at) => ({ id: `s${at}`, title: `Step ${at}`, state, saw: "as it was", ms: 1 })),
    outcome,
    sentence,
  });

  it("is all of it in a lab with a fault", () => {
    const refused = run("not-fixed", "Not fixed. The symptom is still there.", "not-met", "skipped");
    expect(toldBeforeTheEnd(refused, "fault")).toBe(refused);
  });

  it("is not, in a healthy lab, that there was nothing to mend and that something was changed", () => {
    const refused = run("not-fixed", "It was healthy; you changed it. It was started anew.", "met", "not-met");
    expect(toldBeforeTheEnd(refused, "healthy")).toMatchObject({
      outcome: "not-fixed",
      sentence: "Not fixed. It is not as it has to be: Step 1.",
      steps: [
        { state: "met", saw: "" },
        { state: "not-met", saw: "" },
      ],
    });
    expect(toldBeforeTheEnd(run(null, "", "met", "running"), "healthy").steps[0]?.saw).toBe("");
  });

  it("is all of it again once a check has passed, which says it all", () => {
    const passed = run("fixed", "Nothing was wrong, and you left it so.", "met", "met");
    expect(toldBeforeTheEnd(passed, "healthy")).toBe(passed);
  });
});
