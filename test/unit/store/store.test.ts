import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drawDiagnosis } from "../../../orchestrator/core/diagnosis/draw-diagnosis.ts";
import type { StoredAttempt } from "../../../orchestrator/core/store-port.ts";
import { openStore } from "../../../orchestrator/store/open-store.ts";
import { sampleDiagnosis } from "../../fakes/sample-lab.ts";

const attempt: StoredAttempt = {
  id: "first",
  lab: { id: "disk", title: "Disk", level: 2, minutes: 20, layers: ["os"] },
  state: "running",
  brief: "Orders fail.",
  drawing: {
    variant: "a",
    ownParams: { port: 8100 },
    params: { port: 8100, ip_web: "10.0.0.2" },
    kind: "healthy",
    baseline: { files: { "/etc/orders.toml": "1f" } },
    diagnosis: drawDiagnosis(sampleDiagnosis, "wrong-owner", { service: "notes" }),
    expert: ["df -h"],
    debrief: "A log filled the disk.",
    solutions: [{ id: "rotate", title: "Rotate", commands: ["logrotate -f /etc/logrotate.conf"] }],
  },
  notes: "",
  coach: true,
  hints: [{ evidence: "owner", step: "where", text: "Look at the folder.", cost: 2 }],
  story: "",
  createdAtMs: 1000,
  startedAtMs: 2000,
  deadlineAtMs: 9000,
  fixedAtMs: null,
  endedAtMs: null,
  endReason: null,
  problem: null,
};

let folder = "";
let file = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-store-"));
  file = join(folder, "data", "sickbay.sqlite");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the store", () => {
  it("gives back what was kept, also after it was opened again, newest attempt first", async () => {
    const store = await openStore(`sqlite:${file}`);
    await store.addAttempt(attempt);
    await store.addAttempt({ ...attempt, id: "second", drawing: null });
    await store.saveAttempt({ ...attempt, notes: "look at df", state: "ended", endReason: "gave-up" });
    await store.close();
    const again = await openStore(`sqlite:${file}`);
    expect((await again.attempts()).map(({ id }) => id)).toEqual(["second", "first"]);
    expect(await again.attempt("first")).toEqual({
      ...attempt,
      notes: "look at df",
      state: "ended",
      endReason: "gave-up",
    });
    expect(await again.attempt("third")).toBeNull();
    await again.close();
  });

  it("counts the commands that were begun in an attempt", async () => {
    const store = await openStore(`sqlite:${file}`);
    await store.addAttempt(attempt);
    await store.addAttempt({ ...attempt, id: "second" });
    const command = {
      ...{ id: "c1", terminal: "t1", machine: "web", text: '"kind":"command-started"', cwd: "/", user: "root" },
      ...{ exit: null, startedAtMs: 6, endedAtMs: null, fromSeq: 0, toSeq: null },
    };
    await store.appendEvent("first", { seq: 1, atMs: 6, body: { kind: "command-started", command } });
    await store.appendEvent("first", { seq: 2, atMs: 7, body: { kind: "command-ended", command } });
    await store.appendEvent("first", { seq: 3, atMs: 8, body: { kind: "command-started", command } });
    expect([await store.commandCount("first"), await store.commandCount("second")]).toEqual([2, 0]);
    await store.close();
  });

  it("keeps a timeline in order and refuses a gap, a repeat and a change", async () => {
    const store = await openStore(`sqlite:${file}`);
    await store.addAttempt(attempt);
    const one = { seq: 1, atMs: 5, body: { kind: "attempt-created" } } as const;
    const two = { seq: 2, atMs: 6, body: { kind: "sandbox-ready", startMs: 900 } } as const;
    await store.appendEvent("first", one);
    await expect(store.appendEvent("first", { ...two, seq: 3 })).rejects.toThrow("no gaps");
    await expect(store.appendEvent("first", one)).rejects.toThrow();
    await store.appendEvent("first", two);
    expect(await store.timeline("first")).toEqual([one, two]);
    await store.close();
    const raw = new SQLite(file);
    expect(() => raw.exec("update timeline set at_ms = 0")).toThrow("append-only");
    raw.close();
  });

  it("replaces a check run by its id", async () => {
    const store = await openStore(`sqlite:${file}`);
    await store.addAttempt(attempt);
    const run = { id: "c1", startedAtMs: 5, endedAtMs: null, steps: [], outcome: null, sentence: "" };
    await store.saveCheck("first", run);
    await store.saveCheck("first", { ...run, endedAtMs: 9, outcome: "fixed", sentence: "Fixed." });
    expect(await store.checks("first")).toMatchObject([{ id: "c1", outcome: "fixed" }]);
    await store.close();
  });

  it("refuses a row that is not of the known shape", async () => {
    const store = await openStore(`sqlite:${file}`);
    await store.addAttempt(attempt);
    await store.close();
    const raw = new SQLite(file);
    raw.exec("update attempts set state = 'asleep'");
    raw.close();
    const again = await openStore(`sqlite:${file}`);
    await expect(again.attempts()).rejects.toThrow("state");
    await again.close();
  });

  it("tells a second user of the same file what to do", async () => {
    const store = await openStore(`sqlite:${file}`);
    await expect(openStore(`sqlite:${file}`)).rejects.toMatchObject({
      message: expect.stringContaining("Another Sickbay"),
      remedy: expect.stringContaining("SICKBAY_DATA"),
    });
    await store.close();
  });

  it("refuses a URL of a database that it does not know", async () => {
    await expect(openStore("mysql://here")).rejects.toMatchObject({ remedy: expect.stringContaining("sqlite:") });
  });
});
