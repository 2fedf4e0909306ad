// What a recording holds, told from its index alone.
import { readFile, stat } from "node:fs/promises";
import { indexPath, rawPath } from "./paths.ts";
import { wholeEntries } from "./read.ts";

/** Where output is missing. */
export interface Gap {
  /** `lost`: nobody was connected to the shell for too long. `full`: there was no room. `skipped`: too much came at once. */
  readonly kind: "lost" | "full" | "skipped";
  /** Unix time in milliseconds. */
  readonly atMs: number;
  /** How much is missing. */
  readonly bytes: number;
}

export interface RecordingSummary {
  /** When the last of it was written, Unix time in milliseconds; null of an empty one. */
  readonly lastAtMs: number | null;
  /** Of output. */
  readonly bytes: number;
  readonly gaps: readonly Gap[];
}

/**
 * @param folder of the attempt
 * @throws Error with code ENOENT where nothing was recorded
 */
export async function summarizeRecording(folder: string, terminal: string): Promise<RecordingSummary> {
  // The index first: what is written meanwhile is in the other file already.
  const index = await readFile(indexPath(folder, terminal));
  const { size } = await stat(rawPath(folder, terminal));
  let lastAtMs: number | null = null;
  let bytes = 0;
  const gaps: Gap[] = [];
  for (const { kind, atMs, value } of wholeEntries(index, size)) {
    lastAtMs = atMs;
    if (kind === "output") bytes += value;
    else if (kind === "lost" || kind === "full" || kind === "skipped") gaps.push({ kind, atMs, bytes: value });
  }
  return { lastAtMs, bytes, gaps };
}
