// Where the commands write: data on standard output, everything else on standard error.
import type { Outcome } from "../protocol/checks.ts";
import type { LabKind, LabProblem } from "../protocol/labs.ts";

const wordsOfFault: Record<Outcome, string> = {
  fixed: "fixed",
  "symptom-hidden": "symptom hidden",
  "not-fixed": "not fixed",
  "could-not-tell": "could not tell",
};
const outcomeWords: Record<LabKind, Record<Outcome, string>> = {
  fault: wordsOfFault,
  healthy: { ...wordsOfFault, fixed: "left healthy", "not-fixed": "changed" },
};

/** The outcome of a check in words; one that came to none could not tell. */
export function outcomeWord(outcome: Outcome | null, kind: LabKind): string {
  return outcomeWords[kind][outcome ?? "could-not-tell"];
}

/** One line of progress. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The one document that a command with --json writes. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** A table with columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A problem as compilers write theirs, with the way out. */
export function problemLine(problem: LabProblem): string {
  const place = problem.line > 0 ? `:${problem.line}` : "";
  return `${problem.path}${place}: ${problem.message} ${problem.remedy}`;
}

/** Milliseconds as seconds with one digit. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
