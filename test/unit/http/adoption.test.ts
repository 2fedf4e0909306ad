import { mkdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import type { ShellStream } from "../../../orchestrator/core/ports.ts";
import { openStore } from "../../../orchestrator/store/open-store.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";
import { running, silent, worldPerTest } from "./attempts-fixture.ts";

const world = worldPerTest();

describe("a sweep", () => {
  it("has what other installations left past its time removed, also after something of it failed", async () => {
    const removeExpired = vi.spyOn(world().engine, "removeExpired");
    vi.spyOn(world().engine, "found").mockRejectedValueOnce(
      new LabError("no-engine", "No engine answers.", "Start it."),
    );
    await world().open().sweep();
    expect(removeExpired).toHaveBeenCalledExactlyOnceWith(world().nowMs);
  });

  it("tells of an engine that is away once, and again when it is away again", async () => {
    const warn = vi.spyOn(silent, "warn");
    const away = new LabError("no-engine", "No engine answers.", "Start it.");
    const found = vi.spyOn(world().engine, "found").mockRejectedValue(away);
    const removeExpired = vi.spyOn(world().engine, "removeExpired").mockRejectedValue(away);
    const attempts = world().open();
    await attempts.sweep();
    await attempts.sweep();
    expect(warn).toHaveBeenCalledOnce();
    found.mockRestore();
    removeExpired.mockRestore();
    await attempts.sweep();
    vi.spyOn(world().engine, "found").mockRejectedValueOnce(away);
    await attempts.sweep();
    expect(warn).toHaveBeenCalledTimes(2);
  });
});

describe("after a restart of the orchestrator", () => {
  it("an attempt goes on in the same terminals, and a command that ran meanwhile is told once", async () => {
    const first = world().open();
    const before = await running(first);
    const [terminal] = before.terminals;
    const [shell] = world().engine.sandboxes[0]?.shells.values() ?? [];
    const live = await first.live(before.id);
    shell?.run("df -h", "100%");
    shell?.write(Buffer.from("hang\r"));
    const seq = live.terminals.get(terminal?.id ?? "")?.seq;
    await first.settle();

    const attempts = world().open();
    await attempts.adopt();
    const after = await attempts.view(before.id);
    expect(after).toMatchObject({ state: "running", startedAtMs: before.startedAtMs, terminals: before.terminals });
    expect((await attempts.live(before.id)).terminals.get(terminal?.id ?? "")?.seq).toBe(seq);
    shell?.finish("done");
    await (await attempts.live(before.id)).terminals.settle();
    const { timeline } = await attempts.result(before.id);
    const shown = timeline.flatMap(({ body }) => (body.kind === "command-shown" ? [body.command] : []));
    const outputs = await Promise.all(shown.map((command) => attempts.output(before.id, command)));
    expect(outputs.map(({ text }) => text)).toEqual(["100%", "done"]);
    const told = timeline.map(({ body }) =>
      "command" in body && typeof body.command === "object" ? `${body.kind} ${body.command.text}` : body.kind,
    );
    expect(told.filter((kind) => kind.startsWith("terminal"))).toEqual(["terminal-opened"]);
    for (const kind of ["command-started", "command-ended"]) {
      expect(told.filter((entry) => entry === `${kind} df -h`)).toHaveLength(1);
      expect(told.filter((entry) => entry === `${kind} hang`)).toHaveLength(1);
    }
  });

  it("what was recorded and not told before the restart is told after it", async () => {
    const first = world().open();
    const before = await running(first);
    const [shell] = world().engine.sandboxes[0]?.shells.values() ?? [];
    await first.settle();
    // Killed after it recorded this, and before it could tell.
    vi.spyOn(world().store, "appendEvent").mockImplementation(async () => {});
    shell?.run("df -h", "100%");
    await first.settle();
    vi.restoreAllMocks();
    const attempts = world().open();
    await attempts.adopt();
    await (await attempts.live(before.id)).settled();
    const { commands } = await attempts.result(before.id);
    expect(commands).toMatchObject([{ text: "df -h", exit: 0 }]);
  });

  it("an attempt whose shells are gone meanwhile is told so and gets a new one", async () => {
    const before = await running(world().open());
    world().engine.sandboxes[0]?.shells.clear();
    const attempts = world().open();
    await attempts.adopt();
    const after = await attempts.view(before.id);
    expect(after.terminals.map(({ open }) => open)).toEqual([false, true]);
    const { timeline } = await attempts.result(before.id);
    expect(timeline.map(({ body }) => body)).toMatchObject([
      { kind: "attempt-created" },
      { kind: "sandbox-ready" },
      { kind: "terminal-opened" },
      { kind: "sandbox-adopted" },
      { kind: "terminal-closed", terminal: before.terminals[0]?.id, reason: "shell-lost" },
      { kind: "terminal-opened" },
    ]);
  });

  it("that a recording is full is told once, whatever restarts follow", async () => {
    // Floods leave room: as good as all of it is taken before.
    const recorded = join(world().folder, "recordings", "id1");
    await mkdir(recorded, { recursive: true });
    await writeFile(join(recorded, "taken.raw"), "");
    await truncate(join(recorded, "taken.raw"), 64 * 1024 * 1024 - 10_000);
    const first = world().open();
    const before = await running(first);
    expect(before.id).toBe("id1");
    const [shell] = world().engine.sandboxes[0]?.shells.values() ?? [];
    shell?.run("yes", "y".repeat(1024 * 1024));
    await (await first.live(before.id)).terminals.settle();
    await first.settle();
    const attempts = world().open();
    await attempts.adopt();
    // The prompt before it was not recorded, and the fake tells no line.
    shell?.run("df -h", "100%");
    shell?.run("df -i", "9%");
    await (await attempts.live(before.id)).terminals.settle();
    await (await attempts.live(before.id)).settled();
    const { timeline, commands } = await attempts.result(before.id);
    expect(timeline.filter(({ body }) => body.kind === "recording-stopped")).toMatchObject([
      { body: { terminal: before.terminals[0]?.id, reason: "full" } },
    ]);
    expect(commands.map(({ text, exit }) => [text, exit])).toEqual([
      ["yes", 0],
      ["", 0],
      ["df -i", 0],
    ]);
  });

  it("an attempt that ends while its terminals are taken up tells nothing after its end", async () => {
    const before = await running(world().open());
    const sandbox = world().engine.sandboxes[0] ?? expect.fail("no sandbox");
    const [shell] = sandbox.shells.values();
    shell?.write(Buffer.from("hang\r"));
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    vi.spyOn(sandbox, "resumeShell").mockImplementationOnce(async (_machine, _id, seq): Promise<ShellStream | null> => {
      asked.resolve();
      await answer.promise;
      return shell?.resumed(seq) ?? null;
    });
    const attempts = world().open();
    const adopted = attempts.adopt();
    await asked.promise;
    const ended = attempts.end(before.id);
    answer.resolve();
    await Promise.all([adopted, ended]);
    await attempts.settle();
    const { timeline } = await attempts.result(before.id);
    expect(timeline.slice(4).map(({ body }) => body.kind)).toEqual([
      "sandbox-adopted",
      "command-ended",
      "terminal-closed",
      "command-shown",
      "attempt-ended",
    ]);
    expect(timeline.map(({ body }) => body)).toContainEqual({
      kind: "terminal-closed",
      terminal: before.terminals[0]?.id,
      exit: null,
      reason: "attempt-ended",
    });
  });

  it("an attempt whose machines are gone ends as lost, and one past its deadline by it", async () => {
    const first = world().open();
    const lost = await running(first);
    const late = await running(first);
    await world().engine.remove(lost.id);
    const attempts = world().open();
    await attempts.adopt();
    expect(await attempts.view(lost.id)).toMatchObject({
      endReason: "sandbox-lost",
      problem: { code: "machine-stopped" },
    });
    expect(await attempts.view(late.id)).toMatchObject({ state: "running" });
    world().nowMs += 60_000;
    const later = world().open();
    await later.adopt();
    expect(await later.view(late.id)).toMatchObject({ endReason: "deadline" });
    expect(world().engine.sandboxes).toEqual([]);
  });

  it("a start that was interrupted has failed, and what it made is removed", async () => {
    await world().store.addAttempt({
      id: "halfway",
      lab: { id: "sample", title: "Sample", level: 1, minutes: 5, layers: ["os"] },
      state: "starting",
      brief: "",
      drawing: null,
      notes: "",
      coach: false,
      hints: [],
      story: "",
      createdAtMs: world().nowMs,
      startedAtMs: null,
      deadlineAtMs: null,
      fixedAtMs: null,
      endedAtMs: null,
      endReason: null,
      problem: null,
    });
    await world().engine.open({ owner: "halfway", expiresAtMs: 0, machines: [], draw: () => [], onStep: () => {} });
    const attempts = world().open();
    await attempts.adopt();
    expect(await attempts.view("halfway")).toMatchObject({ state: "failed", endReason: "failed-start" });
    expect(world().engine.removed).toEqual(["halfway"]);
    expect(world().engine.sandboxes).toEqual([]);
  });

  it("an attempt whose lab gained a parameter ends as lost, and the others are shown", async () => {
    const before = await running(world().open());
    const [machine] = sampleLab.machines;
    const changed: Lab = {
      ...sampleLab,
      params: { ...sampleLab.params, color: { kind: "one-of", values: ["red"] } },
      machines: machine ? [{ ...machine, hostname: "{{color}}-1" }] : [],
    };
    const attempts = world().open(3, [changed]);
    await attempts.adopt();
    expect(await attempts.views()).toMatchObject([
      { id: before.id, state: "ended", endReason: "sandbox-lost", problem: { code: "lab-invalid" } },
    ]);
    expect(world().engine.sandboxes).toEqual([]);
  });

  it("a check that was interrupted could not tell", async () => {
    const before = await running(world().open());
    const { timeline } = await world().open().result(before.id);
    const seq = timeline.length + 1;
    await world().store.appendEvent(before.id, {
      seq,
      atMs: world().nowMs,
      body: { kind: "check-started", check: "c9" },
    });
    const attempts = world().open();
    await attempts.adopt();
    expect(await attempts.view(before.id)).toMatchObject({
      state: "running",
      check: { id: "c9", outcome: "could-not-tell", sentence: expect.stringContaining("restarted") },
    });
  });

  it("an attempt waits for the engine when none answers, and says so", async () => {
    const before = await running(world().open());
    world().engine.down = true;
    const attempts = world().open();
    await attempts.adopt();
    expect(await attempts.view(before.id)).toMatchObject({ state: "running", problem: { code: "no-engine" } });
    await expect(attempts.live(before.id).then((live) => live.openTerminal("web"))).rejects.toMatchObject({
      code: "no-engine",
    });
    world().engine.down = false;
    await attempts.sweep();
    expect(await attempts.view(before.id)).toMatchObject({
      state: "running",
      problem: null,
      terminals: [{ open: true }],
    });
  });

  it("an attempt whose machines could not be asked at first is taken over by the next sweep", async () => {
    const before = await running(world().open());
    const [sandbox] = world().engine.sandboxes;
    vi.spyOn(sandbox ?? expect.fail("no sandbox"), "states").mockRejectedValueOnce(
      new LabError("no-engine", "No engine answers.", "Start it."),
    );
    const attempts = world().open();
    await attempts.adopt();
    expect(await attempts.view(before.id)).toMatchObject({ state: "running", problem: { code: "no-engine" } });
    await attempts.sweep();
    await attempts.sweep();
    expect(await attempts.view(before.id)).toMatchObject({ state: "running", problem: null });
    const { timeline } = await attempts.result(before.id);
    expect(timeline.filter(({ body }) => body.kind === "sandbox-adopted")).toHaveLength(1);
  });

  it("sandboxes that no attempt owns are removed", async () => {
    await running(world().open());
    const stray = world().engine.sandboxes[0];
    await world().store.close();
    await rm(join(world().folder, "db"));
    await rm(join(world().folder, "db-wal"), { force: true });
    world().store = await openStore(`sqlite:${join(world().folder, "db")}`);
    await world().open().adopt();
    expect(world().engine.removed).toEqual([stray?.owner]);
  });
});
