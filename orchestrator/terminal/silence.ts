// Notices a shell that goes on without its marks. It would rather miss one than accuse wrongly: many programs use readline.
import { stripVTControlCharacters } from "node:util";
import type { Command } from "../protocol/timeline.ts";
import type { Mark } from "./marks.ts";

/** Readline switches bracketed paste on right before each prompt. */
const PASTE_ON = "\x1b[?2004h";
/** A line that takes away what the marks hang on, or puts something in its place for good. */
const TAKES_MARKS_AWAY =
  /\b(?:unset|declare|typeset|export|readonly)\b[^;|&\n]*\b(?:PROMPT_COMMAND|PS0)\b|\b(?:PROMPT_COMMAND|PS0)(?:\[\w+\])?=(?:'[^']*'|"[^"]*"|\([^)]*\)|[^\s;|&()'"]*)\s*(?:$|[;|&\n])/;
/** Commands that may show another shell's or program's prompt. */
const HAS_PROMPTS =
  /(?:^|[\s;&|/("'])(?:\w*sh|su|sudo|login|tmux|screen|script|nsenter|unshare|chroot|env|exec|python\S*|ipython\S*|perl|psql|mysql|sqlite3|gdb|vim?|nvim|view|less|man|node|irb|expect|socat|nc)(?=$|[\s;&|)"'])/;
/** Bytes of a prompt that are looked at. */
const PROMPT_BYTES = 512;
/** Bytes between a prompt and the next one that are looked at. */
const BETWEEN_BYTES = 4096;

export class SilenceWatch {
  readonly #read: (from: number, to: number) => Uint8Array;
  readonly #onSilenced: () => void;
  #told = false;
  /** Where output after a line that takes marks away was not looked at yet. */
  #lookFrom: number | null = null;
  /** Whether an ended command took away what tells of a start. */
  #startIsGone = false;
  /** Where the line at the last prompt begins; null while something is known to have started or to be typed on. */
  #lineFrom: number | null = null;

  /**
   * @param read the terminal's output between two sequence numbers
   * @param onSilenced called once
   */
  constructor(read: (from: number, to: number) => Uint8Array, onSilenced: () => void) {
    this.#read = read;
    this.#onSilenced = onSilenced;
  }

  /** Takes the next mark, before it changes which command is open. */
  hear(mark: Mark, open: Command | null): void {
    if (this.#told) return;
    if (mark.kind === "C") this.#lookFrom = mark.at;
    if (mark.kind === "A" && open && this.#isPrompt(mark.at, open)) this.#tell();
    if (mark.kind === "P" && this.#startIsGone && this.#lineFrom !== null && this.#ranSomething(mark.at)) this.#tell();
    if (mark.kind === "B") this.#lineFrom = mark.at;
    // A line of several rows may be given up with Ctrl-C: what stands there is no output.
    if (mark.kind === "C" || mark.kind === "F") this.#lineFrom = null;
  }

  /** There is output up to `end`. */
  grew(end: number, open: Command | null): void {
    if (this.#told || !open || this.#lookFrom === null || !TAKES_MARKS_AWAY.test(open.text)) return;
    if (HAS_PROMPTS.test(open.text)) return;
    const output = this.#text(this.#lookFrom, end);
    const on = output.lastIndexOf(PASTE_ON);
    if (on === -1) this.#lookFrom = Math.max(this.#lookFrom, end - PROMPT_BYTES);
    // A prompt: one line, with one of the usual signs at its end.
    else if (/^[^\r\n]*[#$%>] ?$/.test(stripVTControlCharacters(output.slice(on)))) this.#tell();
  }

  /** Output is missing here: what stands after it is not compared with what stood before. */
  gap(): void {
    this.#lineFrom = null;
  }

  ended(command: Command): void {
    if (/\bPS0\b/.test(command.text) && TAKES_MARKS_AWAY.test(command.text)) this.#startIsGone = true;
  }

  /** The shell's own prompt, in the middle of a command: that command's end was not told. */
  #isPrompt(at: number, open: Command): boolean {
    return !HAS_PROMPTS.test(open.text) && this.#text(at - PASTE_ON.length, at) === PASTE_ON;
  }

  /** Whether lines were shown between the typed line and the next prompt, other than notices of jobs. */
  #ranSomething(to: number): boolean {
    const from = this.#lineFrom ?? to;
    const [, ...shown] = stripVTControlCharacters(this.#text(from, Math.min(to, from + BETWEEN_BYTES))).split("\n");
    return shown.some((line) => line.trim() !== "" && !/^\[\d+\]/.test(line.trim()));
  }

  #text(from: number, to: number): string {
    return Buffer.from(this.#read(Math.max(0, from), to)).toString("latin1");
  }

  #tell(): void {
    this.#told = true;
    this.#onSilenced();
  }
}
