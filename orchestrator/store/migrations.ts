// The steps that bring a database to today's shape, in order. A step that was released is never changed.
import { type Kysely, sql } from "kysely";
import type { Migration, MigrationProvider } from "kysely/migration";

const start: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("attempts")
      .addColumn("number", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("lab", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("brief", "text", (column) => column.notNull())
      .addColumn("drawing", "text")
      .addColumn("notes", "text", (column) => column.notNull())
      .addColumn("created_at_ms", "integer", (column) => column.notNull())
      .addColumn("started_at_ms", "integer")
      .addColumn("deadline_at_ms", "integer")
      .addColumn("fixed_at_ms", "integer")
      .addColumn("ended_at_ms", "integer")
      .addColumn("end_reason", "text")
      .addColumn("problem", "text")
      .execute();
    await db.schema
      .createTable("timeline")
      .addColumn("attempt", "text", (column) => column.notNull().references("attempts.id"))
      .addColumn("seq", "integer", (column) => column.notNull())
      .addColumn("at_ms", "integer", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("timeline_key", ["attempt", "seq"])
      .execute();
    // The timeline is append-only for everyone who uses this database, not only for our code.
    await sql`create trigger timeline_is_append_only before update on timeline
      begin select raise(abort, 'the timeline is append-only'); end`.execute(db);
    await sql`create trigger timeline_has_no_gaps before insert on timeline
      when new.seq <> (select coalesce(max(seq), 0) + 1 from timeline where attempt = new.attempt)
      begin select raise(abort, 'the timeline has no gaps'); end`.execute(db);
    await db.schema
      .createTable("checks")
      .addColumn("attempt", "text", (column) => column.notNull().references("attempts.id"))
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("started_at_ms", "integer", (column) => column.notNull())
      .addColumn("run", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("checks_key", ["attempt", "id"])
      .execute();
  },
};

const diagnosis: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable("attempts")
      .addColumn("coach", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable("attempts")
      .addColumn("hints", "text", (column) => column.notNull().defaultTo("[]"))
      .execute();
    await db.schema
      .alterTable("attempts")
      .addColumn("story", "text", (column) => column.notNull().defaultTo(""))
      .execute();
  },
};

export const migrations: MigrationProvider = {
  getMigrations: async () => ({ "0001-start": start, "0002-diagnosis": diagnosis }),
};
