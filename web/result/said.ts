// Sentences of the report: what stands between backticks is a command line, perhaps cut at its end. Pure.
import { clock } from "../ui/duration.ts";

/** A command that a sentence may name. */
export interface Nameable {
  readonly id: string;
  readonly text: string;
  /** When it began, from the hand-over. */
  readonly ms: number;
}

/** A run of a sentence: prose, or a command line with the id of the command that it names, where that is known. */
export type Run = { readonly prose: string } | { readonly line: string; readonly command: string | null };

/** The runs of a sentence. Of commands with the same line it is the one at the moment that the sentence tells. */
export function runsOf(sentence: string, commands: readonly Nameable[]): Run[] {
  const parts = sentence.split(/`([^`]+)`/);
  return parts.flatMap((part, index): Run[] => {
    if (index % 2 === 0) return part === "" ? [] : [{ prose: part }];
    return [{ line: part, command: named(part, parts[index + 1] ?? "", commands)?.id ?? null }];
  });
}

function named(line: string, after: string, commands: readonly Nameable[]): Nameable | undefined {
  const start = line.replace(/…$/, "");
  const same = commands.filter(({ text }) => quotable(text).startsWith(start));
  const [, moment] = /^ at ([\d:]+)/.exec(after) ?? [];
  return same.find(({ ms }) => clock(ms) === moment) ?? same[0];
}

/** A line as sentences quote it: its spaces folded, a backtick replaced by its look-alike U+02CB. */
function quotable(text: string): string {
  return text.replace(/\s+/g, " ").trim().replaceAll("`", "ˋ");
}
