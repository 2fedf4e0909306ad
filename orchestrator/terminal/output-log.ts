// What a shell has written, append-only: every byte has a sequence number, and the newest bytes are kept.

/** Bytes kept of each terminal's output, at least; older ones are dropped block by block. */
export const KEPT_BYTES = 2 * 1024 * 1024;
/** Small, so that an idle terminal costs little memory. */
const BLOCK_BYTES = 16 * 1024;

/** The output of one terminal. A byte's sequence number is the count of bytes before it. */
export class OutputLog {
  readonly #blocks: Buffer[] = [];
  /** A block that was dropped, for the next one: in a flood new ones would keep the garbage collector busy. */
  #spare: Buffer | null = null;
  #start = 0;
  #end = 0;

  /** The sequence number of the oldest byte that is still kept. */
  get start(): number {
    return this.#start;
  }

  /** The sequence number that the next byte will get. */
  get end(): number {
    return this.#end;
  }

  /** Adds output. The bytes are copied. */
  append(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const used = (this.#end - this.#start) % BLOCK_BYTES;
      if (used === 0) this.#addBlock();
      const part = bytes.subarray(from, from + BLOCK_BYTES - used);
      this.#blocks.at(-1)?.set(part, used);
      from += part.length;
      this.#end += part.length;
      if (this.#end - this.#start <= KEPT_BYTES + BLOCK_BYTES) continue;
      this.#spare = this.#blocks.shift() ?? null;
      this.#start += BLOCK_BYTES;
    }
  }

  #addBlock(): void {
    this.#blocks.push(this.#spare ?? Buffer.allocUnsafe(BLOCK_BYTES));
    this.#spare = null;
  }

  /** Counts bytes that were lost: what came before them is no longer kept. */
  skip(bytes: number): void {
    this.#blocks.length = 0;
    this.#end += bytes;
    this.#start = this.#end;
  }

  /**
   * The output from `from` up to `to`, both sequence numbers, as far as it is still kept.
   *
   * @returns a copy of the bytes, and the sequence number at which they really begin
   */
  read(from: number, to: number = this.#end): { seq: number; bytes: Buffer } {
    const seq = Math.min(Math.max(from, this.#start), this.#end);
    return { seq, bytes: Buffer.concat(this.#parts(seq, to)) };
  }

  /** Whether a byte is in the output from `from` up to `to`, as far as that is still kept. */
  includes(byte: number, from: number, to: number): boolean {
    return this.#parts(Math.max(from, this.#start), to).some((part) => part.includes(byte));
  }

  /** Output where it lies in the blocks: for the moment, since these are used again. */
  #parts(from: number, to: number): Buffer[] {
    const until = Math.min(to, this.#end);
    const parts: Buffer[] = [];
    for (let at = from; at < until; ) {
      const inLog = at - this.#start;
      const offset = inLog % BLOCK_BYTES;
      const length = Math.min(BLOCK_BYTES - offset, until - at);
      const block = this.#blocks[Math.floor(inLog / BLOCK_BYTES)];
      if (block) parts.push(block.subarray(offset, offset + length));
      at += length;
    }
    return parts;
  }
}
