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
 * One figure for each part of our runs, in the order of the first run.
 *
 * @param ours and `reference` one entry a run; a part may be missing in the reference
 */
export function figures(ours: readonly Parts[], reference: readonly Parts[]): Figure[] {
  return Object.keys(ours[0] ?? {}).map((name) => {
    const mine = median(valuesOf(ours, name));
    const theirs = valuesOf(reference, name);
    const other = theirs.length === 0 ? null : median(theirs);
    return {
      name,
      unit: "ms",
      ours: rounded(mine, 1),
      reference: other === null ? null : rounded(other, 1),
      ratio: other === null ? null : rounded(mine / other, 2),
      runs: ours.length,
    };
  });
}

/** A table for people. */
export function table(rows: readonly Figure[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length), "figure".length);
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell, place) => (place === 0 ? cell.padEnd(width) : cell.padStart(12))).join("")}\n`;
  const shown = rows.map(({ name, unit, ours, reference, ratio, runs }) =>
    line([name, `${ours} ${unit}`, reference === null ? "-" : `${reference} ${unit}`, `${ratio ?? "-"}`, `${runs}`]),
  );
  return line(["figure", "ours", "reference", "ratio", "runs"]) + shown.join("");
}

function valuesOf(runs: readonly Parts[], name: string): number[] {
  return runs.map((run) => run[name]).filter((value) => value !== undefined);
}

/** @param values at least one */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}

function rounded(value: number, places: number): number {
  return Number(value.toFixed(places));
}
