// What may be spent at once, and what comes back with time.

export class Allowance {
  readonly #most: number;
  readonly #perMs: number;
  readonly #now: () => number;
  #left: number;
  #countedAt: number;

  /**
   * @param most what may be spent at once
   * @param perMs what comes back in each millisecond
   */
  constructor(most: number, perMs: number, now = () => performance.now()) {
    this.#most = most;
    this.#perMs = perMs;
    this.#now = now;
    this.#left = most;
    this.#countedAt = now();
  }

  /** Takes it where so much is left. */
  spend(amount: number): boolean {
    const now = this.#now();
    this.#left = Math.min(this.#most, this.#left + (now - this.#countedAt) * this.#perMs);
    this.#countedAt = now;
    if (amount > this.#left) return false;
    this.#left -= amount;
    return true;
  }
}
