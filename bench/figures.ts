// The form of every figure, and how several runs become one.

/** One thing measured. `reference` and `ratio` are null where there is nothing to compare with. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly reference: number | null;
  readonly ratio: number | null;
  readonly runs: number;
}

/** Milliseconds by the name of a part, of one run. */
export type Parts = Readonly<Record<string, number>>;

/**
 * One figure of the medians of its runs.
 *
 * @param ours and `reference` one value a run; the reference may have none
 */
export function figure(name: string, unit: string, ours: readonly number[], reference: readonly number[]): Figure {
  const mine = median(ours);
  const other = reference.length === 0 ? null : median(reference);
  return {
    name,
    unit,
    ours: rounded(mine),
    reference: other === null ? null : rounded(other),
    ratio: other === null || other === 0 ? null : Number((mine / other).toFixed(2)),
    runs: ours.length,
  };
}

/**
 * One figure in milliseconds for each part of our runs, in the order of the first run.
 *
 * @param ours and `reference` one entry a run; a part may be missing in the reference
 */
export function figures(ours: readonly Parts[], reference: readonly Parts[]): Figure[] {
  return Object.keys(ours[0] ?? {}).map((name) => figure(name, "ms", valuesOf(ours, name), valuesOf(reference, name)));
}

/** A table for people. */
export function table(rows: readonly Figure[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length), "figure".length);
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell, place) => (place === 0 ? cell.padEnd(width) : cell.padStart(18))).join("")}\n`;
  const shown = rows.map(({ name, unit, ours, reference, ratio, runs }) =>
    line([name, `${ours} ${unit}`, reference === null ? "-" : `${reference} ${unit}`, `${ratio ?? "-"}`, `${runs}`]),
  );
  return line(["figure", "ours", "reference", "ratio", "runs"]) + shown.join("");
}

function valuesOf(runs: readonly Parts[], name: string): number[] {
  return runs.map((run) => run[name]).filter((value) => value !== undefined);
}

/** @param values at least one */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}

/** To four digits, which is more than any run repeats. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
