// Places for jobs that need the computer: a few at a time, and whoever only waits lends theirs.

export class Places {
  readonly count: number;
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param count jobs that have a place at the same time */
  constructor(count: number) {
    this.count = count;
    this.#free = count;
  }

  /** Does some work once there is a place for it. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      this.#give();
    }
  }

  /** Lends the place that is held to others during some work, and has one again when this returns, before any who never had one. */
  async lend<T>(work: () => Promise<T>): Promise<T> {
    this.#give();
    try {
      return await work();
    } finally {
      await this.#take("first");
    }
  }

  async #take(turn: "first" | "last" = "last"): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    if (turn === "first") this.#waiting.unshift(resolve);
    else this.#waiting.push(resolve);
    await promise;
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
