// A command line as the score reads it: its simple commands, its class, the layers that it looks at.
import { classifyLine, classOf } from "./classify.ts";
import { findCommands } from "./find-commands.ts";
import type { ParsedLine } from "./model.ts";

/**
 * Parses a command line. Never throws: of broken input, or of more than 16 KB, it gives what could be parsed, in the
 * worst case no command and the class neutral.
 *
 * @param aliases what aliases stand for, by name
 * @param cwd the absolute folder that the line ran in; null where it is not known, and then a relative path is taken
 *   for one that matters
 */
export function parseLine(
  text: string,
  aliases: ReadonlyMap<string, string> = new Map(),
  cwd: string | null = null,
): ParsedLine {
  const found = findCommands(text, aliases, cwd);
  const simple = found.map((command) => {
    const { argv, via, writes } = command;
    return { argv, via, writes, class: classOf(command) };
  });
  return { simple, ...classifyLine(found) };
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
