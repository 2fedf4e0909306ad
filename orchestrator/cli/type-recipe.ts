// Types a recipe into a real terminal as a person would: a line, then the next once the shell has shown its prompt.
import { randomBytes } from "node:crypto";
import { stripVTControlCharacters } from "node:util";
import type { Sandbox, ShellStream } from "../core/ports.ts";
import { MarkScanner } from "../terminal/marks.ts";

/** How long the first prompt and each line's own prompt may take. */
const PROMPT_MS = 60_000;
/** How much of a session's end a report shows, in characters. */
const TAIL_CHARS = 1500;

export interface Typed {
  /** The end of the session as plain text. */
  readonly tail: string;
  /** Null when every line came back to a prompt. */
  readonly problem: string | null;
}

/**
 * Types all commands into a new shell on a machine, and closes it.
 *
 * @param promptMs how long to wait for each prompt
 */
export async function typeRecipe(
  sandbox: Sandbox,
  machine: string,
  commands: readonly string[],
  promptMs = PROMPT_MS,
): Promise<Typed> {
  const nonce = randomBytes(12).toString("hex");
  const shell = await sandbox.openShell(machine, { cols: 200, rows: 50, env: { TERM_SESSION_ID: nonce } });
  const screen = new Watched(shell, nonce);
  try {
    let problem = await screen.prompt(promptMs);
    for (const line of commands.flatMap((command) => command.split("\n"))) {
      if (problem !== null) break;
      shell.write(Buffer.from(`${line}\r`));
      const missing = await screen.prompt(promptMs);
      if (missing !== null) problem = `${missing} after typing: ${line}`;
    }
    return { tail: screen.tail(), problem };
  } finally {
    await shell.close();
  }
}

/** A shell's output, read for prompts. */
class Watched {
  readonly #scanner: MarkScanner;
  #text = "";
  #prompts = 0;
  #ended = false;
  #freshPrompt = false;
  #wake: () => void = () => {};

  constructor(shell: ShellStream, nonce: string) {
    this.#scanner = new MarkScanner(nonce);
    shell.onData((chunk) => {
      const { bytes, marks } = this.#scanner.push(chunk);
      this.#text = (this.#text + Buffer.from(bytes).toString("utf8")).slice(-20_000);
      for (const { kind } of marks) {
        // A redraw of the prompt gives A and B again, but never P; G ends a continuation prompt.
        if (kind === "P") this.#freshPrompt = true;
        if (kind === "G" || (kind === "B" && this.#freshPrompt)) {
          this.#freshPrompt = false;
          this.#prompts += 1;
        }
      }
      this.#wake();
    });
    shell.onEnd(() => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Waits for the next prompt; what is wrong when none came. */
  async prompt(withinMs: number): Promise<string | null> {
    const { promise: late, resolve } = Promise.withResolvers<"late">();
    const timer = setTimeout(() => resolve("late"), withinMs);
    try {
      for (;;) {
        if (this.#prompts > 0) {
          this.#prompts -= 1;
          return null;
        }
        if (this.#ended) return "The shell ended";
        const more = new Promise<"more">((wake) => {
          this.#wake = () => wake("more");
        });
        if ((await Promise.race([more, late])) === "late") return `No prompt came within ${withinMs / 1000} s`;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  tail(): string {
    return stripVTControlCharacters(this.#text).replaceAll("\r", "").trim().slice(-TAIL_CHARS);
  }
}
