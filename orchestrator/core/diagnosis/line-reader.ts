// Command lines as their shell understood them: aliases, functions and scripts that earlier lines defined are known.
import type { Command } from "../../protocol/timeline.ts";
import type { ParsedLine } from "./model.ts";
import { definitionsIn, parseLine } from "./parse-line.ts";

export class LineReader {
  /** What aliases stand for, by terminal and name. */
  readonly #aliases = new Map<string, Map<string, string>>();
  /** Bodies of functions, by terminal and name. */
  readonly #functions = new Map<string, ReadonlyMap<string, string>>();
  /** Texts that lines wrote into files, by machine and path. */
  readonly #files = new Map<string, Map<string, string>>();

  /** Parses a line, and remembers what it defines. To be told of the lines of a terminal in their order. */
  read({ terminal, machine, text, cwd }: Pick<Command, "terminal" | "machine" | "text" | "cwd">): ParsedLine {
    const aliases = entry(this.#aliases, terminal);
    const files = entry(this.#files, machine);
    const functions = this.#functions.get(terminal) ?? new Map<string, string>();
    const state = { aliases, functions, files, cwd: cwd.startsWith("/") ? cwd : null };
    const parsed = parseLine(text, state);
    const defined = definitionsIn(text, { functions, files, cwd: state.cwd });
    for (const [name, meaning] of defined.aliases) aliases.set(name, meaning);
    this.#functions.set(terminal, defined.functions);
    // What was there before may be there still: the line does not tell whether it was written anew.
    for (const [path, written] of defined.texts) {
      const before = files.get(path) ?? "";
      if (!before.includes(written)) files.set(path, `${before}\n${written}`);
    }
    return parsed;
  }
}

function entry(all: Map<string, Map<string, string>>, key: string): Map<string, string> {
  const known = all.get(key) ?? new Map<string, string>();
  all.set(key, known);
  return known;
}
