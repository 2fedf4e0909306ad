// How much of a flood is recorded. Floods share what is left of their attempt's room and never use it up, so that whatever comes after
// them has its place.
import type { Room } from "./recording.ts";

const HOUR_MS = 3_600_000;
/** Recorded at once, in bytes: far more than anybody reads of one command ... */
const MOST_BURST_BYTES = 4 * 1024 * 1024;
/** ... and no more than this share of what is left: the tenth flood still has half as much as the first. */
const BURST_SHARE = 1 / 16;
/** After that so much of what is left each hour, 9 KB a second at first: two hours without a pause leave more than a third of it. */
const HOURLY_SHARE = 1 / 2;

/** Shared by the terminals of an attempt. */
export class FloodAllowance {
  readonly #room: Room;
  #left: number;
  #atMs = 0;

  constructor(room: Room) {
    this.#room = room;
    this.#left = this.#most;
  }

  /**
   * Takes from it, where there is as much.
   *
   * @param bytes of output and index
   * @param atMs Unix time in milliseconds; earlier than before counts as the same
   */
  spend(bytes: number, atMs: number): boolean {
    if (this.#atMs > 0) this.#left += (Math.max(0, atMs - this.#atMs) * this.#room.left * HOURLY_SHARE) / HOUR_MS;
    this.#atMs = Math.max(this.#atMs, atMs);
    this.#left = Math.min(this.#left, this.#most);
    if (this.#left < bytes) return false;
    this.#left -= bytes;
    return true;
  }

  get #most(): number {
    return Math.min(MOST_BURST_BYTES, this.#room.left * BURST_SHARE);
  }
}
