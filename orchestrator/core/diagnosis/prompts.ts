// What was typed at the prompt of a program that the marks do not follow: psql, a plain sh, Python, gdb. Read from what it showed.
import { scriptClass, sqlClass } from "./classify-code.ts";
import { strongest } from "./command-call.ts";
import { operands } from "./command-words.ts";
import type { ParsedLine, SimpleCommand } from "./model.ts";
import { parseLine } from "./parse-line.ts";
import { GDB_ACTS } from "./tools-by-words.ts";
import { SHELL_VALUED, SHELLS, shellEscape } from "./wrappers.ts";

/** A program that asks for more once it runs. */
interface Asking {
  readonly names: ReadonlySet<string>;
  /** Whether it asks when it is started with these arguments. */
  readonly asks: (args: readonly string[]) => boolean;
  /** Its prompt, and after it what was typed. */
  readonly prompt: RegExp;
  /** What was typed, read as a line. */
  readonly read: (typed: string) => ParsedLine;
}

const ASKING: readonly Asking[] = [
  {
    names: new Set(["psql", "mysql", "mariadb", "sqlite3"]),
    asks: (args) => !args.some((arg) => /^(-[a-z]*[cef]|--(command|execute|file)\b)/.test(arg)),
    prompt: /^(?:\S+[=\-*!^'"(][#>]|mysql>|MariaDB \[[^\]]*\]>|sqlite>)\s+(\S.*)$/,
    read: (typed) => asOne(typed, sqlClass(typed)),
  },
  {
    names: SHELLS,
    asks: (args) => operands(args, SHELL_VALUED).length === 0 && !args.some((arg) => /^-[a-z]*c$/.test(arg)),
    prompt: /^(?:\w+-[\d.]+)?[#$] (\S.*)$/,
    read: (typed) => parseLine(typed),
  },
  {
    names: new Set(["python", "python2", "python3"]),
    asks: (args) => operands(args, "W X").length === 0 && !args.some((arg) => /^-[a-z]*[cm]$/.test(arg)),
    prompt: /^(?:>>>|\.\.\.) (\S.*)$/,
    read: (typed) => asOne(typed, scriptClass(typed, null)),
  },
  {
    names: new Set(["gdb"]),
    asks: (args) => !args.some((arg) => /^--?batch(-silent)?$/.test(arg)),
    prompt: /^\(gdb\) (\S.*)$/,
    read: (typed) => {
      const run = shellEscape(typed);
      return run === null ? asOne(typed, GDB_ACTS.test(typed) ? "change" : "observe") : parseLine(run);
    },
  },
];
/** Lines that are read of one output. */
const MAX_TYPED = 500;

/**
 * Adds to a line what was typed at the prompts that its output shows.
 *
 * @param shown what it showed outside the commands within it that are told themselves
 */
export function withPrompts(parsed: ParsedLine, shown: string): ParsedLine {
  const asking = ASKING.find((each) => parsed.simple.some((command) => isAsked(each, command)));
  if (!asking) return parsed;
  const typed = shown
    .split("\n")
    .flatMap((line) => asking.prompt.exec(line)?.[1] ?? [])
    .slice(0, MAX_TYPED)
    .map(asking.read);
  return {
    simple: [parsed, ...typed].flatMap(({ simple }) => simple),
    class: strongest([parsed, ...typed].map((line) => line.class)),
    layers: [...new Set([parsed, ...typed].flatMap(({ layers }) => layers))],
    untold: [parsed, ...typed].some(({ untold }) => untold),
  };
}

function isAsked({ names, asks }: Asking, { argv: [name = "", ...args] }: SimpleCommand): boolean {
  return names.has(name) && asks(args);
}

function asOne(typed: string, kind: ParsedLine["class"]): ParsedLine {
  return {
    simple: [{ argv: typed.split(/\s+/), via: [], writes: [], class: kind }],
    class: kind,
    layers: [],
    untold: false,
  };
}
