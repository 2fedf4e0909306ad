// What waits to be drawn, and how much of it may be drawn by now.

/** After a pause of the drawing process it catches up with so many milliseconds of its pace, not more. */
const CATCH_UP_MS = 20;

export class DrawQueue {
  readonly #pieces: Buffer[] = [];
  #waiting = 0;
  #drawn = 0;
  #pace = Number.POSITIVE_INFINITY;
  /** Bytes that may be drawn as of `#countedAt`. */
  #allowed = 0;
  #countedAt = 0;

  get waiting(): number {
    return this.#waiting;
  }

  get drawn(): number {
    return this.#drawn;
  }

  /** Bytes a second. */
  get pace(): number {
    return this.#pace;
  }

  /** @param nowMs of any steady clock */
  setPace(bytesPerSecond: number, nowMs: number): void {
    this.#pace = bytesPerSecond;
    this.#allowed = 0;
    this.#countedAt = nowMs;
  }

  add(bytes: Buffer, nowMs: number): void {
    // An idle screen saves up nothing.
    if (this.#waiting === 0) {
      this.#allowed = 0;
      this.#countedAt = nowMs;
    }
    this.#pieces.push(bytes);
    this.#waiting += bytes.length;
  }

  /** The next piece that may be drawn now; null where none may. */
  next(nowMs: number): Buffer | null {
    const [first] = this.#pieces;
    if (first === undefined) return null;
    const room = this.#room(nowMs);
    if (room < 1) return null;
    const piece = first.subarray(0, Math.min(room, first.length));
    if (piece.length === first.length) this.#pieces.shift();
    else this.#pieces[0] = first.subarray(piece.length);
    this.#allowed -= piece.length;
    this.#waiting -= piece.length;
    this.#drawn += piece.length;
    return piece;
  }

  #room(nowMs: number): number {
    if (this.#pace === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
    const sinceMs = Math.min(nowMs - this.#countedAt, CATCH_UP_MS);
    this.#allowed += (sinceMs / 1000) * this.#pace;
    this.#countedAt = nowMs;
    return Math.floor(this.#allowed);
  }
}
