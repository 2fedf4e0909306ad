// Finds the marks that our shell hook writes, and takes them out of the stream.
//
// A mark is a private OSC sequence (an "operating system command" of ECMA-48): ESC ] 7770 ; nonce ; kind ; fields BEL.
// The nonce is drawn per terminal, so that text which merely looks like a mark (a file shown with cat) is not believed.

const PREFIX = Buffer.from("\x1b]7770;", "latin1");
const ESC = 0x1b;
const BEL = 0x07;

/**
 * Longest mark that is believed, in bytes from ESC to BEL: a command line of 16,384 characters of up to four bytes, and
 * room for the rest. Longer ones are output like any other.
 */
export const MAX_MARK_BYTES = 72 * 1024;

/** A mark with the right nonce. */
export interface Mark {
  readonly kind: string;
  /** All that stands between the kind and BEL, still encoded as the shell wrote it. */
  readonly fields: string;
  /** Where it stood: bytes of clean output before it, counted from the start of the stream. */
  readonly at: number;
}

/** What was taken out of the stream, as it came: a mark, or one that is not believed. */
export interface TakenOut {
  /** As of a mark. */
  readonly at: number;
  /** May be used again by whoever gave the chunk. */
  readonly raw: Buffer;
  readonly isForged: boolean;
}

/** What one chunk of the stream held. */
export interface Scanned {
  /** The output without marks. */
  readonly bytes: Buffer;
  readonly marks: readonly Mark[];
  /** Marks and those that are not believed, in order. */
  readonly takenOut: readonly TakenOut[];
  /** Marks with a wrong nonce; they are dropped. */
  readonly forged: number;
}

/** Reads a shell's output chunk by chunk; where chunks are cut changes nothing. */
export class MarkScanner {
  readonly #nonce: Buffer;
  /** A mark, or a prefix of one, that has not ended yet. Parts, so that a long one in small chunks is joined only once. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Whether what is held has the whole prefix, so that only BEL or ESC can end it. */
  #inMark = false;
  #cleanBytes = 0;

  /** @param nonce the terminal's own, as given to the shell */
  constructor(nonce: string) {
    this.#nonce = Buffer.from(nonce, "latin1");
  }

  /** How many bytes at the end of the stream are held back. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Takes the next chunk. A mark or a prefix of one that may go on in the next chunk is held back. */
  push(chunk: Uint8Array): Scanned {
    const incoming = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    // Most chunks are the echo of one key.
    if (this.#heldBytes === 0 && !incoming.includes(ESC)) {
      this.#cleanBytes += incoming.length;
      return { bytes: incoming, marks: [], takenOut: [], forged: 0 };
    }
    if (this.#inMark && this.#heldBytes + incoming.length < MAX_MARK_BYTES && endOfMark(incoming, 0) === -1) {
      this.#hold(incoming);
      return { bytes: Buffer.alloc(0), marks: [], takenOut: [], forged: 0 };
    }
    return this.#scan(this.#heldBytes === 0 ? incoming : Buffer.concat([...this.#takeHeld(), incoming]));
  }

  /** Bytes of the stream are lost here: what was held back ends with them, and so many count as clean output. */
  skip(bytes: number): void {
    this.#takeHeld();
    this.#cleanBytes += bytes;
  }

  /** The stream is over: gives back what was held. */
  end(): Buffer {
    const rest = Buffer.concat(this.#takeHeld());
    this.#cleanBytes += rest.length;
    return rest;
  }

  #scan(data: Buffer): Scanned {
    const clean: Buffer[] = [];
    const marks: Mark[] = [];
    const takenOut: TakenOut[] = [];
    let forged = 0;
    let from = 0;
    for (;;) {
      const start = data.indexOf(PREFIX, from);
      if (start === -1) break;
      this.#keep(clean, data.subarray(from, start));
      from = start;
      const bodyStart = start + PREFIX.length;
      const close = endOfMark(data, bodyStart);
      const length = (close === -1 ? data.length : close) - start;
      if (close === -1 && length < MAX_MARK_BYTES) {
        this.#inMark = true;
        this.#hold(data.subarray(start));
        return { bytes: join(clean), marks, takenOut, forged };
      }
      if (data[close] === BEL && length < MAX_MARK_BYTES) {
        const mark = this.#read(data.subarray(bodyStart, close));
        if (mark === null) forged += 1;
        else marks.push(mark);
        takenOut.push({ at: this.#cleanBytes, raw: data.subarray(start, close + 1), isForged: mark === null });
        from = close + 1;
      } else {
        // Cut off by another escape sequence, or too long: not ours, so it stays what it is.
        this.#keep(clean, data.subarray(start, bodyStart));
        from = bodyStart;
      }
    }
    const end = data.length - prefixAtEnd(data, from);
    this.#keep(clean, data.subarray(from, end));
    this.#hold(data.subarray(end));
    return { bytes: join(clean), marks, takenOut, forged };
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    // Copied, because the chunk's memory may be used again by whoever gave it.
    this.#held.push(Buffer.from(bytes));
    this.#heldBytes += bytes.length;
  }

  #takeHeld(): Buffer[] {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    this.#inMark = false;
    return held;
  }

  #keep(clean: Buffer[], bytes: Buffer): void {
    if (bytes.length === 0) return;
    clean.push(bytes);
    this.#cleanBytes += bytes.length;
  }

  #read(body: Buffer): Mark | null {
    const afterNonce = this.#nonce.length;
    if (body[afterNonce] !== 0x3b || !body.subarray(0, afterNonce).equals(this.#nonce)) return null;
    const rest = body.toString("utf8", afterNonce + 1);
    const cut = rest.indexOf(";");
    const kind = cut === -1 ? rest : rest.slice(0, cut);
    return { kind, fields: cut === -1 ? "" : rest.slice(cut + 1), at: this.#cleanBytes };
  }
}

function join(parts: readonly Buffer[]): Buffer {
  const [only] = parts;
  return only && parts.length === 1 ? only : Buffer.concat(parts);
}

/** The index of the BEL that ends a mark, or of an ESC that cuts it off; -1 where neither came yet. */
function endOfMark(data: Buffer, from: number): number {
  const bel = data.indexOf(BEL, from);
  const cutOff = data.subarray(from, bel === -1 ? data.length : bel).indexOf(ESC);
  return cutOff === -1 ? bel : from + cutOff;
}

/** How many bytes at the end of the data may be the beginning of a mark's prefix. */
function prefixAtEnd(data: Buffer, from: number): number {
  const last = data.lastIndexOf(ESC);
  const length = data.length - last;
  if (last < from || length >= PREFIX.length) return 0;
  return data.subarray(last).equals(PREFIX.subarray(0, length)) ? length : 0;
}
