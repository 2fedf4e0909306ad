import { describe, expect, it } from "vitest";
import { dayName, weekName, weeksOf } from "../../../web/progress/days.ts";
import { slotOf } from "../../../web/progress/slots.ts";
import {
  scoredName,
  sharesSentence,
  strengthName,
  totalsSentence,
  trendSpan,
  weakestSentence,
} from "../../../web/progress/words.ts";
import { progress, progressOfNone, progressOfOne } from "../../browser/progress-data.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const noon = (day: string) => Date.parse(`${day}T12:00:00`);
const scored = (day: string, total: number) => ({ attempt: day, lab: "zombie-pids", endedAtMs: noon(day), total });

describe("the days of a plan", () => {
  it("are named by the calendar, from today on", () => {
    expect([0, 1, 2, 36].map((day) => dayName("2025-11-26", day))).toEqual([
      "Today",
      "Tomorrow",
      "Fri 28 Nov",
      "Thu 1 Jan",
    ]);
  });

  it("are neither skipped nor doubled where clocks change or a year has a 29 February", () => {
    expect([3, 4, 5].map((day) => dayName("2025-10-23", day))).toEqual(["Sun 26 Oct", "Mon 27 Oct", "Tue 28 Oct"]);
    expect([2, 3].map((day) => dayName("2028-02-27", day))).toEqual(["Tue 29 Feb", "Wed 1 Mar"]);
  });

  it("stand in weeks that begin with today, and a week with nothing due is one of them", () => {
    const day = (number: number) => ({ day: number, labs: [{ lab: "zombie-pids", reason: "again" as const }] });
    const weeks = weeksOf({ weeks: 3, days: [day(0), day(6), day(14)] });
    expect(weeks.map(({ days }) => days.map((one) => one.day))).toEqual([[0, 6], [], [14]]);
    expect(weeks.map((week) => weekName("2025-11-26", week))).toEqual([
      "26 Nov to 2 Dec",
      "3 Dec to 9 Dec",
      "10 Dec to 16 Dec",
    ]);
  });

  it("are all there, in both plans", () => {
    for (const plan of progress.plans) {
      expect(weeksOf(plan)).toHaveLength(plan.weeks);
      expect(weeksOf(plan).flatMap(({ days }) => days)).toEqual(plan.days);
    }
  });
});

describe("the pictures in words", () => {
  it("tell the last total and how far they were apart", () => {
    expect(totalsSentence([])).toBe("");
    expect(totalsSentence([scored("2025-11-20", 41)])).toBe("41 of 100 in the one attempt that was scored so far.");
    expect(plain(totalsSentence(progress.trend))).toBe(
      "84 of 100 last time, between 41 and 91 over the last 9 attempts.",
    );
  });

  it("tell when the attempts were, and each by its day and lab", () => {
    expect(trendSpan([scored("2025-11-20", 41)])).toBe("On 20 Nov 2025");
    expect(trendSpan([scored("2024-12-30", 41), scored("2025-11-20", 60)])).toBe(
      "30 Dec 2024 to 20 Nov 2025, oldest first",
    );
    expect(scoredName(scored("2025-11-20", 41), "Thumbnails stopped")).toBe(
      "20 Nov 2025: Thumbnails stopped, 41 of 100",
    );
  });

  it("tell every share of a component", () => {
    const trend = { id: "evidence" as const, shares: [0, 0.333, 1], now: 0.44, before: null };
    expect(plain(sharesSentence(trend))).toBe("3 attempts, oldest first: 0 %, 33 %, 100 %");
  });

  it("tell how often a layer was practised, and when it was not", () => {
    expect(plain(strengthName({ layer: "os", share: 0.756, attempts: 1 }))).toBe("76 % over 1 attempt");
    expect(strengthName({ layer: "os", share: null, attempts: 0 })).toBe("not practised yet");
  });

  it("tell the weakest layer, or why none is named", () => {
    expect(weakestSentence(progress)).toBe("The network layer is your weakest so far.");
    for (const begun of [progressOfNone, progressOfOne]) {
      expect(weakestSentence(begun)).toBe("The weakest is named once two layers have two attempts each.");
    }
    const layers = progress.layers.map((strength) => ({ ...strength, share: 0.5 }));
    expect(weakestSentence({ weakest: null, layers })).toBe("None is weaker than the others.");
  });
});

describe("the place of an attempt in a picture", () => {
  it("leaves room to the right of the first few, and fills the width with many", () => {
    expect(slotOf(1, 2)).toBeLessThan(0.25);
    expect(slotOf(11, 12)).toBeGreaterThan(0.95);
  });
});
