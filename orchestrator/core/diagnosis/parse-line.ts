// A command line as the score reads it: its simple commands, its class, the layers that it looks at.
import { classesOf, classifyLine } from "./classify.ts";
import { findCommands, type ShellState } from "./find-commands.ts";
import type { FoundCommand } from "./found-command.ts";
import type { ParsedLine } from "./model.ts";

const FRESH: ShellState = { aliases: new Map(), functions: new Map(), files: new Map(), cwd: null };

/**
 * Parses a command line. Never throws: of broken input, or of more than 16 KB, it gives what could be parsed, in the
 * worst case no command and the class neutral.
 *
 * @param state what earlier lines of the shell defined. Where the folder is not known, a relative path is taken for one that matters
 */
export function parseLine(text: string, state: Partial<ShellState> = {}): ParsedLine {
  const { commands } = findCommands(text, { ...FRESH, ...state });
  const classes = classesOf(commands);
  const simple = commands.map(({ argv, via, writes }, place) => {
    return { argv, via, writes, class: classes[place] ?? "neutral" };
  });
  return { simple, untold: commands.some(({ script }) => script === "nothing"), ...classifyLine(commands) };
}

/** What a line leaves for the lines after it. */
export interface Definitions {
  /** Names of aliases and what they stand for, for example by `alias ll='ls -l'`. */
  readonly aliases: readonly (readonly [name: string, meaning: string])[];
  /** All functions that are there after it, with their bodies. */
  readonly functions: ReadonlyMap<string, string>;
  /** Texts that it writes into files, by their absolute paths, as far as it tells them. */
  readonly texts: readonly (readonly [path: string, text: string])[];
}

/**
 * Finds what a line defines. Never throws.
 *
 * @param state what earlier lines defined; their aliases are not looked at
 */
export function definitionsIn(text: string, state: Partial<Omit<ShellState, "aliases">> = {}): Definitions {
  const { commands, functions } = findCommands(text, { ...FRESH, ...state });
  return { aliases: commands.flatMap(aliasesOf), functions, texts: commands.flatMap(({ texts }) => texts) };
}

function aliasesOf({ argv: [name, ...words] }: FoundCommand): [string, string][] {
  if (name !== "alias") return [];
  return words.flatMap((word): [string, string][] => {
    const at = word.indexOf("=");
    return at > 0 ? [[word.slice(0, at), word.slice(at + 1)]] : [];
  });
}
