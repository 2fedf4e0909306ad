import { describe, expect, it } from "vitest";
import { practiceOf } from "../../../../orchestrator/core/progress/practice.ts";
import { progressOf } from "../../../../orchestrator/core/progress/progress.ts";
import { progress } from "../../../../orchestrator/protocol/progress.ts";
import { dayOf, fiveLabs, labCard, practice } from "../../../fakes/practices.ts";
import { SAMPLE_START_MS, sampleReport, sampleResult } from "../../../fakes/sample-result.ts";

const of = (practices: Parameters<typeof progressOf>[0]["practices"], labs = fiveLabs) =>
  progress.parse({ today: "2026-11-25", ...progressOf({ labs, practices, dayOf }) });

describe("progress", () => {
  it("of a beginner is a plan that begins with the easiest lab", () => {
    const begun = of([]);
    expect(begun).toMatchObject({ attempts: 0, trend: [], components: [], weakest: null });
    expect(begun.layers.map(({ layer, share }) => [layer, share])).toEqual([
      ["process", null],
      ["os", null],
      ["network", null],
    ]);
    expect(begun.next).toEqual({
      lab: "disk-full-logs",
      sentence: "A good one to begin with: level 2, about 20 minutes.",
    });
    expect(begun.plans.map(({ weeks }) => weeks)).toEqual([2, 6]);
    for (const { days } of begun.plans) {
      expect(days[0]).toEqual({ day: 0, labs: [{ lab: "disk-full-logs", reason: "new" }] });
      expect(new Set(days.flatMap((day) => day.labs.map(({ lab }) => lab))).size).toBe(5);
    }
  });

  it("without any lab has nothing to do next", () => {
    expect(of([], [])).toMatchObject({ next: null, layers: [], plans: [{ days: [] }, { days: [] }] });
  });

  it("names the weakest layer, and sends there next", () => {
    const begun = of([
      practice("disk-full-logs", -1, 95, { layers: { process: 0.95, os: 0.95 } }),
      practice("dns-wrong-resolver", -2, 80, { layers: { os: 0.9, network: 0.4 } }),
      practice("dns-wrong-resolver", -1, 80, { layers: { os: 0.9, network: 0.4 } }),
    ]);
    expect(begun.weakest).toBe("network");
    expect(begun.next?.sentence).toBe(
      "You have not taken it yet, and it is about the network layer, your weakest so far.",
    );
    expect(fiveLabs.find(({ id }) => id === begun.next?.lab)?.layers).toContain("network");
  });

  it("calls no layer the weakest after a single attempt at it, however it went", () => {
    const all = [
      practice("disk-full-logs", -3, 95, { layers: { process: 0.95, os: 0.9 } }),
      practice("zombie-pids", -2, 95, { layers: { process: 0.95, os: 0.9 } }),
      practice("dns-wrong-resolver", -1, 10, { layers: { network: 0.1 } }),
    ];
    expect(of(all.slice(0, 1)).weakest).toBeNull();
    expect(of(all.slice(1)).weakest).toBeNull();
    expect(of(all).weakest).toBe("os");
    expect(of([...all, practice("dns-wrong-resolver", 0, 10, { layers: { network: 0.1 } })]).weakest).toBe("network");
  });

  it("sends back to a lab that was not passed", () => {
    const all = fiveLabs.map(({ id }) => practice(id, -2, id === "zombie-pids" ? 30 : 90));
    expect(of(all).next).toEqual({
      lab: "zombie-pids",
      sentence: "You did not pass it 2 days ago; a second try is best while you remember the first.",
    });
  });

  it("repeats what is due once all is solved, with the score of last time", () => {
    const all = fiveLabs.map(({ id }, index) => practice(id, -20 - index, 84));
    expect(of(all).next).toEqual({
      lab: "zombie-pids",
      sentence: "You took it 24 days ago with 84 of 100, and it is due again.",
    });
  });

  it("says so when nothing is due today", () => {
    const all = fiveLabs.map(({ id }) => practice(id, -1, 90));
    expect(of(all).next?.sentence).toBe("Nothing is due today. This one is next, in 2 days.");
  });

  it("shows how each component developed over the last twelve scored attempts", () => {
    const shares = [10, 20, 30, 40, 50, 60, 60, 70, 80, 90, 95, 100, 100, 100];
    const begun = of(shares.map((share, index) => practice("disk-full-logs", index - 20, share)));
    expect(begun.attempts).toBe(14);
    expect(begun.trend.map(({ total }) => total)).toEqual(shares.slice(-12));
    expect(begun.components).toEqual([
      {
        id: "evidence",
        shares: shares.slice(-12).map((share) => share / 100),
        now: 1,
        before: expect.closeTo(0.8833, 3),
      },
    ]);
    expect(of([practice("zombie-pids", -1, 50)]).components).toEqual([
      { id: "evidence", shares: [0.5], now: 0.5, before: null },
    ]);
  });

  it("counts attempts at labs that are gone, and plans only those that are there", () => {
    const begun = of([practice("long-gone", -3, 80)]);
    expect(begun.attempts).toBe(1);
    expect(begun.trend[0]?.lab).toBe("long-gone");
    expect(JSON.stringify(begun.plans)).not.toContain("long-gone");
  });

  it("keeps the best score of each lab, and what is solved", () => {
    const solved = labCard("disk-full-logs", { solved: { attemptId: "a1", seconds: 300 } });
    const begun = of([practice("disk-full-logs", -9, 71), practice("disk-full-logs", -3, 64)], [solved]);
    expect(begun.labs).toMatchObject([{ id: "disk-full-logs", solved: true, best: 71 }]);
  });
});

describe("what an attempt says about practice", () => {
  it("is its score, its components, and each layer by score and by whether it was looked at first", () => {
    expect(practiceOf(sampleResult())).toMatchObject({
      attempt: "a1",
      lab: "disk-full-logs",
      endedAtMs: SAMPLE_START_MS + 380_000,
      fixed: true,
      total: 93,
      mark: 0.93,
      components: { evidence: 0.9, discipline: 0.7, time: 1 },
      // Only curl, at the process, came before the first restart.
      layers: { process: expect.closeTo(0.965, 6), os: expect.closeTo(0.465, 6) },
    });
  });

  it("counts what was looked at after relief that was measured, as the score does", () => {
    const [restart, ...later] = sampleReport().changes;
    if (!restart) throw new Error("the sample restarts first");
    const relieved = (penalty: number) =>
      practiceOf(
        sampleResult({ report: sampleReport({ changes: [{ ...restart, kind: "mitigation", penalty }, ...later] }) }),
      );
    expect(relieved(0)?.layers).toMatchObject({ os: expect.closeTo(0.965, 6) });
    expect(relieved(0.15)?.layers).toMatchObject({ os: expect.closeTo(0.465, 6) });
  });

  it("is the outcome alone where the lab judges no path", () => {
    const bare = { report: null };
    expect(practiceOf(sampleResult(bare))).toMatchObject({ total: null, mark: 1, layers: { process: 1, os: 1 } });
    expect(practiceOf(sampleResult({ ...bare, outcome: "symptom-hidden" }))).toMatchObject({ mark: 0.4, fixed: false });
    expect(practiceOf(sampleResult({ ...bare, outcome: null }))).toMatchObject({ mark: 0 });
  });

  it("is nothing while it runs, when nothing was tried, and when the failure was ours", () => {
    const { attempt } = sampleResult();
    const report = sampleReport({ total: 0 });
    for (const nothing of [
      sampleResult({ attempt: { ...attempt, state: "running", endedAtMs: null } }),
      sampleResult({ report, outcome: null, commands: [], checks: [] }),
      sampleResult({ report, outcome: "could-not-tell" }),
      sampleResult({ report, outcome: "not-fixed", attempt: { ...attempt, endReason: "sandbox-lost" } }),
    ]) {
      expect(practiceOf(nothing)).toBeNull();
    }
    expect(practiceOf(sampleResult({ attempt: { ...attempt, endReason: "sandbox-lost" } }))).not.toBeNull();
  });
});
