// Command lines as their shell understood them: aliases that earlier lines of the same terminal defined are known.
import type { Command } from "../../protocol/timeline.ts";
import type { ParsedLine } from "./model.ts";
import { aliasesIn, parseLine } from "./parse-line.ts";

export class LineReader {
  /** What aliases stand for, by terminal and name. */
  readonly #aliases = new Map<string, Map<string, string>>();

  /** Parses a line, and remembers the aliases that it defines. To be told of the lines of a terminal in their order. */
  read({ terminal, text, cwd }: Command): ParsedLine {
    const known = this.#aliases.get(terminal) ?? new Map<string, string>();
    this.#aliases.set(terminal, known);
    const parsed = parseLine(text, known, cwd.startsWith("/") ? cwd : null);
    for (const [name, meaning] of aliasesIn(text)) known.set(name, meaning);
    return parsed;
  }
}
