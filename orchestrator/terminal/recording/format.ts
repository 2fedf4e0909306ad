// The files of a recording: the shell's bytes as they came, and an index that says when. 16 bytes an entry: Unix time in
// milliseconds (float64), a number (uint48), a kind (uint8), zero (uint8), little-endian.

export const ENTRY_BYTES = 16;
/** The largest number that an entry holds. */
const MAX_VALUE = 2 ** 48 - 1;

/** What happened, in order. */
export type RecordingEntry =
  /** Bytes as the shell wrote them, with its marks. */
  | { readonly kind: "output"; readonly atMs: number; readonly bytes: Buffer }
  /** The size of the screen from here on, in characters. */
  | { readonly kind: "resize"; readonly atMs: number; readonly cols: number; readonly rows: number }
  /** So many bytes were lost while nobody was connected to the shell. */
  | { readonly kind: "lost"; readonly atMs: number; readonly bytes: number }
  /** So many bytes of a flood, without marks, were shown and not recorded. */
  | { readonly kind: "skipped"; readonly atMs: number; readonly bytes: number }
  /** Commands up to this number were told before: those that follow have higher ones. */
  | { readonly kind: "numbered"; readonly atMs: number; readonly commands: number }
  /** So many bytes were shown and not recorded, up to this time, since there was no room. Nothing is recorded after it. */
  | { readonly kind: "full"; readonly atMs: number; readonly bytes: number };

/** An entry as the index holds it: of output only its length. */
export interface IndexEntry {
  /** `forged`: bytes of marks in a flood that nobody believed; they were never shown. */
  readonly kind: RecordingEntry["kind"] | "forged";
  readonly atMs: number;
  /** Bytes; of a resize columns times 65536 plus rows; of `numbered` the number. */
  readonly value: number;
}

/** By the number that the files have: new ones go to the end. */
const KINDS = ["output", "resize", "lost", "full", "numbered", "skipped", "forged"] as const;

export function encodeEntry({ kind, atMs, value }: IndexEntry): Buffer {
  // All of it is written below.
  const bytes = Buffer.allocUnsafe(ENTRY_BYTES);
  bytes.writeDoubleLE(atMs, 0);
  bytes.writeUIntLE(Math.min(value, MAX_VALUE), 8, 6);
  bytes.writeUInt8(KINDS.indexOf(kind), 14);
  bytes.writeUInt8(0, 15);
  return bytes;
}

/** Null for bytes that no entry has, such as the zeros that a power cut can leave. */
export function decodeEntry(bytes: Buffer, at: number): IndexEntry | null {
  const kind = KINDS[bytes.readUInt8(at + 14)];
  const atMs = bytes.readDoubleLE(at);
  const value = bytes.readUIntLE(at + 8, 6);
  if (kind === undefined || !Number.isFinite(atMs) || atMs <= 0 || value === 0 || bytes.readUInt8(at + 15) !== 0)
    return null;
  return { kind, atMs, value };
}

export function sizeValue(cols: number, rows: number): number {
  return cols * 65_536 + rows;
}

export function sizeOf(value: number): { cols: number; rows: number } {
  return { cols: Math.floor(value / 65_536), rows: value % 65_536 };
}
