// A recording that a flood can't fill: of too much at once the beginning and the end are kept, and a gap between them that says how much is
// missing. Marks are always kept, so that after a restart commands and sequence numbers are the same as before; only text is left out.
import { MarkScanner } from "../marks.ts";
import type { FloodAllowance } from "./flood-allowance.ts";
import { ENTRY_ROOM_BYTES, type Recording, type Room } from "./recording.ts";

/**
 * The end of a flood that is kept, in bytes, with ENTRY_ROOM_BYTES for each piece. It is in memory until the flood is over; the machine still
 * has it where this process is killed before, since it keeps a megabyte.
 */
const TAIL_BYTES = 256 * 1024;
/** Text is held in pieces of this length, in bytes: one of them always fits what floods are allowed. */
const PIECE_BYTES = 16 * 1024;
/** A flood that has pushed out nothing for so long is over, in milliseconds. */
const QUIET_MS = 250;
/** Text between two marks, such as a prompt with its line or a short output, is kept, in bytes with ENTRY_ROOM_BYTES for each piece. */
const SHORT_BYTES = 4096;
/** With less room than this all is recorded until it is used up, which the recording says itself. In bytes. */
const LEAST_ROOM_BYTES = 512 * 1024;

type Held =
  | { readonly kind: "text" | "mark"; readonly bytes: Buffer; readonly atMs: number }
  /** Bytes that the scanner takes out of the stream and does not believe. */
  | { readonly kind: "forged"; readonly count: number; readonly atMs: number }
  | { readonly kind: "note"; readonly write: () => void; readonly atMs: number };

/** Nothing here throws. */
export class Thinned {
  readonly #recording: Recording;
  readonly #room: Room;
  readonly #allowance: FloodAllowance;
  readonly #scanner: MarkScanner;
  /** A mark that is not whole, as it came: the recording never ends within one. */
  #partial: Buffer[] = [];
  #partialBytes = 0;
  /** Output without marks so far, in bytes. */
  #cleanBytes = 0;
  /** The end of a flood, in order; empty where there is none. */
  readonly #tail: Held[] = [];
  #tailBytes = 0;
  /** Whether something was pushed out of the tail since it was last looked at. */
  #isPushing = false;
  /** Whether what was pushed out last was a mark, or short text after one. */
  #isAfterMark = false;
  #lastMs = 0;
  #timer: NodeJS.Timeout | null = null;

  /** @param nonce what the shell's marks carry */
  constructor(recording: Recording, nonce: string, room: Room, allowance: FloodAllowance) {
    this.#recording = recording;
    this.#scanner = new MarkScanner(nonce);
    this.#room = room;
    this.#allowance = allowance;
  }

  /** How much of the shell's output is in the recording's files: where a connection to it goes on. */
  get seq(): number {
    return this.#recording.seq;
  }

  /** @param atMs Unix time in milliseconds, as for the others */
  output(bytes: Uint8Array, atMs: number): void {
    this.#lastMs = atMs;
    const cleanFrom = this.#cleanBytes;
    const scanned = this.#scanner.push(bytes);
    this.#cleanBytes += scanned.bytes.length;
    const whole = this.#wholeOf(bytes);
    if (whole.length === 0) return;
    if (this.#tail.length === 0 && this.#isAllowed(whole.length, atMs)) {
      this.#recording.output(whole, atMs);
      return;
    }
    let from = 0;
    for (const { at, raw, isForged } of scanned.takenOut) {
      this.#holdText(scanned.bytes.subarray(from, at - cleanFrom), atMs);
      from = at - cleanFrom;
      if (isForged) this.#hold({ kind: "forged", count: raw.length, atMs });
      else this.#hold({ kind: "mark", bytes: Buffer.from(raw), atMs });
    }
    this.#holdText(scanned.bytes.subarray(from), atMs);
    while (this.#tailBytes > TAIL_BYTES) this.#pushOut();
  }

  resized(cols: number, rows: number, atMs: number): void {
    this.#note(() => this.#recording.resized(cols, rows, atMs), atMs);
  }

  lost(bytes: number, atMs: number): void {
    // A mark that the gap cut never ends: nobody is shown its beginning.
    const begun = Buffer.concat(this.#takePartial());
    this.#scanner.skip(0);
    this.#note(() => {
      this.#recording.output(begun, atMs);
      this.#recording.lost(bytes, atMs);
    }, atMs);
  }

  numbered(commands: number, atMs: number): void {
    this.#note(() => this.#recording.numbered(commands, atMs), atMs);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#tail.length > 0) this.#write(this.#take());
    this.#recording.output(Buffer.concat(this.#takePartial()), this.#lastMs);
    this.#recording.close();
  }

  #isAllowed(bytes: number, atMs: number): boolean {
    return this.#room.left < LEAST_ROOM_BYTES || this.#allowance.spend(bytes + ENTRY_ROOM_BYTES, atMs);
  }

  /** All bytes up to a mark that is not whole, as they came. */
  #wholeOf(bytes: Uint8Array): Buffer {
    const { heldBytes } = this.#scanner;
    if (heldBytes === 0 && this.#partialBytes === 0) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (heldBytes === this.#partialBytes + bytes.length) {
      this.#keepPartial(bytes);
      return Buffer.alloc(0);
    }
    const all = Buffer.concat([...this.#takePartial(), bytes]);
    this.#keepPartial(all.subarray(all.length - heldBytes));
    return all.subarray(0, all.length - heldBytes);
  }

  #keepPartial(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#partial.push(Buffer.from(bytes));
    this.#partialBytes += bytes.length;
  }

  #takePartial(): Buffer[] {
    const partial = this.#partial;
    this.#partial = [];
    this.#partialBytes = 0;
    return partial;
  }

  #note(write: () => void, atMs: number): void {
    if (this.#tail.length === 0) write();
    else this.#hold({ kind: "note", write, atMs });
  }

  #holdText(bytes: Buffer, atMs: number): void {
    // Copied, since whoever gave it may use its memory again.
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      this.#hold({ kind: "text", bytes: Buffer.from(bytes.subarray(at, at + PIECE_BYTES)), atMs });
    }
  }

  #hold(held: Held): void {
    this.#tail.push(held);
    this.#tailBytes += roomOf(held);
    this.#timer ??= setTimeout(() => this.#look(), QUIET_MS).unref();
  }

  #take(): Held {
    const held = this.#tail.shift();
    if (!held) throw new Error("nothing is held of a flood");
    this.#tailBytes -= roomOf(held);
    return held;
  }

  #pushOut(): void {
    this.#isPushing = true;
    const isShort = this.#isAfterMark && this.#isShort();
    const held = this.#take();
    if (held.kind === "text" && !isShort) this.#recording.skipped(held.bytes.length, 0, held.atMs);
    else this.#write(held);
    this.#isAfterMark = held.kind === "mark" || (held.kind === "text" ? isShort : this.#isAfterMark);
  }

  /** Whether a mark follows the text at the beginning of the tail soon. */
  #isShort(): boolean {
    let bytes = 0;
    for (const held of this.#tail) {
      if (held.kind === "mark") return true;
      bytes += roomOf(held);
      if (bytes > SHORT_BYTES) return false;
    }
    return false;
  }

  #write(held: Held): void {
    if (held.kind === "note") held.write();
    else if (held.kind === "forged") this.#recording.skipped(0, held.count, held.atMs);
    else this.#recording.output(held.bytes, held.atMs);
  }

  /** Writes what is held once the flood is over, as far as that is allowed; the rest when it is. */
  #look(): void {
    this.#timer = null;
    this.#lastMs += QUIET_MS;
    for (let next = this.#tail[0]; next && !this.#isPushing; next = this.#tail[0]) {
      // A mark may be longer than floods are allowed at once, and is kept in any case.
      if (!this.#isAllowed(roomOf(next), this.#lastMs) && next.kind !== "mark") break;
      this.#write(this.#take());
    }
    this.#isPushing = false;
    if (this.#tail.length === 0) this.#isAfterMark = false;
    else this.#timer = setTimeout(() => this.#look(), QUIET_MS).unref();
  }
}

function roomOf(held: Held): number {
  return "bytes" in held ? held.bytes.length + ENTRY_ROOM_BYTES : ENTRY_ROOM_BYTES;
}
