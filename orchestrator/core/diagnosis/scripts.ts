// Scripts that a command runs, and what is known of them: what the line does not tell can't be judged as a look.
import { operands, valuesOf } from "./command-words.ts";
import { absolutePath } from "./found-command.ts";
import type { SimpleCommand } from "./model.ts";
import { SHELL_VALUED, SHELLS } from "./wrappers.ts";

/** What a script is written in: a shell's text holds commands, all other texts are judged as a whole. */
export type ScriptKind = "shell" | "other";

/** A script that a command runs. */
export interface Script {
  readonly kind: ScriptKind;
  /** Its path as it was written; empty where the line does not tell which. */
  readonly path: string;
}

/** How much is known of the script that a command runs: its text, that it is the machine's own, or nothing. */
export type Known = "text" | "machine" | "nothing";

/** Options of interpreters that take a value, and the one with which the code stands in the line. */
const INTERPRETERS: Readonly<Record<string, { readonly valued: string; readonly code: string }>> = {
  python: { valued: "c m W X", code: "c" },
  python2: { valued: "c m W X", code: "c" },
  python3: { valued: "c m W X", code: "c" },
  perl: { valued: "e E M I", code: "e" },
  ruby: { valued: "e r I", code: "e" },
  node: { valued: "e r", code: "e" },
  php: { valued: "r d", code: "r" },
  lua: { valued: "e l", code: "e" },
};
/** Programs that read their code from the file after -f. */
const CODE_FILES = new Set(["psql", "awk", "gawk", "mawk", "nawk", "make", "sed"]);
/** Where the machine's own programs are; the candidate's are in /tmp, at home, or not to be told from the line. */
const MACHINES_OWN = /^\/(usr|opt|bin|sbin|lib|etc|srv|proc|var\/lib)\//;

/**
 * The script that a command runs; null where it runs none.
 *
 * @param reads files that it opens for reading by redirection
 * @param fed whether it reads from a pipe what the line does not tell
 */
export function scriptOf({ argv }: Pick<SimpleCommand, "argv">, reads: readonly string[], fed: boolean): Script | null {
  const [name = "", ...args] = argv;
  if (name === "." || name === "source") return { kind: "shell", path: args[0] ?? "" };
  if (SHELLS.has(name)) {
    const [file = reads[0]] = operands(args, SHELL_VALUED);
    return file === undefined ? null : { kind: "shell", path: file };
  }
  const interpreter = Object.hasOwn(INTERPRETERS, name) ? INTERPRETERS[name] : undefined;
  if (interpreter) {
    if (valuesOf(args, interpreter.code, "eval").length > 0 || valuesOf(args, "m", "module").length > 0) return null;
    const [given] = operands(args, interpreter.valued);
    const file = given === undefined || given === "-" ? (reads[0] ?? (fed ? "" : undefined)) : given;
    return file === undefined ? null : { kind: "other", path: file };
  }
  if (CODE_FILES.has(name)) {
    const [file = /^(psql|mysql)$/.test(name) ? reads[0] : undefined] = valuesOf(args, "f", "file");
    return file === undefined ? null : { kind: "other", path: file };
  }
  if (name.startsWith("$")) return { kind: "shell", path: "" };
  return name.includes("/") ? { kind: "shell", path: name } : null;
}

/** Whether a script belongs to the machine and not to the candidate, as far as its path tells. */
export function isMachinesOwn(path: string, cwd: string | null): boolean {
  const full = absolutePath(path, cwd);
  return full !== null && MACHINES_OWN.test(full);
}

/** The text that a command writes into each of its files, as far as its line tells. */
export function textWritten(
  { argv }: Pick<SimpleCommand, "argv">,
  stdin: string | null,
  files: readonly string[],
): [path: string, text: string][] {
  const [name = "", ...args] = argv;
  if (name === "echo" || name === "printf") return files.map((file) => [file, echoed(args)]);
  if (stdin === null) return [];
  if (name === "cat") return files.map((file) => [file, stdin]);
  return name === "tee" ? operands(args, "").map((file) => [file, stdin]) : [];
}

/** What `echo` or `printf` writes of its words, as far as they tell. */
export function echoed(args: readonly string[]): string {
  const words = args.filter((word) => !/^-[neE]+$/.test(word));
  return words.join(" ").replaceAll("\\n", "\n");
}
