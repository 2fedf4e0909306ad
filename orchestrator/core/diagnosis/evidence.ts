// Which facts the outputs showed. A fact counts because it was shown, whatever the tool.
import type { Diagnosis, Evidence, ObservedCommand } from "./model.ts";
import { compile, type Pattern } from "./patterns.ts";
import { type OutputReader, outputReader, type TellingLine, tells } from "./telling-lines.ts";

/** A piece of evidence at its first sighting. */
export interface FoundEvidence {
  readonly id: string;
  /** The id of the command that showed it. */
  readonly command: string;
  /** Unix time in milliseconds at which that command ended. */
  readonly atMs: number;
}

/** Lines of all outputs together; once they are used up, each further command is looked at for its last few. */
const MAX_LINES_IN_ALL = 40_000;
const FEW_LINES = 100;

/**
 * The evidence that the commands showed, in the order in which it was first seen.
 *
 * Only commands that look count. A line that stands in a command typed so far shows nothing, and a piece that `needs` others
 * counts only where those were seen before or in the same command.
 */
export function findEvidence(
  diagnosis: Pick<Diagnosis, "evidence">,
  commands: readonly ObservedCommand[],
  read: OutputReader = outputReader(commands),
): FoundEvidence[] {
  const signs = new Map(diagnosis.evidence.map((piece) => [piece.id, signOf(piece)]));
  const found = new Map<string, FoundEvidence>();
  let linesLeft = MAX_LINES_IN_ALL;
  for (const command of [...commands].sort((one, other) => one.endedAtMs - other.endedAtMs)) {
    if (found.size === signs.size) break;
    const lines = read(command).slice(-Math.max(FEW_LINES, linesLeft));
    linesLeft -= lines.length;
    const unseen = diagnosis.evidence.filter(({ id }) => !found.has(id));
    const shown = unseen.filter(({ id }) => signs.get(id)?.(lines));
    for (const { id } of meaningful(shown, found)) found.set(id, { id, command: command.id, atMs: command.endedAtMs });
  }
  return [...found.values()];
}

/** Those of the shown pieces whose needs are met by what was found before or by one another. */
function meaningful(shown: readonly Evidence[], found: ReadonlyMap<string, unknown>): Evidence[] {
  const met: Evidence[] = [];
  const known = new Set(found.keys());
  for (let before = -1; before !== met.length; ) {
    before = met.length;
    for (const piece of shown) {
      if (known.has(piece.id) || !piece.needs.every((need) => known.has(need))) continue;
      known.add(piece.id);
      met.push(piece);
    }
  }
  return met;
}

/** Whether the lines of an output show a sign that the service is well. What a change wrote into its files may be the sign. */
export function shows(lines: readonly TellingLine[], patterns: readonly string[]): boolean {
  return anyMatches(patterns.map(compile), lines, true);
}

/** Ids of all that the lab knows of in the lines of an output: evidence, seen before or not, and signs that the service is well. */
export function factsOf(diagnosis: Diagnosis, lines: readonly TellingLine[]): string[] {
  const seen = diagnosis.evidence.filter((piece) => signOf(piece)(lines));
  const well = diagnosis.verification.filter(({ output }) => shows(lines, output));
  return [...seen, ...well].map(({ id }) => id);
}

/** Tells whether the lines of one output show a piece. */
function signOf({ output, many }: Evidence): (lines: readonly TellingLine[]) => boolean {
  const patterns = output.map(compile);
  const counted = many.map(({ pattern, lines }) => ({ pattern: compile(pattern), least: lines }));
  return (lines) =>
    anyMatches(patterns, lines) ||
    counted.some(({ pattern, least }) => lines.filter((line) => tells(line, pattern)).length >= least);
}

function anyMatches(patterns: readonly Pattern[], lines: readonly TellingLine[], aside = false): boolean {
  return lines.some((line) => patterns.some((pattern) => tells(line, pattern, aside)));
}
