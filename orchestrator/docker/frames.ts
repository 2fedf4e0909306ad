// The engine's framing of output without a terminal: 1 byte stream, 3 bytes zero, 4 bytes length, then the payload.

const HEADER = 8;

/** Splits the frames of a stream that arrives in any pieces, and hands on each payload, of stdout and stderr alike. */
export class FrameReader {
  readonly #onPayload: (payload: Buffer) => void;
  #header = Buffer.alloc(0);
  #left = 0;

  constructor(onPayload: (payload: Buffer) => void) {
    this.#onPayload = onPayload;
  }

  read(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#left > 0) {
        const payload = rest.subarray(0, this.#left);
        this.#left -= payload.length;
        rest = rest.subarray(payload.length);
        this.#onPayload(payload);
        continue;
      }
      const missing = HEADER - this.#header.length;
      this.#header = Buffer.concat([this.#header, rest.subarray(0, missing)]);
      rest = rest.subarray(missing);
      if (this.#header.length === HEADER) {
        this.#left = this.#header.readUInt32BE(4);
        this.#header = Buffer.alloc(0);
      }
    }
  }
}
