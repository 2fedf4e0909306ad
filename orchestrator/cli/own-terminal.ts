// The person's own terminal in raw mode: bytes go to a shell, except for the menu key.
import { LabError } from "../core/lab-error.ts";

/** Ctrl-], as in telnet. */
const MENU_KEY = 0x1d;
/**
 * Back to what a shell expects after a program that was cut off in the middle: the main screen, no pasting or mouse modes,
 * and DECSTR for the rest. 1047 unlike 1049 leaves the cursor alone where the main screen is shown already.
 */
const PLAIN_SCREEN = "\x1b[?1047l\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1006l\x1b[!p";

/** Refuses to go on without a terminal; `command` is the one to run in one. */
export function needTerminal(command: string): void {
  if (process.stdin.isTTY && process.stdout.isTTY) return;
  throw new LabError("bad-request", "This is not a terminal.", `Run \`lab ${command}\` in a terminal, without pipes.`);
}

/** Raw mode from construction to disposal. */
export class OwnTerminal implements Disposable {
  #sink: (bytes: Uint8Array) => void = () => {};
  #resized: () => void = () => {};
  #menuAsked = Promise.withResolvers<void>();
  #keyAsked: ((key: string) => void) | null = null;
  /** Typed behind the menu key so quickly that it came with it. */
  #ahead = "";
  #interrupted = false;

  readonly #read = (chunk: Buffer): void => {
    if (this.#keyAsked) {
      this.#keyAsked(chunk.toString("utf8").slice(0, 1));
      return;
    }
    const at = chunk.indexOf(MENU_KEY);
    const rest = at === -1 ? chunk : chunk.subarray(0, at);
    if (rest.length > 0) this.#sink(rest);
    if (at === -1) return;
    this.#ahead = chunk.subarray(at + 1).toString("utf8");
    this.#menuAsked.resolve();
  };
  readonly #resize = (): void => this.#resized();

  constructor() {
    process.stdin.setRawMode(true);
    process.stdin.on("data", this.#read).resume();
    process.stdout.on("resize", this.#resize);
  }

  get size(): { cols: number; rows: number } {
    return { cols: process.stdout.columns, rows: process.stdout.rows };
  }

  /** Where typed bytes and changes of the size go. */
  connect(sink: (bytes: Uint8Array) => void, resized: () => void): void {
    this.#sink = sink;
    this.#resized = resized;
  }

  /** Waits for the menu key, or for the interruption. */
  async menuKey(): Promise<void> {
    if (this.#interrupted) return;
    await this.#menuAsked.promise;
    if (!this.#interrupted) this.#menuAsked = Promise.withResolvers<void>();
  }

  /** Waits for one of some keys; an interruption counts as the `q` of the menu. */
  async key(wanted: readonly string[]): Promise<string> {
    if (this.#interrupted) return "q";
    const typed = [...this.#ahead].find((key) => wanted.includes(key));
    this.#ahead = "";
    if (typed !== undefined) return typed;
    try {
      return await new Promise<string>((resolve) => {
        this.#keyAsked = (key) => {
          if (wanted.includes(key)) resolve(key);
        };
      });
    } finally {
      this.#keyAsked = null;
    }
  }

  /** Ends all waiting. */
  interrupt(): void {
    this.#interrupted = true;
    this.#menuAsked.resolve();
    this.#keyAsked?.("q");
  }

  /** Text of ours, with the line ends that raw mode needs. */
  print(text: string): void {
    process.stdout.write(`${text.replaceAll("\n", "\r\n")}\r\n`);
  }

  write(bytes: Uint8Array): void {
    process.stdout.write(bytes);
  }

  [Symbol.dispose](): void {
    process.stdin.off("data", this.#read).pause();
    process.stdout.off("resize", this.#resize);
    process.stdin.setRawMode(false);
    process.stdout.write(PLAIN_SCREEN);
  }
}
