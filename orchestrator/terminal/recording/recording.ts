// Writes a recording. Each piece is written before anyone is shown it, by synchronous writes: a killed process loses nothing
// that the kernel has, and what was seen is always there.
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { ENTRY_BYTES, encodeEntry, type IndexEntry, sizeValue } from "./format.ts";
import { indexPath, rawPath } from "./paths.ts";
import { wholeEntries } from "./read.ts";

/** What happened to a recording that a report has to say: its room is used up, or the disk refused. */
export type RecordingTrouble = "full" | "failed";

/** Room of an attempt's recordings, shared by its terminals. */
export interface Room {
  /** Bytes that are left. */
  left: number;
}

export interface RecordingOptions {
  readonly folder: string;
  readonly terminal: string;
  readonly room: Room;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  /** Called once for each kind. */
  readonly onTrouble: (trouble: RecordingTrouble, error: unknown) => void;
}

/** One terminal's recording, open for writing. Nothing here throws after it was opened: the shell goes on whatever the disk does. */
export class Recording {
  readonly #options: RecordingOptions;
  readonly #raw: number;
  readonly #index: number;
  #rawEnd: number;
  #indexEnd: number;
  /** Bytes of the shell's output so far: recorded, lost, or not recorded. */
  #seq: number;
  /** The entry at the end of the index that counts what is not recorded. */
  #unrecorded = 0;
  #failed = false;
  #closed = false;

  /**
   * Opens a recording, a new one or one that an earlier process wrote; a damaged end is cut off.
   *
   * @throws Error of the file system
   */
  constructor(options: RecordingOptions) {
    this.#options = options;
    const { folder, terminal } = options;
    this.#raw = openSync(rawPath(folder, terminal), "a+", 0o600);
    this.#index = openSync(indexPath(folder, terminal), "a+", 0o600);
    const entries = wholeEntries(readFileSync(this.#index), fstatSync(this.#raw).size);
    this.#rawEnd = sum(entries, "output");
    this.#indexEnd = entries.length * ENTRY_BYTES;
    this.#seq = this.#rawEnd + sum(entries, "lost") + sum(entries, "full");
    ftruncateSync(this.#raw, this.#rawEnd);
    ftruncateSync(this.#index, this.#indexEnd);
  }

  /** How much of the shell's output is known: where a connection to it goes on. */
  get seq(): number {
    return this.#seq;
  }

  /** Records output. */
  output(bytes: Uint8Array): void {
    this.#seq += bytes.length;
    const { room } = this.#options;
    if (this.#failed) return;
    if (room.left < bytes.length) {
      this.#skip(bytes.length);
      return;
    }
    this.#unrecorded = 0;
    this.#try(() => {
      writeAll(this.#raw, bytes);
      this.#append({ kind: "output", atMs: this.#options.now(), value: bytes.length });
      this.#rawEnd += bytes.length;
      room.left -= bytes.length;
    });
  }

  resized(cols: number, rows: number): void {
    if (this.#failed || this.#options.room.left === 0) return;
    this.#try(() => this.#append({ kind: "resize", atMs: this.#options.now(), value: sizeValue(cols, rows) }));
  }

  /** Records that output was lost before it came to us. */
  lost(bytes: number): void {
    this.#seq += bytes;
    this.#unrecorded = 0;
    if (!this.#failed) this.#try(() => this.#append({ kind: "lost", atMs: this.#options.now(), value: bytes }));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#raw);
    closeSync(this.#index);
  }

  /** Counts what there is no room for, in one entry that is written anew: the numbers go on after a restart. */
  #skip(bytes: number): void {
    this.#options.room.left = 0;
    if (this.#unrecorded === 0) this.#options.onTrouble("full", null);
    else this.#indexEnd -= ENTRY_BYTES;
    this.#unrecorded += bytes;
    this.#try(() => {
      ftruncateSync(this.#index, this.#indexEnd);
      this.#append({ kind: "full", atMs: this.#options.now(), value: this.#unrecorded });
    });
  }

  #append(entry: IndexEntry): void {
    writeAll(this.#index, encodeEntry(entry));
    this.#indexEnd += ENTRY_BYTES;
  }

  #try(write: () => void): void {
    if (this.#closed) return;
    try {
      write();
    } catch (error) {
      this.#failed = true;
      this.#options.onTrouble("failed", error);
    }
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function sum(entries: readonly IndexEntry[], kind: IndexEntry["kind"]): number {
  return entries.reduce((total, entry) => total + (entry.kind === kind ? entry.value : 0), 0);
}
