import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LABS_A_DAY, MINUTES_A_DAY, type PlannedLab, planDays } from "../../../../orchestrator/core/progress/plan.ts";
import { dueOf } from "../../../../orchestrator/core/progress/spacing.ts";
import { dayOf, practice } from "../../../fakes/practices.ts";

const fresh = (id: string, more: Partial<PlannedLab> = {}): PlannedLab => ({
  id,
  level: 2,
  minutes: 20,
  weakness: 0.5,
  due: null,
  ...more,
});
const taken = (id: string, lastDay: number, pauseDays: number, more: Partial<PlannedLab> = {}): PlannedLab =>
  fresh(id, { due: { lastDay, pauseDays, dueDay: lastDay + pauseDays, fixed: true }, ...more });

const due = fc.record({
  lastDay: fc.integer({ min: -400, max: 0 }),
  pauseDays: fc.integer({ min: 1, max: 30 }),
  fixed: fc.boolean(),
});
const lab = fc.record({
  level: fc.integer({ min: 1, max: 5 }),
  minutes: fc.integer({ min: 5, max: 90 }),
  weakness: fc.double({ min: 0, max: 1, noNaN: true }),
  due: fc.option(due.map((one) => ({ ...one, dueDay: one.lastDay + one.pauseDays }))),
});
const labs = (most: number) =>
  fc
    .array(lab, { minLength: 1, maxLength: most })
    .map((all) => all.map((one, index) => ({ id: `lab${index}`, ...one })));
const days = fc.constantFrom(14, 42);

describe("a plan", () => {
  it("has no overfull day and no lab twice on one", () => {
    fc.assert(
      fc.property(labs(40), days, (all, length) => {
        for (const day of planDays(all, length)) {
          const ids = day.labs.map((one) => one.lab);
          const minutes = all.filter(({ id }) => ids.includes(id)).reduce((sum, one) => sum + one.minutes, 0);
          expect(ids.length).toBeLessThanOrEqual(LABS_A_DAY);
          expect(new Set(ids).size).toBe(ids.length);
          if (ids.length > 1) expect(minutes).toBeLessThanOrEqual(MINUTES_A_DAY);
        }
      }),
    );
  });

  it("has every lab at least once, whenever it was taken last", () => {
    fc.assert(
      fc.property(labs(14), days, (all, length) => {
        const planned = planDays(all, length).flatMap((day) => day.labs.map((one) => one.lab));
        expect(new Set(planned)).toEqual(new Set(all.map(({ id }) => id)));
      }),
    );
  });

  it("is the same for the same labs, in whatever order they come", () => {
    fc.assert(
      fc.property(labs(20), days, fc.nat(), (all, length, by) => {
        const turned = all.map((_, index) => all[(index + by) % all.length] ?? expect.fail("no lab"));
        expect(planDays(turned, length)).toEqual(planDays(all, length));
      }),
    );
  });

  it("has its days in order, all of them within its length and none without a lab", () => {
    fc.assert(
      fc.property(labs(20), days, (all, length) => {
        const plan = planDays(all, length);
        const numbers = plan.map(({ day }) => day);
        expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
        expect(numbers.every((day) => day >= 0 && day < length)).toBe(true);
        expect(plan.every((day) => day.labs.length > 0)).toBe(true);
      }),
    );
  });

  it("brings two labs a day where there are more labs than days", () => {
    const all = Array.from({ length: 28 }, (_, index) => fresh(`lab${index}`));
    const planned = planDays(all, 14).flatMap((day) => day.labs.map((one) => one.lab));
    expect(new Set(planned).size).toBe(28);
  });

  it("begins with the easiest lab, and spreads new ones over its first half", () => {
    const all = [
      fresh("c", { level: 3 }),
      fresh("a", { level: 1 }),
      fresh("b", { weakness: 0.9 }),
      fresh("d", { level: 5 }),
    ];
    const firsts = planDays(all, 14).flatMap(({ day, labs: some }) =>
      some.filter(({ reason }) => reason === "new").map((one) => [day, one.lab]),
    );
    expect(firsts).toEqual([
      [0, "a"],
      [1, "b"],
      [3, "c"],
      [5, "d"],
    ]);
  });

  it("repeats a lab after growing pauses", () => {
    expect(planDays([fresh("a")], 42).map(({ day }) => day)).toEqual([0, 3, 9, 21]);
    expect(planDays([taken("a", -4, 6)], 42).map(({ day }) => day)).toEqual([2, 14, 38]);
  });

  it("takes what is a weak layer's first when much is overdue", () => {
    const all = [
      taken("strong", -10, 5, { weakness: 0.1 }),
      taken("weak", -10, 6, { weakness: 0.9 }),
      taken("mid", -10, 5),
    ];
    expect(planDays(all, 14)[0]?.labs.map((one) => one.lab)).toEqual(["weak", "mid"]);
  });

  it("has no days without labs to take", () => {
    expect(planDays([], 14)).toEqual([]);
  });
});

describe("the pause before a lab is due again", () => {
  const pauseAfter = (...practices: Parameters<typeof dueOf>[0]) => dueOf(practices, dayOf);

  it("grows when it is solved well and due, up to a month", () => {
    expect(pauseAfter(practice("a", -9, 90))).toEqual({ lastDay: -9, pauseDays: 3, dueDay: -6, fixed: true });
    expect(pauseAfter(practice("a", -20, 90), practice("a", -9, 90))).toMatchObject({ pauseDays: 6, dueDay: -3 });
    const often = [-400, -300, -200, -150, -100, 0].map((day) => practice("a", day, 95));
    expect(pauseAfter(...often)).toMatchObject({ pauseDays: 30 });
  });

  it("does not grow by taking a lab again before it is due", () => {
    expect(pauseAfter(practice("a", -1, 90), practice("a", -1, 95), practice("a", 0, 95))).toMatchObject({
      pauseDays: 3,
    });
  });

  it("shrinks when it is fixed badly, and more when it is not fixed", () => {
    const well = [-60, -40, -20].map((day) => practice("a", day, 90));
    expect(pauseAfter(...well)).toMatchObject({ pauseDays: 12 });
    expect(pauseAfter(...well, practice("a", -1, 62))).toMatchObject({ pauseDays: 6, fixed: true });
    expect(pauseAfter(...well, practice("a", -1, 30))).toMatchObject({ pauseDays: 1, dueDay: 0, fixed: false });
  });

  it("is unknown for a lab that was never taken", () => {
    expect(pauseAfter()).toBeNull();
  });
});
