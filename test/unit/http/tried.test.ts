import { describe, expect, it, vi } from "vitest";
import type { StoredAttempt } from "../../../orchestrator/core/store-port.ts";
import { TriedReader } from "../../../orchestrator/http/tried.ts";
import { sampleReport, sampleResult } from "../../fakes/sample-result.ts";
import { running, worldPerTest } from "./attempts-fixture.ts";

function ended(kind: "fault" | "healthy", more: Partial<StoredAttempt> = {}): StoredAttempt {
  const drawn = { variant: "a", ownParams: {}, params: {}, baseline: {}, diagnosis: null, expert: [] };
  return {
    id: "a1",
    lab: { id: "disk", title: "Disk", level: 2, minutes: 20, layers: ["os"] },
    state: "ended",
    brief: "",
    drawing: { ...drawn, kind, debrief: "", solutions: [] },
    notes: "",
    coach: false,
    hints: [],
    story: "",
    createdAtMs: 0,
    startedAtMs: 1000,
    deadlineAtMs: 9000,
    fixedAtMs: 61_000,
    endedAtMs: 62_000,
    endReason: "finished",
    problem: null,
    ...more,
  };
}

/** What is read of an attempt in which so much was done, and in which each piece of evidence was shown by `shownBy`. */
function reading(done: { commands: number; checks: number }, shownBy: string | null = null) {
  const report = sampleReport();
  const evidence = report.evidence.map((piece) => ({ ...piece, command: shownBy }));
  const attempts = {
    done: vi.fn(async () => done),
    result: async () => sampleResult({ report: { ...report, evidence } }),
  };
  return { attempts, reader: new TriedReader(attempts) };
}

const world = worldPerTest();

describe("what an attempt says of its lab", () => {
  it("is counted from what is kept of it", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    await attempts.end(id);
    expect(await attempts.done(id)).toEqual({ commands: 0, checks: 0 });
    expect(await new TriedReader(attempts).read(await attempts.kept())).toEqual([]);
  });

  it("is nothing where it was opened and left", async () => {
    const { reader } = reading({ commands: 0, checks: 0 });
    expect(await reader.read([ended("fault", { fixedAtMs: null })])).toEqual([]);
  });

  it("is how long it took, with how many commands, where something was done", async () => {
    const { reader } = reading({ commands: 7, checks: 1 });
    expect(await reader.read([ended("fault")])).toEqual([{ seconds: 60, commands: 7 }]);
    const checked = reading({ commands: 0, checks: 1 }).reader;
    expect(await checked.read([ended("fault", { fixedAtMs: null })])).toEqual([{ seconds: null, commands: 0 }]);
  });

  it("is nothing in a healthy lab of which only the check was asked, or of which nothing was seen", async () => {
    const { reader } = reading({ commands: 2, checks: 1 });
    expect(await reader.read([ended("healthy")])).toEqual([]);
    expect(await reading({ commands: 2, checks: 1 }, "c1").reader.read([ended("healthy")])).toHaveLength(1);
  });

  it("is nothing while it runs, or where its machines were lost", async () => {
    const { reader } = reading({ commands: 7, checks: 1 });
    const others = [ended("fault", { state: "running" }), ended("fault", { endReason: "sandbox-lost" })];
    expect(await reader.read(others)).toEqual([]);
  });

  it("is read once", async () => {
    const { attempts, reader } = reading({ commands: 7, checks: 1 });
    await reader.read([ended("fault")]);
    await reader.read([ended("fault")]);
    expect(attempts.done).toHaveBeenCalledExactlyOnceWith("a1");
  });
});
