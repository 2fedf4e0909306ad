// Tells when a lab's files were saved. It looks at them again and again: unlike what systems offer for this, that holds in mounted
// folders, for editors that put a new file in the old one's place, and where other programs have used up the watches there are.
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isLeftover, PROOF_FILE } from "../catalog/lab-folder.ts";

/** Between two looks, in milliseconds. What was saved counts once it stayed the same for one of these. */
const LOOK_MS = 250;

export class FolderWatch {
  readonly #folder: string;
  #seen: string;

  private constructor(folder: string, seen: string) {
    this.#folder = folder;
    this.#seen = seen;
  }

  /** Whatever is saved from now on counts. */
  static async on(folder: string): Promise<FolderWatch> {
    return new FolderWatch(folder, await fingerprint(folder));
  }

  /** Waits until something was saved since the last time, be it long ago. False when the signal comes first. */
  async saved(signal: AbortSignal): Promise<boolean> {
    for (let last = this.#seen; !signal.aborted; ) {
      const now = await fingerprint(this.#folder);
      if (now === last && now !== this.#seen) {
        this.#seen = now;
        return true;
      }
      last = now;
      await wait(LOOK_MS, undefined, { signal }).catch(() => {});
    }
    return false;
  }
}

/** Changes with every save; empty while the folder is not there. */
async function fingerprint(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.slice(folder.length).split("/").some(isLeftover) && path !== join(folder, PROOF_FILE));
  const states = await Promise.all(
    files.map(async (path) => {
      const stat = await lstat(path).catch(() => null);
      return stat?.isDirectory() ? path : `${path} ${stat?.ino} ${stat?.mtimeMs} ${stat?.size} ${stat?.mode}`;
    }),
  );
  return states.sort().join("\n");
}
