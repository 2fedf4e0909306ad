// A real terminal that is typed into as a person would: a line, then the next once the shell has shown its prompt.
import { randomBytes } from "node:crypto";
import { stripVTControlCharacters } from "node:util";
import type { Sandbox, ShellStream } from "../core/ports.ts";
import type { TimelineBody } from "../protocol/timeline.ts";
import { MarkScanner } from "../terminal/marks.ts";
import { Terminal } from "../terminal/terminal.ts";

/** How long the first prompt and each line's own prompt may take. */
const PROMPT_MS = 60_000;
/** How much of a session's end a report shows, in characters. */
const TAIL_CHARS = 1500;
/** Wide enough that no line of a tool is cut or wrapped, as on a large screen. */
const SIZE = { cols: 200, rows: 50 };

export interface SessionOptions {
  /** What the session did, as the timeline of an attempt says it; `atMs` is not part of it. */
  readonly tell?: (body: TimelineBody) => void;
  /** How long to wait for each prompt. */
  readonly promptMs?: number;
}

export class TypedSession implements AsyncDisposable {
  readonly #shell: ShellStream;
  readonly #screen: Screen;
  readonly #terminal: Terminal | null;
  readonly #promptMs: number;
  /** Null while every line came back to a prompt. */
  problem: string | null = null;

  private constructor(shell: SharedStream, nonce: string, machine: string, { tell, promptMs }: SessionOptions) {
    this.#shell = shell;
    this.#promptMs = promptMs ?? PROMPT_MS;
    this.#screen = new Screen(shell, nonce);
    this.#terminal = tell ? recorded(shell, nonce, machine, tell) : null;
    shell.flow();
  }

  /** Opens a shell on a machine and waits for its first prompt. */
  static async open(sandbox: Sandbox, machine: string, options: SessionOptions = {}): Promise<TypedSession> {
    const nonce = randomBytes(12).toString("hex");
    const stream = await sandbox.openShell(machine, { ...SIZE, env: { TERM_SESSION_ID: nonce } });
    const session = new TypedSession(new SharedStream(stream), nonce, machine, options);
    session.problem = await session.#screen.prompt(session.#promptMs);
    return session;
  }

  /** Types the lines of a command, each after the prompt of the one before. Does nothing once there is a problem. */
  async type(command: string): Promise<void> {
    for (const line of command.split("\n")) {
      if (this.problem !== null) return;
      this.#shell.write(Buffer.from(`${line}\r`));
      const missing = await this.#screen.prompt(this.#promptMs);
      if (missing !== null) this.problem = `${missing} after typing: ${line}`;
    }
    await this.#terminal?.settled();
  }

  /** The end of the session as plain text. */
  get tail(): string {
    return this.#screen.tail();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#shell.close();
  }
}

/** The same capture as in an attempt. */
function recorded(stream: ShellStream, nonce: string, machine: string, tell: (body: TimelineBody) => void): Terminal {
  const id = randomBytes(6).toString("hex");
  tell({ kind: "terminal-opened", terminal: id, machine });
  return Terminal.open({
    id,
    machine,
    stream,
    size: SIZE,
    nonce,
    now: () => Date.now(),
    onCommand: (kind, command) => tell({ kind, command }),
    onShown: ({ id: command }, shown) => tell({ kind: "command-shown", command, shown, edited: null }),
    onForged: () => tell({ kind: "marks-forged", terminal: id }),
    onSilenced: () => tell({ kind: "marks-silenced", terminal: id }),
    onEnd: () => {},
  });
}

/** A shell whose output goes to more than one reader. */
class SharedStream implements ShellStream {
  readonly #stream: ShellStream;
  readonly #onData: ((bytes: Uint8Array) => void)[] = [];
  readonly #onEnd: ((exit: number | null) => void)[] = [];
  readonly id: string;

  constructor(stream: ShellStream) {
    this.#stream = stream;
    this.id = stream.id;
  }

  /** Begins to read, once all readers are there. */
  flow(): void {
    this.#stream.onData((bytes) => {
      for (const listener of this.#onData) listener(bytes);
    });
    this.#stream.onEnd((exit) => {
      for (const listener of this.#onEnd) listener(exit);
    });
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData.push(listener);
  }

  onLost(listener: (bytes: number) => void): void {
    this.#stream.onLost(listener);
  }

  onEnd(listener: (exit: number | null) => void): void {
    this.#onEnd.push(listener);
  }

  write(bytes: Uint8Array): void {
    this.#stream.write(bytes);
  }

  resize(cols: number, rows: number): Promise<void> {
    return this.#stream.resize(cols, rows);
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  close(): Promise<void> {
    return this.#stream.close();
  }
}

/** A shell's output, read for prompts. */
class Screen {
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
