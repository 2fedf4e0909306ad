import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { migrations } from "../../../orchestrator/store/migrations.ts";
import { SqlStore } from "../../../orchestrator/store/sql-store.ts";
import type { Tables } from "../../../orchestrator/store/tables.ts";
import { become, running, silent, worldPerTest } from "./attempts-fixture.ts";

/** A database that refuses as on a full disk: SQLite gives the same error (SQLITE_FULL) where its file may not grow. */
class Disk {
  readonly #database: SQLite.Database;
  readonly store: SqlStore;

  private constructor(database: SQLite.Database, store: SqlStore) {
    this.#database = database;
    this.store = store;
  }

  static async make(path: string): Promise<Disk> {
    const database = new SQLite(path);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    await new Migrator({ db, provider: migrations }).migrateToLatest();
    return new Disk(database, new SqlStore(db));
  }

  fill(): void {
    this.#database.pragma(`max_page_count = ${this.#database.pragma("page_count", { simple: true })}`);
  }

  free(): void {
    this.#database.pragma("max_page_count = 1000000");
  }
}

const world = worldPerTest();
let folder: string;
let disk: Disk;
let errors: ReturnType<typeof vi.spyOn>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-full-"));
  disk = await Disk.make(join(folder, "db"));
  errors = vi.spyOn(silent, "error");
});
afterEach(async () => {
  errors.mockRestore();
  await disk.store.close();
  await rm(folder, { recursive: true });
});

it("tells pages that the timeline is not kept also where something else was refused before", async () => {
  await world().store.close();
  world().store = disk.store;
  const attempts = world().open();
  const { id } = await running(attempts);
  const live = await attempts.live(id);
  await live.record.flush();
  const seen: string[] = [];
  live.record.watch((message) => {
    if (message.type === "timeline") seen.push(message.event.body.kind);
  });
  disk.fill();
  const text = "x".repeat(20_000);
  live.record.save({ notes: text });
  await live.record.flush();
  expect(errors).toHaveBeenCalledTimes(1);
  live.record.tell({ kind: "trace-differs", machine: "web", text });
  await live.record.flush();
  expect(seen).toEqual(["trace-differs", "timeline-not-kept"]);
  disk.free();
  await attempts.end(id);
  await become(attempts, id, ({ state }) => state === "ended");
});

it("tells pages at once what a full disk refuses, that it does, and logs it once; it is all kept once there is room", async () => {
  await world().store.close();
  world().store = disk.store;
  const attempts = world().open();
  const { id } = await running(attempts);
  const live = await attempts.live(id);
  await live.record.flush();
  const seen: string[] = [];
  const numbers: number[] = [];
  live.record.watch((message) => {
    if (message.type !== "timeline") return;
    const { seq, body } = message.event;
    numbers.push(seq);
    seen.push(body.kind === "command-ended" ? `${body.kind} ${body.command.exit}` : body.kind);
  });
  disk.fill();
  const [shell] = world().engine.sandboxes[0]?.shells.values() ?? [];
  const terminal = live.view().terminals[0]?.id ?? expect.fail("no terminal");
  // More than is left in the pages of the database.
  const long = { kind: "trace-differs", machine: "web", text: "x".repeat(20_000) } as const;
  live.record.tell(long);
  live.record.tell({ kind: "recording-stopped", terminal, reason: "failed" });
  for (let count = 0; count < 5; count += 1) {
    shell?.run("df -h", "100 %");
    await live.settled();
    await live.record.flush();
  }
  expect(seen).toContain("recording-stopped");
  expect(seen.filter((kind) => kind === "command-ended 0")).toHaveLength(5);
  expect(seen.filter((kind) => kind === "timeline-not-kept")).toHaveLength(1);
  expect(errors).toHaveBeenCalledTimes(1);
  expect(errors.mock.calls[0]?.[0]).toMatchObject({ err: { code: "SQLITE_FULL" } });
  // A page that is loaded now learns the same.
  const { timeline } = await attempts.result(id);
  expect(timeline.slice(-numbers.length).map(({ seq }) => seq)).toEqual(numbers);
  expect((await disk.store.timeline(id)).length).toBeLessThan(timeline.length);

  disk.free();
  shell?.run("df -h", "1 %");
  await live.settled();
  await live.record.flush();
  const kept = (await disk.store.timeline(id)).map(({ seq }) => seq);
  expect(kept).toEqual(kept.map((_, index) => index + 1));
  expect(numbers).toEqual(kept.slice(-numbers.length));
  expect(kept.at(-1)).toBe(numbers.at(-1));
  disk.fill();
  live.record.tell(long);
  live.record.tell(long);
  await live.record.flush();
  expect(errors).toHaveBeenCalledTimes(2);
  disk.free();
  await attempts.end(id);
  await become(attempts, id, ({ state }) => state === "ended");
});
