import { describe, expect, it, vi } from "vitest";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import type { ProbeResult, Sandbox, ShellStream } from "../../../orchestrator/core/ports.ts";
import { MAX_TERMINALS } from "../../../orchestrator/http/attempt-terminals.ts";
import { attemptResult, attempt as attemptSchema } from "../../../orchestrator/protocol/attempts.ts";
import { FakeShell } from "../../fakes/fake-shell.ts";
import { healthyLab } from "../../fakes/sample-lab.ts";
import { become, LastingEngine, running, worldPerTest } from "./attempts-fixture.ts";

const world = worldPerTest();

describe("an attempt", () => {
  it("answers at once, then starts, opens a shell and gets a deadline", async () => {
    const attempts = world().open();
    const created = await attempts.create("sample");
    expect(created).toMatchObject({ state: "starting", deadlineAtMs: null, brief: "" });
    const attempt = await become(attempts, created.id, ({ state }) => state === "running");
    expect(attempt).toMatchObject({ startedAtMs: world().nowMs, deadlineAtMs: world().nowMs + 60_000, problem: null });
    expect(attempt.machines).toMatchObject([{ name: "web", state: "running", shell: true }]);
    expect(attempt.terminals).toMatchObject([{ machine: "web", open: true, name: attempt.machines[0]?.hostname }]);
    expect(attempt.brief).not.toContain("{{");
  });

  it("tells the candidate neither variant nor parameters, and solutions only after the end", async () => {
    const attempts = world().open();
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

  it("does not tell before the end that nothing was wrong: neither the lab's kind nor what a check saw", async () => {
    world().engine = new LastingEngine({
      look: (_sandbox, { script }) =>
        script === "baseline" ? { keep: { started: 77 } } : { finding: "not-met", saw: "It was started anew." },
    });
    const attempts = world().open(3, [healthyLab]);
    const { id } = await running(attempts);
    const told: unknown[] = [];
    const live = await attempts.live(id);
    live.record.watch((message) => told.push(message));
    live.check();
    const during = await become(attempts, id, ({ state, check }) => state === "running" && check?.outcome !== null);
    told.push(during, await attempts.result(id));
    expect(during).toMatchObject({ kind: null, check: { outcome: "not-fixed" } });
    expect(JSON.stringify(told)).not.toMatch(/healthy|anew/);
    expect(during.check?.sentence).toBe("Not fixed. It is not as it has to be: The service's user.");
    await attempts.end(id);
    const after = attemptResult.parse(await attempts.result(id));
    expect(after.attempt.kind).toBe("healthy");
    expect(after.checks[0]?.sentence).toBe("It was healthy; you changed it. It was started anew.");
    expect(after.timeline.map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ kind: "check-step", step: "user", saw: "It was started anew." }),
    );
  });

  it("compares with the machines as they were handed over last, also after another orchestrator came", async () => {
    let hours = 0;
    const seen: unknown[] = [];
    world().engine = new LastingEngine({
      look: (_sandbox, { script, kept }) => {
        if (script === "baseline") return { keep: { started: ++hours } };
        seen.push(kept.started);
        return {};
      },
    });
    const first = world().open(3, [healthyLab]);
    const { id } = await running(first);
    (await first.live(id)).reset();
    await become(first, id, ({ state }) => state === "running");
    await (await first.live(id)).settled();
    const second = world().open(3, [healthyLab]);
    await second.adopt();
    (await second.live(id)).check();
    const passed = await become(second, id, ({ state, check }) => state === "running" && check?.outcome !== null);
    expect(passed.check?.sentence).toBe(
      "Nothing was wrong, and you left it so. It stayed well after: Restart the service.",
    );
    expect(seen).toEqual([2]);
  });

  it("is fixed when the check says so, and then ends as finished", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    world().nowMs += 5000;
    const run = (await attempts.live(id)).check();
    expect(run.steps.every(({ state }) => state === "waiting")).toBe(true);
    const fixed = await become(attempts, id, ({ state, check }) => state === "running" && check?.outcome !== null);
    expect(fixed).toMatchObject({ fixedAtMs: world().nowMs, checksRun: 1, check: { id: run.id, outcome: "fixed" } });
    expect(await attempts.end(id)).toMatchObject({ state: "ended", endReason: "finished" });
    expect(await attempts.result(id)).toMatchObject({ outcome: "fixed", seconds: 5, checks: [{ id: run.id }] });
  });

  it("refuses a second check, a reset and nothing else while a check runs", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    const live = await attempts.live(id);
    live.check();
    expect(() => live.check()).toThrow(expect.objectContaining({ code: "check-running" }));
    expect(() => live.reset()).toThrow(expect.objectContaining({ code: "check-running" }));
    await attempts.end(id);
    expect(await attempts.view(id)).toMatchObject({ state: "ended", check: { outcome: "could-not-tell" } });
  });

  it("ends its timeline with its end, also when a check and a shell come back later", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    const sandbox = world().engine.sandboxes[0] ?? expect.fail("no sandbox");
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
    shell.resolve(new FakeShell(""));
    expect(await opened).toMatchObject({ code: "wrong-state" });
    // The check goes on to its next step, a script, which is the sign that the first one was heard.
    await vi.waitFor(() => expect(sandbox.ran.length).toBeGreaterThan(0));
    await live.record.flush();
    const { timeline } = await attempts.result(id);
    expect(timeline.at(-1)?.body.kind).toBe("attempt-ended");
  });

  it("does not list a shell of the old machines after a reset", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    const shell = Promise.withResolvers<ShellStream>();
    vi.spyOn(world().engine.sandboxes[0] ?? expect.fail("no sandbox"), "openShell").mockReturnValueOnce(shell.promise);
    const live = await attempts.live(id);
    const opened = live.openTerminal("web").catch((error: unknown) => error);
    live.reset();
    shell.resolve(new FakeShell(""));
    expect(await opened).toMatchObject({ code: "wrong-state" });
    const after = await become(attempts, id, ({ state }) => state === "running");
    expect(after.terminals).toHaveLength(1);
  });

  it("keeps a timeline without gaps from its creation to its end", async () => {
    const attempts = world().open();
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
    const attempts = world().open();
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

  it("gets another shell in place of one that is lost, but not without end where each is lost at once", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    const { shells } = world().engine.sandboxes[0] ?? expect.fail("no sandbox");
    const live = await attempts.live(id);
    const newest = () => [...shells.values()].at(-1);
    const opened = async (count: number) => {
      await vi.waitFor(() => expect(live.terminals.views().filter(({ open }) => open)).toHaveLength(1));
      expect(shells.size).toBe(count);
    };
    for (const count of [2, 3, 4]) {
      newest()?.vanish();
      await opened(count);
    }
    newest()?.vanish();
    await live.settled();
    expect(live.terminals.views().some(({ open }) => open)).toBe(false);
    expect(shells.size).toBe(4);
    world().nowMs += 10_000;
    await live.openTerminal("web");
    newest()?.vanish();
    await opened(6);
    const { timeline } = await attempts.result(id);
    const closed = timeline.flatMap(({ body }) => (body.kind === "terminal-closed" ? [body.reason] : []));
    expect(closed).toEqual(Array(5).fill("shell-lost"));
  });

  it("is reset to the same machines with the clock going on", async () => {
    const attempts = world().open();
    const before = await running(attempts);
    const live = await attempts.live(before.id);
    const plans = world().engine.sandboxes[0]?.plans;
    world().nowMs += 1000;
    live.reset();
    expect(live.view().state).toBe("starting");
    const after = await become(attempts, before.id, ({ state }) => state === "running");
    expect(world().engine.sandboxes).toHaveLength(1);
    expect(world().engine.sandboxes[0]?.plans).toEqual(plans);
    expect(after).toMatchObject({ startedAtMs: before.startedAtMs, deadlineAtMs: before.deadlineAtMs });
    expect(after.terminals).toHaveLength(1);
    expect(after.terminals[0]?.id).not.toBe(before.terminals[0]?.id);
  });

  it("says when a machine stopped, refuses to check it, and offers a reset", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    const [sandbox] = world().engine.sandboxes;
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
    const attempts = world().open();
    const { id } = await running(attempts);
    const live = await attempts.live(id);
    const working = world().engine.open;
    world().engine.open = () => Promise.reject(new LabError("no-engine", "No engine answers.", "Start Docker."));
    live.reset();
    const broken = await become(attempts, id, ({ problem }) => problem !== null);
    expect(broken).toMatchObject({
      state: "running",
      machines: [{ state: "stopped" }],
      problem: { code: "no-engine" },
    });
    expect(() => live.check()).toThrow("No engine answers.");
    world().engine.open = working;
    live.reset();
    expect(await become(attempts, id, ({ state }) => state === "running")).toMatchObject({ problem: null });
  });

  it("whose machines can't be removed at a reset gets no second set, and can be reset again", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    const live = await attempts.live(id);
    const opened = vi.spyOn(world().engine, "open");
    vi.spyOn(world().engine, "remove").mockRejectedValueOnce(
      new LabError("internal", "Still there.", "Look into the log."),
    );
    live.reset();
    const stuck = await become(attempts, id, ({ state }) => state === "running");
    expect(stuck).toMatchObject({ problem: { code: "internal", message: "Still there." } });
    expect(opened).not.toHaveBeenCalled();
    live.reset();
    expect(await become(attempts, id, ({ state }) => state === "running")).toMatchObject({ problem: null });
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it("that can't be started says why and holds no place", async () => {
    world().engine = new (class extends LastingEngine {
      override async open(): Promise<Sandbox> {
        throw new LabError("no-engine", "No engine answers.", "Start Docker.");
      }
    })();
    const attempts = world().open(1);
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
    const attempts = world().open();
    const { id } = await running(attempts);
    await attempts.sweep();
    expect(await attempts.view(id)).toMatchObject({ state: "running" });
    world().nowMs += 60_000;
    await attempts.sweep();
    await attempts.settle();
    expect(await attempts.view(id)).toMatchObject({ state: "ended", endReason: "deadline" });
    expect(world().engine.sandboxes).toEqual([]);
  });

  it("keeps notes, also after its end", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    await attempts.saveNotes(id, "df and du differ");
    await attempts.end(id);
    expect(await attempts.saveNotes(id, "lsof +L1")).toMatchObject({ notes: "lsof +L1", state: "ended" });
  });
});
