// Opens the database that a URL names.
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { LabError } from "../core/lab-error.ts";
import type { Store } from "../core/store-port.ts";
import { migrations } from "./migrations.ts";
import { SqlStore } from "./sql-store.ts";
import type { Tables } from "./tables.ts";

/**
 * Opens a store and brings it to today's shape. One process at a time: a second one is refused.
 *
 * @param url `sqlite:` and the path of a file, which is made where it is missing
 */
export async function openStore(url: string): Promise<Store> {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
  if (!path) throw new LabError("internal", `"${url}" names no database.`, "Write sqlite: and the path of a file.");
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openFile(resolve(path)) }) });
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw new LabError(
      "internal",
      `The database ${path} can't be brought to the shape that this version needs: ${String(error)}`,
      "It was made by a newer version, or is damaged: use another SICKBAY_DATA, or put a backup back.",
      { cause: error },
    );
  }
  return new SqlStore(db);
}

function openFile(path: string): SQLite.Database {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const database = new SQLite(path, { timeout: 500 });
    // Held until the process ends, however it ends: two orchestrators on one data folder would remove each other's work.
    database.pragma("locking_mode = EXCLUSIVE");
    database.pragma("journal_mode = WAL");
    // FULL syncs at each commit, so that what was answered is still there after a power cut.
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    return database;
  } catch (error) {
    const busy = error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
    throw busy
      ? new LabError(
          "internal",
          `Another Sickbay is using ${path}.`,
          "Stop it, or set SICKBAY_DATA to another folder.",
          { cause: error },
        )
      : new LabError(
          "internal",
          `The database ${path} can't be opened: ${error instanceof Error ? error.message : String(error)}.`,
          "Check that the folder can be written and that its disk is not full, or set SICKBAY_DATA to another folder.",
          { cause: error },
        );
  }
}
