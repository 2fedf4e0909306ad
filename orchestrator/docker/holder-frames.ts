// The frames between us and the holder of a shell (images/base/holder.c): 1 byte kind, 4 bytes length, then the payload. What
// comes from a holder comes out of the candidate's machine, so anything may come.

const HEADER = 5;
/** The longest payload of a frame that a holder sends, in bytes. */
export const MAX_PAYLOAD = 64 * 1024;
/** Input goes out in frames of this length at most, in bytes. */
const INPUT_PAYLOAD = 32 * 1024;
const ID = 32;
/** More than a shell can write in years, and sums of some of them are still whole numbers. */
const MAX_SEQ = 2n ** 48n;

/** What a holder sends. Sequence numbers count the bytes that its shell has written. */
export type HolderFrame =
  /** The greeting: whose shell it is, from where to where its output is kept, its process id in the machine. */
  | {
      readonly kind: "hello";
      readonly id: string;
      readonly oldest: number;
      readonly newest: number;
      readonly pid: number;
    }
  /** Where the output that follows begins. */
  | { readonly kind: "start"; readonly seq: number }
  /** A piece of output; one frame may come as several. */
  | { readonly kind: "output"; readonly bytes: Buffer }
  | { readonly kind: "exit"; readonly status: number };

/** A holder that does not keep to the frames. */
export class BadFrame extends Error {}

/** Reads frames off a stream that comes in any pieces. Output is handed on as it comes, all else when it is whole. */
export class HolderFrames {
  readonly #onFrame: (frame: HolderFrame) => void;
  #held = Buffer.alloc(0);
  /** Bytes of output that the frame under way still has. */
  #output = 0;

  /** @param onFrame called in order; must not throw */
  constructor(onFrame: (frame: HolderFrame) => void) {
    this.#onFrame = onFrame;
  }

  /** @throws BadFrame for anything that no holder sends; nothing more may be read then */
  read(chunk: Buffer): void {
    let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    for (;;) {
      if (this.#output > 0) {
        const bytes = rest.subarray(0, this.#output);
        this.#output -= bytes.length;
        rest = rest.subarray(bytes.length);
        if (bytes.length > 0) this.#onFrame({ kind: "output", bytes });
      }
      if (this.#output > 0 || rest.length < HEADER) break;
      const kind = String.fromCharCode(rest[0] ?? 0);
      const length = rest.readUInt32BE(1);
      if (length > MAX_PAYLOAD) throw new BadFrame(`a frame of ${length} bytes`);
      if (kind === "O") {
        this.#output = length;
        rest = rest.subarray(HEADER);
        continue;
      }
      if (length > ID + 20) throw new BadFrame(`a frame of kind ${JSON.stringify(kind)} with ${length} bytes`);
      if (rest.length < HEADER + length) break;
      this.#onFrame(parse(kind, rest.subarray(HEADER, HEADER + length)));
      rest = rest.subarray(HEADER + length);
    }
    // Copied, since the chunk's memory belongs to the stream.
    this.#held = Buffer.from(rest);
  }
}

function parse(kind: string, payload: Buffer): HolderFrame {
  if (kind === "H" && payload.length === ID + 20) {
    const id = payload.toString("latin1", 0, ID);
    const [oldest, newest] = [count(payload, ID), count(payload, ID + 8)];
    if (/^[0-9a-f]+$/.test(id) && oldest <= newest) {
      return { kind: "hello", id, oldest, newest, pid: payload.readUInt32BE(ID + 16) };
    }
  }
  if (kind === "S" && payload.length === 8) return { kind: "start", seq: count(payload, 0) };
  if (kind === "X" && payload.length === 4) {
    const status = payload.readUInt32BE(0);
    if (status <= 255) return { kind: "exit", status };
  }
  throw new BadFrame(`a frame of kind ${JSON.stringify(kind)} with ${payload.length} bytes`);
}

function count(payload: Buffer, at: number): number {
  const number = payload.readBigUInt64BE(at);
  if (number > MAX_SEQ) throw new BadFrame("a sequence number that no shell can reach");
  return Number(number);
}

function frame(kind: string, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + payload.length);
  bytes.write(kind, 0, "latin1");
  bytes.writeUInt32BE(payload.length, 1);
  bytes.set(payload, HEADER);
  return bytes;
}

/** Asks for the output from a sequence number on. Sent once, after the greeting. */
export function attachFrame(seq: number): Buffer {
  const payload = Buffer.alloc(8);
  payload.writeBigUInt64BE(BigInt(seq));
  return frame("A", payload);
}

/** What was typed, in as many frames as it takes. */
export function inputFrames(bytes: Uint8Array): Buffer[] {
  const frames: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += INPUT_PAYLOAD) {
    frames.push(frame("I", bytes.subarray(from, from + INPUT_PAYLOAD)));
  }
  return frames;
}

/** The size of the screen in characters, each from 1 to 65535. */
export function resizeFrame(cols: number, rows: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt16BE(cols, 0);
  payload.writeUInt16BE(rows, 2);
  return frame("R", payload);
}

/** Hangs the shell up. */
export function closeFrame(): Buffer {
  return frame("C", Buffer.alloc(0));
}
