// What was drawn for an attempt, read from a copy of the orchestrator's database: no page and no machine ever shows it.
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoredDrawing } from "../../orchestrator/core/store-port.ts";
import { openStore } from "../../orchestrator/store/open-store.ts";

/** The drawing of an attempt that was handed over. The orchestrator holds its own file for itself, so a copy is opened. */
export async function drawnFor(attempt: string, dataFolder: string): Promise<StoredDrawing> {
  const copy = await mkdtemp(join(tmpdir(), "sickbay-drawn-"));
  try {
    for (const file of await readdir(dataFolder)) {
      if (file.startsWith("sickbay.sqlite")) await copyFile(join(dataFolder, file), join(copy, file));
    }
    const store = await openStore(`sqlite:${join(copy, "sickbay.sqlite")}`);
    const stored = await store.attempt(attempt);
    await store.close();
    if (!stored?.drawing) throw new Error(`Nothing was drawn for the attempt ${attempt}.`);
    return stored.drawing;
  } finally {
    await rm(copy, { recursive: true });
  }
}
