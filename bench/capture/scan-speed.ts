// How fast marks are found, beside copying the same bytes.
import { MarkScanner } from "../../orchestrator/terminal/marks.ts";
import { logLines } from "./made-output.ts";
import { type Moment, NONCE } from "./session.ts";

/** The largest piece that the engine's connection gives at once, in bytes. */
const PIECE_BYTES = 64 * 1024;

/** A log of some megabytes as it comes from a fast command: no marks in it. */
export function logPieces(): Buffer[] {
  return cut(logLines(0, 40_000));
}

/** What the shell of a session wrote, all at once and many times over: six marks for each command. */
export function markedPieces(moments: readonly Moment[]): Buffer[] {
  const session = Buffer.concat(sessionPieces(moments));
  return cut(Buffer.concat(Array.from({ length: 50 }, () => session)));
}

/** What the shell of a session wrote, as it came: most pieces are the echo of one key. */
export function sessionPieces(moments: readonly Moment[]): Buffer[] {
  return moments.filter(({ typed }) => !typed).map(({ bytes }) => bytes);
}

function cut(bytes: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, at) =>
    bytes.subarray(at * PIECE_BYTES, (at + 1) * PIECE_BYTES),
  );
}

/** Megabytes a second, each measured for `lengthMs`, by turns. */
export function scanSpeed(pieces: readonly Buffer[], lengthMs: number): { scanned: number; copied: number } {
  const scanner = new MarkScanner(NONCE);
  const work = { scanned: 0, copied: 0 };
  const took = { scanned: 0, copied: 0 };
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  let kept = 0;
  const turn = (kind: keyof typeof work, one: (piece: Buffer) => number): void => {
    const from = performance.now();
    for (const piece of pieces) kept += one(piece);
    took[kind] += performance.now() - from;
    work[kind] += bytes;
  };
  while (took.scanned < lengthMs || took.copied < lengthMs) {
    turn("scanned", (piece) => scanner.push(piece).bytes.length);
    turn("copied", (piece) => Buffer.from(piece).length);
  }
  if (kept === 0) throw new Error("Nothing was scanned.");
  return { scanned: work.scanned / took.scanned / 1000, copied: work.copied / took.copied / 1000 };
}
