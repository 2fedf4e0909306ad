// Where the time of the jobs goes.

/** What a job does one after the other: its sandbox is started, typed into, checked and removed. */
export const PHASES = ["starting", "typing", "checking", "removing"] as const;
export type Phase = (typeof PHASES)[number];

/** Sums up how long all jobs were in each phase, in milliseconds. */
export class Phases {
  readonly #ms = { starting: 0, typing: 0, checking: 0, removing: 0 };

  /** Counts the time of some work towards a phase, also where it fails. */
  async time<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
    const fromMs = performance.now();
    try {
      return await work();
    } finally {
      this.#ms[phase] += performance.now() - fromMs;
    }
  }

  /** Whole milliseconds by phase. */
  get ms(): Readonly<Record<Phase, number>> {
    const { starting, typing, checking, removing } = this.#ms;
    const whole = Math.round;
    return {
      starting: whole(starting),
      typing: whole(typing),
      checking: whole(checking),
      removing: whole(removing),
    };
  }
}
