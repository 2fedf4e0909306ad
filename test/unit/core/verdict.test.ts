import fc from "fast-check";
import { expect, it } from "vitest";
import { type StepFinding, verdict } from "../../../orchestrator/core/verdict.ts";

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

const met = (title: string, proves: "symptom" | "root"): StepFinding => ({ title, proves, finding: "met", saw: "" });
const rotate: StepFinding = { title: "Force a rotation", proves: null, finding: null, saw: "" };

it("answers fixed only when all judged steps were met, symptom and root among them, and none was left out", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.boolean(), (steps, complete) => {
      const judged = steps.filter((each) => each.proves !== null);
      const allMet = judged.every((each) => each.finding === "met");
      const both = judged.some((each) => each.proves === "symptom") && judged.some((each) => each.proves === "root");
      expect(verdict(steps, complete).outcome === "fixed").toBe(complete && allMet && both);
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
      expect(verdict(steps, false).outcome).toBe(expected);
    }),
  );
});

it("says what came back, and after what", () => {
  const steps = [met("Orders", "symptom"), rotate];
  const saw = "/var/log is 97 % full";
  expect(verdict([...steps, { title: "Disk", proves: "root", finding: "not-met", saw }], false)).toEqual({
    outcome: "symptom-hidden",
    sentence:
      "The symptom is hidden, but the fault is still there. What it looked like after: Force a rotation. /var/log is 97 % full.",
  });
});

it("says that the symptom is still there", () => {
  expect(
    verdict([{ title: "Orders", proves: "symptom", finding: "not-met", saw: "12 of 50 orders failed." }], false),
  ).toEqual({
    outcome: "not-fixed",
    sentence: "Not fixed. The symptom is still there. 12 of 50 orders failed.",
  });
});

it("says which provocations a fix held after", () => {
  expect(verdict([met("Orders", "symptom"), rotate, met("Disk", "root")], true).sentence).toBe(
    "Fixed. The symptom is gone, and it stayed gone after: Force a rotation.",
  );
});

it("never blames the candidate for a probe of ours that failed", () => {
  const failed: StepFinding = { title: "Orders", proves: "symptom", finding: "could-not-tell", saw: "" };
  expect(verdict([failed], false)).toEqual({
    outcome: "could-not-tell",
    sentence:
      'Could not tell: the step "Orders" gave no answer. This is on our side and does not count against you; run the check again.',
  });
});
