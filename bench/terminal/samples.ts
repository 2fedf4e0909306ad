// What was measured, by figure and side.

/**
 * `ours` is the way that terminals take by default, `exec` ours where machines can't dial out, `raw` the engine's exec alone,
 * `floor` what none of them can beat.
 */
export type SideName = "ours" | "exec" | "raw" | "wetty" | "ttyd" | "floor";

export class Samples {
  readonly #values = new Map<string, number[]>();

  add(name: string, side: SideName, value: number): void {
    const values = this.#values.get(`${name} ${side}`) ?? [];
    this.#values.set(`${name} ${side}`, [...values, value]);
  }

  /** One value a run; none where this side was not measured. */
  of(name: string, side: SideName): readonly number[] {
    return this.#values.get(`${name} ${side}`) ?? [];
  }

  newest(name: string, side: SideName): number | undefined {
    return this.of(name, side).at(-1);
  }
}

/** @param share 0 to 1; of 0.99 one value in a hundred is above the result */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
