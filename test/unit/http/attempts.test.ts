import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import type { FoundSandbox, ProbeResult, Sandbox, ShellStream } from "../../../orchestrator/core/ports.ts";
import type { Store } from "../../../orchestrator/core/store-port.ts";
import { MAX_TERMINALS } from "../../../orchestrator/http/attempt-terminals.ts";
import { Attempts } from "../../../orchestrator/http/attempts.ts";
import type { Attempt } from "../../../orchestrator/protocol/attempts.ts";
import { attemptResult, attempt as attemptSchema } from "../../../orchestrator/protocol/attempts.ts";
import { openStore } from "../../../orchestrator/store/open-store.ts";
import { FakeEngine } from "../../fakes/fake-engine.ts";
import { FakeShell } from "../../fakes/fake-shell.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

/** An engine whose sandboxes outlive an orchestrator. */
class LastingEngine extends FakeEngine {
  readonly removed: string[] = [];
  down = false;
  override async adopt(owner: string): Promise<Sandbox | null> {
    if (this.down) throw new LabError("no-engine", "No engine answers.", "Start it.");
    return this.sandboxes.find((sandbox) => sandbox.owner === owner) ?? null;
  }
  override async found(): Promise<readonly FoundSandbox[]> {
    return this.sandboxes.map(({ owner }) => ({ owner, expiresAtMs: 0 }));
  }
  override async remove(owner: string): Promise<void> {
    this.removed.push(owner);
    for (const [index, sandbox] of [...this.sandboxes.entries()].reverse()) {
      if (sandbox.owner === owner) this.sandboxes.splice(index, 1);
    }
  }
}

let folder = "";
let store: Store;
let engine: LastingEngine;
let nowMs = 1_000_000;
let ids = 0;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const open = (capacity = 3, labs: readonly Lab[] = [sampleLab]) =>
  new Attempts({
    engine,
    store,
    log: silent,
    now: () => nowMs,
    wait: async () => {},
    newId: () => `id${++ids}`,
    random: () => 0.5,
    deadlineMs: () => 60_000,
    labs,
    capacity,
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-attempts-"));
  store = await openStore(`sqlite:${join(folder, "db")}`);
  engine = new LastingEngine();
  nowMs = 1_000_000;
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Waits until an attempt is as it should be. */
const become = (attempts: Attempts, id: string, is: (attempt: Attempt) => boolean): Promise<Attempt> =>
  vi.waitFor(
    async () => {
      const attempt = await attempts.view(id);
      if (!is(attempt)) throw new Error(`the attempt is ${attempt.state}`);
      return attempt;
    },
    { timeout: 20_000, interval: 10 },
  );
const running = async (attempts: Attempts): Promise<Attempt> => {
  const { id } = await attempts.create("sample");
  return await become(attempts, id, ({ state }) => state === "running");
};

describe("an attempt", () => {
  it("answers at once, then starts, opens a shell and gets a deadline", async () => {
    const attempts = open();
    const created = await attempts.create("sample");
    expect(created).toMatchObject({ state: "starting", deadlineAtMs: null, brief: "" });
    const attempt = await become(attempts, created.id, ({ state }) => state === "running");
    expect(attempt).toMatchObject({ startedAtMs: nowMs, deadlineAtMs: nowMs + 60_000, problem: null });
    expect(attempt.machines).toMatchObject([{ name: "web", state: "running", shell: true }]);
    expect(attempt.terminals).toMatchObject([{ machine: "web", open: true, name: attempt.machines[0]?.hostname }]);
    expect(attempt.brief).not.toContain("{{");
  });

  it("tells the candidate neither variant nor parameters, and solutions only after the end", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    const during = await attempts.result(id);
    expect(during).toMatchObject({ debrief: null, solutions: [] });
    expect(JSON.stringify(during)).not.toContain("wrong-owner");
    attemptSchema.parse(await attempts.view(id));
    await attempts.end(id);
    const after = attemptResult.parse(await attempts.result(id));
    expect(after.debrief).not.toBeNull();
    expect(after.solutions.length).toBeGreaterThan(0);
  });

  it("is fixed when the check says so, and then ends as finished", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    nowMs += 5000;
    const run = (await attempts.live(id)).check();
    expect(run.steps.every(({ state }) => state === "waiting")).toBe(true);
    const fixed = await become(attempts, id, ({ state, check }) => state === "running" && check?.outcome !== null);
    expect(fixed).toMatchObject({ fixedAtMs: nowMs, checksRun: 1, check: { id: run.id, outcome: "fixed" } });
    expect(await attempts.end(id)).toMatchObject({ state: "ended", endReason: "finished" });
    expect(await attempts.result(id)).toMatchObject({ outcome: "fixed", seconds: 5, checks: [{ id: run.id }] });
  });

  it("refuses a second check, a reset and nothing else while a check runs", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    const live = await attempts.live(id);
    live.check();
    expect(() => live.check()).toThrow(expect.objectContaining({ code: "check-running" }));
    expect(() => live.reset()).toThrow(expect.objectContaining({ code: "check-running" }));
    await attempts.end(id);
    expect(await attempts.view(id)).toMatchObject({ state: "ended", check: { outcome: "could-not-tell" } });
  });

  it("ends its timeline with its end, also when a check and a shell come back later", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    const sandbox = engine.sandboxes[0] ?? expect.fail("no sandbox");
    const probed = Promise.withResolvers<ProbeResult>();
    const shell = Promise.withResolvers<ShellStream>();
    const probe = vi.spyOn(sandbox, "probe").mockReturnValueOnce(probed.promise);
    vi.spyOn(sandbox, "openShell").mockReturnValueOnce(shell.promise);
    const live = await attempts.live(id);
    live.check();
    const opened = live.openTerminal("web").catch((error: unknown) => error);
    await vi.waitFor(() => expect(probe).toHaveBeenCalled());
    await attempts.end(id);
    probed.resolve({ finding: "met", saw: "late", detail: "", keep: {} });
    shell.resolve(new FakeShell("", () => {}));
    expect(await opened).toMatchObject({ code: "wrong-state" });
    // The check goes on to its next step, a script, which is the sign that the first one was heard.
    await vi.waitFor(() => expect(sandbox.ran.length).toBeGreaterThan(0));
    await live.record.flush();
    const { timeline } = await attempts.result(id);
    expect(timeline.at(-1)?.body.kind).toBe("attempt-ended");
  });

  it("does not list a shell of the old machines after a reset", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    const shell = Promise.withResolvers<ShellStream>();
    vi.spyOn(engine.sandboxes[0] ?? expect.fail("no sandbox"), "openShell").mockReturnValueOnce(shell.promise);
    const live = await attempts.live(id);
    const opened = live.openTerminal("web").catch((error: unknown) => error);
    live.reset();
    shell.resolve(new FakeShell("", () => {}));
    expect(await opened).toMatchObject({ code: "wrong-state" });
    const after = await become(attempts, id, ({ state }) => state === "running");
    expect(after.terminals).toHaveLength(1);
  });

  it("keeps a timeline without gaps from its creation to its end", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    await attempts.end(id);
    const { timeline } = await attempts.result(id);
    expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, index) => index + 1));
    expect(timeline.map(({ body }) => body.kind)).toEqual([
      "attempt-created",
      "sandbox-ready",
      "terminal-opened",
      "terminal-closed",
      "attempt-ended",
    ]);
  });

  it("has a limited number of terminals, each with its own name", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    const live = await attempts.live(id);
    for (let count = 1; count < MAX_TERMINALS; count += 1) await live.openTerminal("web");
    const { terminals } = live.view();
    expect(new Set(terminals.map(({ name }) => name)).size).toBe(MAX_TERMINALS);
    await expect(live.openTerminal("web")).rejects.toMatchObject({ code: "no-capacity" });
    await live.terminals.close(terminals[0]?.id ?? "");
    await live.openTerminal("web");
    await expect(live.openTerminal("db")).rejects.toMatchObject({ code: "not-found" });
  });

  it("is reset to the same machines with the clock going on", async () => {
    const attempts = open();
    const before = await running(attempts);
    const live = await attempts.live(before.id);
    const plans = engine.sandboxes[0]?.plans;
    nowMs += 1000;
    live.reset();
    expect(live.view().state).toBe("starting");
    const after = await become(attempts, before.id, ({ state }) => state === "running");
    expect(engine.sandboxes).toHaveLength(1);
    expect(engine.sandboxes[0]?.plans).toEqual(plans);
    expect(after).toMatchObject({ startedAtMs: before.startedAtMs, deadlineAtMs: before.deadlineAtMs });
    expect(after.terminals).toHaveLength(1);
    expect(after.terminals[0]?.id).not.toBe(before.terminals[0]?.id);
  });

  it("says when a machine stopped, refuses to check it, and offers a reset", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    const [sandbox] = engine.sandboxes;
    if (sandbox) sandbox.state = "stopped";
    await attempts.sweep();
    const attempt = await attempts.view(id);
    expect(attempt).toMatchObject({
      state: "running",
      machines: [{ state: "stopped" }],
      terminals: [],
      problem: { code: "machine-stopped", remedy: expect.stringContaining("Reset") },
    });
    const live = await attempts.live(id);
    expect(() => live.check()).toThrow(expect.objectContaining({ code: "machine-stopped" }));
    await expect(live.openTerminal("web")).rejects.toMatchObject({ code: "machine-stopped" });
    live.reset();
    expect(await become(attempts, id, ({ state }) => state === "running")).toMatchObject({ problem: null });
  });

  it("whose reset fails says why, holds its place and can be reset again", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    const live = await attempts.live(id);
    const working = engine.open;
    engine.open = () => Promise.reject(new LabError("no-engine", "No engine answers.", "Start Docker."));
    live.reset();
    const broken = await become(attempts, id, ({ problem }) => problem !== null);
    expect(broken).toMatchObject({
      state: "running",
      machines: [{ state: "stopped" }],
      problem: { code: "no-engine" },
    });
    expect(() => live.check()).toThrow("No engine answers.");
    engine.open = working;
    live.reset();
    expect(await become(attempts, id, ({ state }) => state === "running")).toMatchObject({ problem: null });
  });

  it("whose machines can't be removed at a reset gets no second set, and can be reset again", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    const live = await attempts.live(id);
    const opened = vi.spyOn(engine, "open");
    vi.spyOn(engine, "remove").mockRejectedValueOnce(new LabError("internal", "Still there.", "Look into the log."));
    live.reset();
    const stuck = await become(attempts, id, ({ state }) => state === "running");
    expect(stuck).toMatchObject({ problem: { code: "internal", message: "Still there." } });
    expect(opened).not.toHaveBeenCalled();
    live.reset();
    expect(await become(attempts, id, ({ state }) => state === "running")).toMatchObject({ problem: null });
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it("that can't be started says why and holds no place", async () => {
    engine = new (class extends LastingEngine {
      override async open(): Promise<Sandbox> {
        throw new LabError("no-engine", "No engine answers.", "Start Docker.");
      }
    })();
    const attempts = open(1);
    const { id } = await attempts.create("sample");
    const failed = await become(attempts, id, ({ state }) => state === "failed");
    expect(failed).toMatchObject({
      endReason: "failed-start",
      problem: { code: "no-engine", remedy: "Start Docker." },
    });
    expect(attempts.running).toBe(0);
    await expect(attempts.live(id)).rejects.toMatchObject({ code: "wrong-state" });
  });

  it("ends at its deadline and leaves no sandbox", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    await attempts.sweep();
    expect(await attempts.view(id)).toMatchObject({ state: "running" });
    nowMs += 60_000;
    await attempts.sweep();
    await attempts.settle();
    expect(await attempts.view(id)).toMatchObject({ state: "ended", endReason: "deadline" });
    expect(engine.sandboxes).toEqual([]);
  });

  it("keeps notes, also after its end", async () => {
    const attempts = open();
    const { id } = await running(attempts);
    await attempts.saveNotes(id, "df and du differ");
    await attempts.end(id);
    expect(await attempts.saveNotes(id, "lsof +L1")).toMatchObject({ notes: "lsof +L1", state: "ended" });
  });
});

describe("all attempts", () => {
  it("are refused above the capacity with a way out, and taken again when one ends", async () => {
    const attempts = open(2);
    const one = await running(attempts);
    await running(attempts);
    await expect(attempts.create("sample")).rejects.toMatchObject({
      code: "no-capacity",
      message: expect.stringContaining("2"),
      remedy: expect.stringContaining("End an attempt"),
    });
    await attempts.end(one.id);
    await running(attempts);
  });

  it("of unknown labs and unknown ids are refused", async () => {
    const attempts = open();
    await expect(attempts.create("nope")).rejects.toMatchObject({ code: "unknown-lab" });
    await expect(attempts.view("nope")).rejects.toMatchObject({ code: "unknown-attempt" });
    await expect(attempts.live("nope")).rejects.toMatchObject({ code: "unknown-attempt" });
  });
});

describe("a sweep", () => {
  it("has what other installations left past its time removed, also after something of it failed", async () => {
    const removeExpired = vi.spyOn(engine, "removeExpired");
    vi.spyOn(engine, "found").mockRejectedValueOnce(new LabError("no-engine", "No engine answers.", "Start it."));
    await open().sweep();
    expect(removeExpired).toHaveBeenCalledExactlyOnceWith(nowMs);
  });
});

describe("after a restart of the orchestrator", () => {
  it("an attempt goes on with its old terminals closed and a new one open", async () => {
    const before = await running(open());
    const attempts = open();
    await attempts.adopt();
    const after = await attempts.view(before.id);
    expect(after).toMatchObject({ state: "running", startedAtMs: before.startedAtMs, brief: before.brief });
    expect(after.terminals.map(({ id }) => id)).not.toContain(before.terminals[0]?.id);
    expect(after.terminals).toHaveLength(1);
    const { timeline } = await attempts.result(before.id);
    expect(timeline.map(({ body }) => body)).toMatchObject([
      { kind: "attempt-created" },
      { kind: "sandbox-ready" },
      { kind: "terminal-opened" },
      { kind: "terminal-closed", terminal: before.terminals[0]?.id, reason: "orchestrator-restarted" },
      { kind: "sandbox-adopted" },
      { kind: "terminal-opened" },
    ]);
  });

  it("an attempt whose machines are gone ends as lost, and one past its deadline by it", async () => {
    const first = open();
    const lost = await running(first);
    const late = await running(first);
    await engine.remove(lost.id);
    const attempts = open();
    await attempts.adopt();
    expect(await attempts.view(lost.id)).toMatchObject({
      endReason: "sandbox-lost",
      problem: { code: "machine-stopped" },
    });
    expect(await attempts.view(late.id)).toMatchObject({ state: "running" });
    nowMs += 60_000;
    const later = open();
    await later.adopt();
    expect(await later.view(late.id)).toMatchObject({ endReason: "deadline" });
    expect(engine.sandboxes).toEqual([]);
  });

  it("a start that was interrupted has failed, and what it made is removed", async () => {
    await store.addAttempt({
      id: "halfway",
      lab: { id: "sample", title: "Sample", level: 1, minutes: 5, layers: ["os"] },
      state: "starting",
      brief: "",
      drawing: null,
      notes: "",
      createdAtMs: nowMs,
      startedAtMs: null,
      deadlineAtMs: null,
      fixedAtMs: null,
      endedAtMs: null,
      endReason: null,
      problem: null,
    });
    await engine.open({ owner: "halfway", expiresAtMs: 0, machines: [], draw: () => [], onStep: () => {} });
    const attempts = open();
    await attempts.adopt();
    expect(await attempts.view("halfway")).toMatchObject({ state: "failed", endReason: "failed-start" });
    expect(engine.removed).toEqual(["halfway"]);
    expect(engine.sandboxes).toEqual([]);
  });

  it("an attempt whose lab gained a parameter ends as lost, and the others are shown", async () => {
    const before = await running(open());
    const [machine] = sampleLab.machines;
    const changed: Lab = {
      ...sampleLab,
      params: { ...sampleLab.params, color: { kind: "one-of", values: ["red"] } },
      machines: machine ? [{ ...machine, hostname: "{{color}}-1" }] : [],
    };
    const attempts = open(3, [changed]);
    await attempts.adopt();
    expect(await attempts.views()).toMatchObject([
      { id: before.id, state: "ended", endReason: "sandbox-lost", problem: { code: "lab-invalid" } },
    ]);
    expect(engine.sandboxes).toEqual([]);
  });

  it("a check that was interrupted could not tell", async () => {
    const before = await running(open());
    const { timeline } = await open().result(before.id);
    const seq = timeline.length + 1;
    await store.appendEvent(before.id, { seq, atMs: nowMs, body: { kind: "check-started", check: "c9" } });
    const attempts = open();
    await attempts.adopt();
    expect(await attempts.view(before.id)).toMatchObject({
      state: "running",
      check: { id: "c9", outcome: "could-not-tell", sentence: expect.stringContaining("restarted") },
    });
  });

  it("an attempt waits for the engine when none answers, and says so", async () => {
    const before = await running(open());
    engine.down = true;
    const attempts = open();
    await attempts.adopt();
    expect(await attempts.view(before.id)).toMatchObject({ state: "running", problem: { code: "no-engine" } });
    await expect(attempts.live(before.id).then((live) => live.openTerminal("web"))).rejects.toMatchObject({
      code: "no-engine",
    });
    engine.down = false;
    await attempts.sweep();
    expect(await attempts.view(before.id)).toMatchObject({
      state: "running",
      problem: null,
      terminals: [{ open: true }],
    });
  });

  it("an attempt whose machines could not be asked at first is taken over by the next sweep", async () => {
    const before = await running(open());
    const [sandbox] = engine.sandboxes;
    vi.spyOn(sandbox ?? expect.fail("no sandbox"), "states").mockRejectedValueOnce(
      new LabError("no-engine", "No engine answers.", "Start it."),
    );
    const attempts = open();
    await attempts.adopt();
    expect(await attempts.view(before.id)).toMatchObject({ state: "running", problem: { code: "no-engine" } });
    await attempts.sweep();
    await attempts.sweep();
    expect(await attempts.view(before.id)).toMatchObject({ state: "running", problem: null });
    const { timeline } = await attempts.result(before.id);
    expect(timeline.filter(({ body }) => body.kind === "sandbox-adopted")).toHaveLength(1);
  });

  it("sandboxes that no attempt owns are removed", async () => {
    await running(open());
    const stray = engine.sandboxes[0];
    await store.close();
    await rm(join(folder, "db"));
    await rm(join(folder, "db-wal"), { force: true });
    store = await openStore(`sqlite:${join(folder, "db")}`);
    await open().adopt();
    expect(engine.removed).toEqual([stray?.owner]);
  });
});
