// Finds the marks that our shell hook writes, and takes them out of the stream.
//
// A mark is a private OSC sequence (an "operating system command" of ECMA-48): ESC ] 7770 ; nonce ; kind ; fields BEL.
// The nonce is drawn per terminal, so that text which merely looks like a mark (a file shown with cat) is not believed.

const PREFIX = Buffer.from("\x1b]7770;", "latin1");
const ESC = 0x1b;
const BEL = 0x07;

/** Longest mark that is believed, in bytes from ESC to BEL. Longer ones are output like any other. */
export const MAX_MARK_BYTES = 16 * 1024;

/** A mark with the right nonce. */
export interface Mark {
  readonly kind: string;
  /** All that stands between the kind and BEL, still encoded as the shell wrote it. */
  readonly fields: string;
  /** Where it stood: bytes of clean output before it, counted from the start of the stream. */
  readonly at: number;
}

/** What one chunk of the stream held. */
export interface Scanned {
  /** The output without marks. */
  readonly bytes: Buffer;
  readonly marks: readonly Mark[];
  /** Marks with a wrong nonce; they are dropped. */
  readonly forged: number;
}

/** Reads a shell's output chunk by chunk; where chunks are cut changes nothing. */
export class MarkScanner {
  readonly #nonce: Buffer;
  #held: Buffer = Buffer.alloc(0);
  #searchFrom = 0;
  #cleanBytes = 0;

  /** @param nonce the terminal's own, as given to the shell */
  constructor(nonce: string) {
    this.#nonce = Buffer.from(nonce, "latin1");
  }

  /** Takes the next chunk. A mark or a prefix of one that may go on in the next chunk is held back. */
  push(chunk: Uint8Array): Scanned {
    const incoming = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const data = this.#held.length === 0 ? incoming : Buffer.concat([this.#held, incoming]);
    const clean: Buffer[] = [];
    const marks: Mark[] = [];
    let forged = 0;
    let from = 0;
    let end = data.length;
    let searchFrom = this.#searchFrom;
    this.#searchFrom = 0;

    for (;;) {
      const start = data.indexOf(PREFIX, from);
      if (start === -1) {
        end = data.length - prefixAtEnd(data, from);
        break;
      }
      this.#keep(clean, data.subarray(from, start));
      const bodyStart = start + PREFIX.length;
      const close = endOfMark(data, Math.max(bodyStart, searchFrom));
      searchFrom = 0;
      const length = (close === -1 ? data.length : close) - start;
      if (close === -1 && length < MAX_MARK_BYTES) {
        from = end = start;
        this.#searchFrom = data.length - start;
        break;
      }
      if (close === -1 || data[close] !== BEL || length >= MAX_MARK_BYTES) {
        // Cut off by another escape sequence, or too long: not ours, so it stays what it is.
        this.#keep(clean, data.subarray(start, bodyStart));
        from = bodyStart;
        continue;
      }
      const body = data.subarray(bodyStart, close);
      const mark = this.#read(body);
      if (mark === null) forged += 1;
      else marks.push(mark);
      from = close + 1;
    }

    this.#keep(clean, data.subarray(from, end));
    // Copied, because the chunk's memory may be reused by whoever gave it.
    this.#held = Buffer.from(data.subarray(end));
    return { bytes: clean.length === 1 && clean[0] ? clean[0] : Buffer.concat(clean), marks, forged };
  }

  /** The stream is over: gives back what was held. */
  end(): Buffer {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    this.#searchFrom = 0;
    this.#cleanBytes += rest.length;
    return rest;
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

/** The index of the BEL that ends a mark, or of an ESC that cuts it off; -1 where neither came yet. */
function endOfMark(data: Buffer, from: number): number {
  const bel = data.indexOf(BEL, from);
  const escape = data.subarray(from, bel === -1 ? data.length : bel).indexOf(ESC);
  return escape === -1 ? bel : from + escape;
}

/** How many bytes at the end of the data may be the beginning of a mark's prefix. */
function prefixAtEnd(data: Buffer, from: number): number {
  const last = data.lastIndexOf(ESC);
  const length = data.length - last;
  if (last < from || length >= PREFIX.length) return 0;
  return data.subarray(last).equals(PREFIX.subarray(0, length)) ? length : 0;
}
