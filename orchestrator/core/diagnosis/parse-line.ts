// A command line as the score reads it: its simple commands, its class, the layers that it looks at.
import { classesOf, classifyLine } from "./classify.ts";
import { findCommands } from "./find-commands.ts";
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

/** The texts that a line writes into files, by their absolute paths, as far as it tells them. Never throws. */
export function textsIn(text: string, cwd: string | null): (readonly [path: string, text: string])[] {
  return findCommands(text, new Map(), cwd).flatMap(({ texts }) => texts);
}

/** The aliases that a line defines, for example by `alias ll='ls -l'`: names and what they stand for. Never throws. */
export function aliasesIn(text: string): [string, string][] {
  const definitions = findCommands(text, new Map(), null).filter(({ argv }) => argv[0] === "alias");
  return definitions.flatMap(({ argv }) =>
    argv.slice(1).flatMap((word): [string, string][] => {
      const at = word.indexOf("=");
      return at > 0 ? [[word.slice(0, at), word.slice(at + 1)]] : [];
    }),
  );
}
