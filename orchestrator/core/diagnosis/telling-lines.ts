// Which lines of an output tell something that the candidate did not bring.
import { type Brought, broughtBefore } from "./brought.ts";
import type { ObservedCommand } from "./model.ts";
import type { Pattern } from "./patterns.ts";
import { fold } from "./wording.ts";

/** A line that tells something. */
export interface TellingLine {
  readonly text: string;
  /** Words of the command that the line may repeat, as error messages do; they are no finding. */
  readonly repeated: readonly string[];
  /** What was typed before. */
  readonly brought: Brought;
}

/** Gives the telling lines of a command. */
export type OutputReader = (command: ObservedCommand) => readonly TellingLine[];

/** Lines of one output that are looked at: its last ones, which are those that stay on the screen. */
const MAX_LINES = 4_000;
/** Characters below which a line may stand in a command by chance, as 200 does in the port 8200. */
const SHORT_LINE = 6;
/** A command line of this length was cut on its way, so that what stood in it can't be told from what it showed. */
export const CUT_TEXT_LENGTH = 4096;
/** Simple commands of a line that are compared with its output. */
const MAX_OWN = 50;
const SHELLS = ["bash", "sh", "dash", "zsh"];

/**
 * Reads the outputs of an attempt, each once.
 *
 * @param commands all that were typed: what one of them brought, no later one shows
 */
export function outputReader(commands: readonly ObservedCommand[]): OutputReader {
  const before = broughtBefore(commands);
  const read = new Map<ObservedCommand, readonly TellingLine[]>();
  return (command) => {
    const known = read.get(command);
    if (known) return known;
    const lines = tellingLines(command, before(command));
    read.set(command, lines);
    return lines;
  };
}

/**
 * The lines of a command that only looks, without what it brought itself, as with `ls; echo text`, a here-document, or `ps` listing
 * the `grep` beside it. None of a command that changes something, or that only echoes.
 */
function tellingLines(command: ObservedCommand, brought: Brought): readonly TellingLine[] {
  if (command.class !== "observe" || command.text.length >= CUT_TEXT_LENGTH) return [];
  const lines = command.simple.slice(0, MAX_OWN).map(({ argv }) => fold(argv.join(" ")));
  const own = [fold(command.text), ...lines];
  const calls = lines.filter((line) => line.includes(" "));
  const words = [...new Set(command.simple.flatMap(({ argv }) => argv.map(fold)))].filter((word) => word !== "");
  const speakers = new Set([...SHELLS, ...command.simple.flatMap(({ argv, via }) => [...argv.slice(0, 1), ...via])]);
  return command.shown.text
    .split("\n")
    .slice(-MAX_LINES)
    .filter((line) => {
      const folded = fold(line);
      if (folded === "") return false;
      return !own.some((text) => standsIn(text, folded)) && !calls.some((call) => folded.includes(call));
    })
    .map((line) => ({ text: line, repeated: isMessage(line, speakers) ? words : [], brought }));
}

/** Whether a line stands in a command; a short one, like a status or a count, only where it is words of its own. */
function standsIn(text: string, line: string): boolean {
  return line.length < SHORT_LINE ? ` ${text} `.includes(` ${line} `) : text.includes(line);
}

/** Whether a program of the command speaks about its own words (`ls: cannot access 'x'`), or `set -x` shows them. */
function isMessage(line: string, speakers: ReadonlySet<string>): boolean {
  const [, speaker] = /^-?([^\s:]+): /.exec(line) ?? [];
  return line.startsWith("+") || (speaker !== undefined && speakers.has(speaker));
}

/**
 * Whether the pattern matches a line by more than what was brought.
 *
 * @param aside of what was brought by earlier commands, only what was put where nothing of the service's lies
 */
export function tells({ text, repeated, brought }: TellingLine, pattern: Pattern, aside = false): boolean {
  if (!pattern.matches(text) || brought.repeats(text)) return false;
  const told = repeated.filter((word) => text.includes(word) && pattern.matches(word));
  for (const piece of brought.pieces(aside)) if (text.includes(piece) && pattern.matches(piece)) told.push(piece);
  return told.length === 0 || pattern.matches(told.reduce((rest, word) => rest.replaceAll(word, ""), text));
}
