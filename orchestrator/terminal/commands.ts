// From the shell's marks to the commands that were run. The marks' format is in images/base/README.md.
import type { Command } from "../protocol/timeline.ts";
import type { Mark } from "./marks.ts";
import { SilenceWatch } from "./silence.ts";
import { typedLine } from "./typed-line.ts";

/** Characters kept of a command line: here-documents are cut, so that a timeline stays small enough to send. */
const MAX_TEXT = 4096;
/** Commands told per terminal; a machine that floods us with marks gets no more than that into the timeline. */
const MAX_COMMANDS = 5_000;
/** Shells within shells that are told apart. */
const MAX_LEVELS = 50;

/** Commands that end their shell, so that no mark follows for them. */
const endsShell = /^\s*(exit|logout|exec)\b/;

/** One shell: the first one of the terminal, or one that a command of another started (`bash`, `su -`). */
interface Level {
  open: Command | null;
  /** The open command's line as it was typed, where it could be read from the screen. */
  typed: string;
}

export interface CommandLogOptions {
  readonly terminal: string;
  readonly machine: string;
  /** Unix time in milliseconds. */
  readonly openedAtMs: number;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  /** The terminal's clean output between two sequence numbers. */
  readonly read: (from: number, to: number) => Uint8Array;
  readonly onStarted: (command: Command) => void;
  /** A shell within a command spoke for the first time, at a sequence number. */
  readonly onEntered: (command: Command, seq: number) => void;
  /** `leftAt` is where a shell within the command was left without a command of its own, as by Ctrl-D; else null. */
  readonly onEnded: (command: Command, leftAt: number | null) => void;
  /** Called once, when a shell went on without its marks, or told of more commands than are kept. */
  readonly onSilenced: () => void;
  /** A command ended that never began: something within another one posed as the shell. */
  readonly onForged: () => void;
}

/** Follows one terminal's marks, in order. Tolerates marks that are missing: a shell can be killed at any time. */
export class CommandLog {
  readonly #options: CommandLogOptions;
  readonly #levels: Level[] = [{ open: null, typed: "" }];
  readonly #silence: SilenceWatch;
  #count = 0;
  #user = "";
  #cwd = "";
  #promptEnd: number | null = null;
  /** From `E`, for the `D` that follows it. */
  #said: { text: string; at: number } | null = null;
  /** Output is missing since the last mark that tells of a command. */
  #isAfterGap = false;

  constructor(options: CommandLogOptions) {
    this.#options = options;
    this.#silence = new SilenceWatch(options.read, options.onSilenced);
  }

  /** Takes the next mark. Kinds that tell nothing about commands are passed over. */
  take(mark: Mark): void {
    if (this.#isAfterGap) this.#afterGap(mark);
    this.#silence.hear(mark, this.#top().open);
    if (mark.kind === "P") this.#prompt(mark);
    else if (mark.kind === "B") this.#promptEnd = mark.at;
    else if (mark.kind === "C") this.#start(mark);
    else if (mark.kind === "E") this.#said = { text: decode(mark.fields).slice(0, MAX_TEXT), at: mark.at };
    else if (mark.kind === "D") this.#end(mark);
  }

  /** Output is missing here, and perhaps marks with it: a command that is open may have ended, another one may have begun. */
  gap(): void {
    this.#isAfterGap = true;
    this.#promptEnd = null;
    this.#said = null;
    this.#silence.gap();
  }

  /** Numbers up to this one are taken. */
  skipTo(count: number): void {
    this.#count = Math.max(this.#count, count);
  }

  /** Tells that there is output up to a sequence number. */
  grew(end: number): void {
    this.#silence.grew(end, this.#top().open);
  }

  /** The shell is gone: what still ran has no exit status. */
  close(seq: number): void {
    for (const level of this.#levels.reverse()) this.#finish(level, null, this.#options.now(), seq);
  }

  /** A prompt or another command: the end of the one that was open is missing. */
  #afterGap({ kind, at }: Mark): void {
    if (kind === "P" || kind === "C") this.#finish(this.#top(), null, this.#options.now(), at);
    // So is the beginning of one that ends.
    if (kind === "P" || kind === "C" || (kind === "D" && this.#top().open)) this.#isAfterGap = false;
  }

  #prompt(mark: Mark): void {
    const [, user = "", ...cwd] = mark.fields.split(";");
    this.#user = decode(user);
    this.#cwd = decode(cwd.join(";"));
    const level = this.#top();
    // `exec bash`: another shell in the place of this one.
    if (endsShell.test(level.typed)) this.#finish(level, null, this.#options.now(), mark.at);
    if (level.open) this.#enterShell(mark.at);
  }

  /** A prompt or a command while a command runs belongs to a shell which that command started. */
  #enterShell(seq: number): Level {
    if (this.#levels.length >= MAX_LEVELS) this.#finish(this.#top(), null, this.#options.now(), seq);
    else {
      const { open } = this.#top();
      if (open) this.#options.onEntered(open, seq);
      this.#levels.push({ open: null, typed: "" });
    }
    return this.#top();
  }

  #start(mark: Mark): void {
    if (this.#count === MAX_COMMANDS) this.#options.onSilenced();
    this.#count += 1;
    if (this.#count > MAX_COMMANDS) return;
    const level = this.#top().open ? this.#enterShell(mark.at) : this.#top();
    level.typed = this.#promptEnd === null ? "" : typedLine(this.#options.read(this.#promptEnd, mark.at));
    level.open = {
      id: `${this.#options.terminal}-${this.#count}`,
      terminal: this.#options.terminal,
      machine: this.#options.machine,
      text: level.typed,
      cwd: this.#cwd,
      user: this.#user,
      exit: null,
      startedAtMs: this.#time(mark.fields, this.#options.openedAtMs),
      endedAtMs: null,
      fromSeq: mark.at,
      toSeq: null,
    };
    this.#promptEnd = null;
    this.#said = null;
    this.#options.onStarted(level.open);
  }

  #end(mark: Mark): void {
    const [status = "", time = ""] = mark.fields.split(";");
    const said = this.#said;
    this.#said = null;
    const toSeq = said?.at ?? mark.at;
    const leftAt = this.#levels.length > 1 && !this.#top().open ? this.#promptEnd : null;
    // The shell below spoke: what ran in the shell above ended it, without a mark of its own.
    while (this.#levels.length > 1 && shellIsGone(this.#top(), said?.text)) {
      const gone = this.#levels.pop();
      if (gone) this.#finish(gone, null, this.#time(time, this.#options.openedAtMs), toSeq);
    }
    const level = this.#top();
    if (!level.open) {
      if (this.#count > 0 && this.#count <= MAX_COMMANDS && !this.#isAfterGap) this.#options.onForged();
      this.#isAfterGap = false;
      return;
    }
    if (said) level.open = { ...level.open, text: said.text };
    const exit = /^\d{1,3}$/.test(status) ? Number(status) : null;
    this.#finish(level, exit, this.#time(time, level.open.startedAtMs), toSeq, leftAt);
  }

  #finish(level: Level, exit: number | null, endedAtMs: number, toSeq: number, leftAt: number | null = null): void {
    if (!level.open) return;
    const command = { ...level.open, exit, endedAtMs: Math.max(endedAtMs, level.open.startedAtMs), toSeq };
    level.open = null;
    level.typed = "";
    this.#silence.ended(command);
    this.#options.onEnded(command, leftAt);
  }

  #top(): Level {
    const top = this.#levels.at(-1);
    if (!top) throw new Error("the first shell of a terminal has no level");
    return top;
  }

  /** The machine's clock in milliseconds, held within what can be true: output may reach us late, never early. */
  #time(seconds: string, fromMs: number): number {
    const nowMs = this.#options.now();
    const saidMs = /^\d{1,12}\.\d{1,6}$/.test(seconds) ? Math.round(Number(seconds) * 1000) : nowMs;
    return Math.min(Math.max(saidMs, fromMs), nowMs);
  }
}

/** Whether the shell of a level ended, seen when a command's end is told together with its text. */
function shellIsGone(level: Level, said: string | undefined): boolean {
  if (!level.open) return true;
  return endsShell.test(level.typed) && said?.trim() !== level.typed.trim();
}

/** `%0A` and the like back to characters; bytes are UTF-8. */
function decode(text: string): string {
  return text.replace(/%([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
