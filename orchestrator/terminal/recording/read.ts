// Reads recordings, also one that is still written or whose end was cut by a crash.
import { open, readFile } from "node:fs/promises";
import { decodeEntry, ENTRY_BYTES, type IndexEntry, type RecordingEntry, sizeOf } from "./format.ts";
import { indexPath, rawPath } from "./paths.ts";

/** Output is read in pieces of this length, in bytes. */
const PIECE_BYTES = 256 * 1024;

/** The whole entries of an index, as far as the output that they tell of is there. */
export function* wholeEntries(index: Buffer, rawBytes: number): Generator<IndexEntry, void, undefined> {
  let told = 0;
  for (let at = 0; at + ENTRY_BYTES <= index.length; at += ENTRY_BYTES) {
    const entry = decodeEntry(index, at);
    if (!entry) return;
    if (entry.kind === "output") told += entry.value;
    if (told > rawBytes) return;
    yield entry;
  }
}

/**
 * What was recorded of a terminal, in order.
 *
 * @param folder of the attempt
 * @throws Error with code ENOENT where nothing was recorded
 */
export async function* readRecording(
  folder: string,
  terminal: string,
): AsyncGenerator<RecordingEntry, void, undefined> {
  const raw = await open(rawPath(folder, terminal), "r");
  try {
    // The index first: what is written meanwhile is in the other file already.
    const index = await readFile(indexPath(folder, terminal));
    const { size } = await raw.stat();
    let held = Buffer.alloc(0);
    let readTo = 0;
    for (const { kind, atMs, value } of wholeEntries(index, size)) {
      if (kind === "resize") yield { kind, atMs, ...sizeOf(value) };
      else if (kind === "numbered") yield { kind, atMs, commands: value };
      else if (kind !== "output" && kind !== "forged") yield { kind, atMs, bytes: value };
      else if (kind === "output") {
        if (held.length < value) {
          const more = Buffer.alloc(Math.min(Math.max(PIECE_BYTES, value - held.length), size - readTo));
          const { bytesRead } = await raw.read(more, 0, more.length, readTo);
          readTo += bytesRead;
          held = Buffer.concat([held, more.subarray(0, bytesRead)]);
        }
        yield { kind, atMs, bytes: held.subarray(0, value) };
        held = held.subarray(value);
      }
    }
  } finally {
    await raw.close();
  }
}
