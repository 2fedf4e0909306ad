// The store on an SQL database. Every row is parsed on its way out.
import { type Insertable, type Kysely, sql } from "kysely";
import type { Store, StoredAttempt } from "../core/store-port.ts";
import type { CheckRun } from "../protocol/checks.ts";
import type { TimelineEvent } from "../protocol/timeline.ts";
import { attemptRow, checkRow, type Tables, timelineRow } from "./tables.ts";

export class SqlStore implements Store {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async addAttempt(attempt: StoredAttempt): Promise<void> {
    await this.#db.insertInto("attempts").values(toRow(attempt)).execute();
  }

  async saveAttempt(attempt: StoredAttempt): Promise<void> {
    await this.#db.updateTable("attempts").set(toRow(attempt)).where("id", "=", attempt.id).execute();
  }

  async attempt(id: string): Promise<StoredAttempt | null> {
    const row = await this.#db.selectFrom("attempts").selectAll().where("id", "=", id).executeTakeFirst();
    return row ? attemptRow.parse(row) : null;
  }

  async attempts(): Promise<readonly StoredAttempt[]> {
    const rows = await this.#db.selectFrom("attempts").selectAll().orderBy("number", "desc").execute();
    return rows.map((row) => attemptRow.parse(row));
  }

  async appendEvent(attemptId: string, event: TimelineEvent): Promise<void> {
    await this.#db
      .insertInto("timeline")
      .values({ attempt: attemptId, seq: event.seq, at_ms: event.atMs, body: JSON.stringify(event.body) })
      .execute();
  }

  async timeline(attemptId: string): Promise<readonly TimelineEvent[]> {
    const rows = await this.#db
      .selectFrom("timeline")
      .select(["seq", "at_ms", "body"])
      .where("attempt", "=", attemptId)
      .orderBy("seq")
      .execute();
    return rows.map((row) => timelineRow.parse(row));
  }

  async commandCount(attemptId: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom("timeline")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("attempt", "=", attemptId)
      .where(sql`json_extract(body, '$.kind')`, "=", "command-started")
      .executeTakeFirstOrThrow();
    return count;
  }

  async saveCheck(attemptId: string, run: CheckRun): Promise<void> {
    const row = { attempt: attemptId, id: run.id, started_at_ms: run.startedAtMs, run: JSON.stringify(run) };
    await this.#db
      .insertInto("checks")
      .values(row)
      .onConflict((conflict) => conflict.columns(["attempt", "id"]).doUpdateSet({ run: row.run }))
      .execute();
  }

  async checks(attemptId: string): Promise<readonly CheckRun[]> {
    const rows = await this.#db
      .selectFrom("checks")
      .select("run")
      .where("attempt", "=", attemptId)
      .orderBy("started_at_ms")
      .execute();
    return rows.map((row) => checkRow.parse(row));
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }
}

function toRow(attempt: StoredAttempt): Insertable<Tables["attempts"]> {
  return {
    id: attempt.id,
    lab: JSON.stringify(attempt.lab),
    state: attempt.state,
    brief: attempt.brief,
    drawing: attempt.drawing && JSON.stringify(attempt.drawing),
    notes: attempt.notes,
    coach: attempt.coach ? 1 : 0,
    hints: JSON.stringify(attempt.hints),
    story: attempt.story,
    created_at_ms: attempt.createdAtMs,
    started_at_ms: attempt.startedAtMs,
    deadline_at_ms: attempt.deadlineAtMs,
    fixed_at_ms: attempt.fixedAtMs,
    ended_at_ms: attempt.endedAtMs,
    end_reason: attempt.endReason,
    problem: attempt.problem && JSON.stringify(attempt.problem),
  };
}
