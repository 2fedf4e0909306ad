// A command line as the score reads it: its simple commands, its class, the layers that it looks at.
import { classesOf, classifyLine } from "./classify.ts";
import { findCommands } from "./find-commands.ts";
import type { FoundCommand } from "./found-command.ts";
import type { ParsedLine } from "./model.ts";

/**
 * Parses a command line. Never throws: of broken input, or of more than 16 KB, it gives what could be parsed, in the
 * worst case no command and the class neutral.
 *
 * @param aliases what aliases stand for, by name
 * @param cwd the absolute folder that the line ran in; null where it is not known, and then a relative path is taken
 *   for one that matters
 * @param files texts of files that earlier lines wrote, by their absolute paths
 */
export function parseLine(
  text: string,
  aliases: ReadonlyMap<string, string> = new Map(),
  cwd: string | null = null,
  files: ReadonlyMap<string, string> = new Map(),
): ParsedLine {
  const found = findCommands(text, aliases, cwd, files);
  const classes = classesOf(found);
  const simple = found.map(({ argv, via, writes }, place) => {
    return { argv, via, writes, class: classes[place] ?? "neutral" };
  });
  return { simple, untold: found.some(({ script }) => script === "nothing"), ...classifyLine(found) };
}

/** What a line leaves for the lines after it. */
export interface Definitions {
  /** Names of aliases and what they stand for, for example by `alias ll='ls -l'`. */
  readonly aliases: readonly (readonly [name: string, meaning: string])[];
  /** Texts that it writes into files, by their absolute paths, as far as it tells them. */
  readonly texts: readonly (readonly [path: string, text: string])[];
}

/** Finds what a line defines. Never throws. */
export function definitionsIn(text: string, cwd: string | null): Definitions {
  const found = findCommands(text, new Map(), cwd);
  return { aliases: found.flatMap(aliasesOf), texts: found.flatMap(({ texts }) => texts) };
}

function aliasesOf({ argv: [name, ...words] }: FoundCommand): [string, string][] {
  if (name !== "alias") return [];
  return words.flatMap((word): [string, string][] => {
    const at = word.indexOf("=");
    return at > 0 ? [[word.slice(0, at), word.slice(at + 1)]] : [];
  });
}
