// Writes a recording by synchronous writes: a killed process loses nothing of what was written, since the kernel has it.
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { ENTRY_BYTES, encodeEntry, type IndexEntry, sizeValue } from "./format.ts";
import { indexPath, rawPath } from "./paths.ts";
import { wholeEntries } from "./read.ts";

/** What happened to a recording that a report has to say: its room is used up, or the disk refused. */
export type RecordingTrouble = "full" | "failed";

/** Output that comes within one millisecond has one entry, up to so many bytes: tiny pieces don't fill the index. */
const MAX_ENTRY_OUTPUT_BYTES = 64 * 1024;

/**
 * What an entry takes of the room, in bytes: more than it has, since each takes time after a restart (a million about 2 s). So output in
 * tiny pieces can't make a recording that is slow to read.
 */
export const ENTRY_ROOM_BYTES = 64;

/** Room of an attempt's recordings, shared by its terminals. */
export interface Room {
  /** Bytes that are left, of output and for the index. */
  left: number;
}

export interface RecordingOptions {
  readonly folder: string;
  readonly terminal: string;
  readonly room: Room;
  /** Called once for each kind. */
  readonly onTrouble: (trouble: RecordingTrouble, error: unknown) => void;
}

/** One terminal's recording, open for writing. Nothing here throws after it was opened: the shell goes on whatever the disk does. */
export class Recording {
  readonly #options: RecordingOptions;
  readonly #raw: number;
  readonly #index: number;
  #rawEnd = 0;
  #indexEnd = 0;
  /** Bytes of the shell's output so far: recorded, lost, or not recorded. */
  #seq = 0;
  /** The newest entry of the index. */
  #last: IndexEntry | null = null;
  /** The gap at the end of the index: where it is, and how much it leaves out. */
  #gap: { readonly at: number; readonly bytes: number; readonly forged: number } | null = null;
  /** Why nothing is recorded any more. */
  #trouble: RecordingTrouble | null = null;
  #closed = false;

  /**
   * Opens a recording, a new one or one that an earlier process wrote; a damaged end is cut off.
   *
   * @throws Error of the file system
   */
  constructor(options: RecordingOptions) {
    this.#options = options;
    const { folder, terminal } = options;
    this.#raw = openFile(rawPath(folder, terminal));
    try {
      this.#index = openFile(indexPath(folder, terminal));
    } catch (error) {
      closeSync(this.#raw);
      throw error;
    }
    try {
      this.#mend();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  #mend(): void {
    const index = readFileSync(this.#index);
    const rawBytes = fstatSync(this.#raw).size;
    for (const entry of wholeEntries(index, rawBytes)) {
      this.#indexEnd += ENTRY_BYTES;
      if (entry.kind === "output") this.#rawEnd += entry.value;
      if (entry.kind !== "resize" && entry.kind !== "numbered") this.#seq += entry.value;
      this.#last = entry;
    }
    // Numbers of the commands that were not recorded are not known: what follows could not be told of as it was.
    if (this.#last?.kind === "full") this.#trouble = "full";
    if (rawBytes > this.#rawEnd) ftruncateSync(this.#raw, this.#rawEnd);
    if (index.length > this.#indexEnd) ftruncateSync(this.#index, this.#indexEnd);
  }

  /** How much of the shell's output is known: where a connection to it goes on. */
  get seq(): number {
    return this.#seq;
  }

  /** @param atMs Unix time in milliseconds */
  output(bytes: Uint8Array, atMs: number): void {
    if (bytes.length === 0 || this.#closed) return;
    this.#seq += bytes.length;
    const { room } = this.#options;
    if (this.#trouble === null && room.left < bytes.length + ENTRY_ROOM_BYTES) {
      room.left = 0;
      this.#stop("full", null);
    }
    if (this.#trouble !== null) {
      this.#skip(bytes.length, atMs);
      return;
    }
    try {
      writeAll(this.#raw, bytes, this.#rawEnd);
      this.#tellOutput(bytes.length, atMs);
      this.#rawEnd += bytes.length;
      room.left -= bytes.length;
    } catch (error) {
      this.#stop("failed", error);
      this.#skip(bytes.length, atMs);
    }
  }

  /** @param atMs Unix time in milliseconds */
  resized(cols: number, rows: number, atMs: number): void {
    if (this.#trouble !== null || this.#closed || this.#options.room.left < ENTRY_ROOM_BYTES) return;
    this.#note({ kind: "resize", atMs, value: sizeValue(cols, rows) });
  }

  /**
   * Records that output was lost before it came to us.
   *
   * @param atMs Unix time in milliseconds
   */
  lost(bytes: number, atMs: number): void {
    if (this.#closed) return;
    this.#seq += bytes;
    if (this.#trouble === null) this.#note({ kind: "lost", atMs, value: bytes });
    if (this.#trouble !== null) this.#skip(bytes, atMs);
  }

  /**
   * Records that a part of a flood is left out. Parts that follow each other are one gap, written anew in its place.
   *
   * @param bytes of output without marks
   * @param forged bytes of marks that nobody believed
   * @param atMs Unix time in milliseconds
   */
  skipped(bytes: number, forged: number, atMs: number): void {
    if (this.#closed) return;
    this.#seq += bytes + forged;
    if (this.#trouble === null) this.#try(() => this.#widenGap(bytes, forged, atMs));
    // Counted with what is not recorded, once nothing is, and where this could not be written.
    if (this.#trouble !== null) this.#skip(bytes + forged, atMs);
  }

  /**
   * Records that commands up to a number were told before, of which the recording may not have all.
   *
   * @param atMs Unix time in milliseconds
   */
  numbered(commands: number, atMs: number): void {
    if (commands === 0 || this.#trouble !== null || this.#closed || this.#options.room.left < ENTRY_ROOM_BYTES) return;
    this.#note({ kind: "numbered", atMs, value: commands });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#raw);
    closeSync(this.#index);
  }

  #note(entry: IndexEntry): void {
    this.#try(() => this.#append(entry));
  }

  #try(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#stop("failed", error);
    }
  }

  #stop(trouble: RecordingTrouble, error: unknown): void {
    this.#trouble = trouble;
    this.#options.onTrouble(trouble, error);
  }

  #tellOutput(bytes: number, atMs: number): void {
    const last = this.#last;
    const isSameMoment = last?.kind === "output" && last.atMs === atMs && last.value + bytes <= MAX_ENTRY_OUTPUT_BYTES;
    if (isSameMoment) this.#replace({ ...last, value: last.value + bytes });
    else this.#append({ kind: "output", atMs, value: bytes });
  }

  /** Counts what is not recorded, in one entry that is written anew in its place: the numbers go on after a restart. */
  #skip(bytes: number, atMs: number): void {
    const last = this.#last;
    try {
      if (last?.kind === "full") this.#replace({ kind: "full", atMs, value: last.value + bytes });
      else this.#append({ kind: "full", atMs, value: bytes });
    } catch (error) {
      // A disk that refuses even this was told of already; then numbers don't go on after a restart.
      if (this.#trouble === "full") this.#stop("failed", error);
    }
  }

  #widenGap(bytes: number, forged: number, atMs: number): void {
    const gap = this.#gap ?? { at: this.#indexEnd, bytes: 0, forged: 0 };
    const wider = { at: gap.at, bytes: gap.bytes + bytes, forged: gap.forged + forged };
    const entries: IndexEntry[] = [
      { kind: "skipped" as const, atMs, value: wider.bytes },
      { kind: "forged" as const, atMs, value: wider.forged },
    ].filter(({ value }) => value > 0);
    writeAll(this.#index, Buffer.concat(entries.map(encodeEntry)), wider.at);
    const end = wider.at + entries.length * ENTRY_BYTES;
    const added = (end - this.#indexEnd) / ENTRY_BYTES;
    this.#options.room.left = Math.max(0, this.#options.room.left - added * ENTRY_ROOM_BYTES);
    this.#indexEnd = end;
    this.#last = entries.at(-1) ?? this.#last;
    this.#gap = wider;
  }

  #append(entry: IndexEntry): void {
    this.#gap = null;
    writeAll(this.#index, encodeEntry(entry), this.#indexEnd);
    this.#indexEnd += ENTRY_BYTES;
    this.#options.room.left = Math.max(0, this.#options.room.left - ENTRY_ROOM_BYTES);
    this.#last = entry;
  }

  #replace(entry: IndexEntry): void {
    writeAll(this.#index, encodeEntry(entry), this.#indexEnd - ENTRY_BYTES);
    this.#last = entry;
  }
}

/** Not for appending: an entry at the end is written again in its place. */
function openFile(path: string): number {
  return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
}

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, position + at);
}
