// The text of output that moves about the screen: fed to a terminal slice by slice, and read from its screen.
import headless, { type IBuffer, type Terminal } from "@xterm/headless";
import { setWidths } from "../protocol/widths.ts";
import type { CommandOutput, Piece, ScreenSize } from "./command-output.ts";
import { WorkBudget } from "./work-budget.ts";

/** Cells that may scroll out of the screen before they are lost; a cell takes 12 bytes. */
const SCROLLED_CELLS = 2_000_000;
/** The longest slice, in bytes: the parser holds the event loop for one slice. */
const SLICE_BYTES = 4 * 1024;
/** Cells that are read from screens in the middle of one output, and the most and fewest such screens. */
const READ_CELLS = 8_000_000;
const MAX_SCREENS = 1_000;
const MIN_SCREENS = 8;

/** Before these a screen is read: the alternate screen, home, erasing the screen, a full reset. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const REDRAW = /\x1b(?:\[\?(?:1049|1047|47)([hl])|\[(?:[01]?(?:;[01]?)?[Hf]|[0-3]?J)|c)/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const ENTERS = /^\x1b\[\?(?:1049|1047|47)h/;

/** What an output showed. */
export interface ScreenText {
  readonly lines: readonly string[];
  /** Whether something that stood on the screen may be missing, since the output made the terminal work too much. */
  readonly incomplete: boolean;
}

/**
 * Renders an output. What scrolls away or stays is read once; of screens that were redrawn each line that is not known yet.
 *
 * @param between a line to put where bytes were not kept, by their number
 */
export async function screenText(
  output: CommandOutput,
  between: (leftOutBytes: number) => string,
): Promise<ScreenText> {
  const [first] = output.sizes;
  const reader = new ScreenReader(first ?? { seq: 0, cols: 80, rows: 24 });
  try {
    for (const piece of output.pieces) {
      if (piece.leftOutBytes > 0) await reader.gap(between(piece.leftOutBytes));
      await reader.feed(piece, output);
    }
    return reader.end();
  } finally {
    reader.dispose();
  }
}

class ScreenReader {
  readonly #term: Terminal;
  readonly #work: WorkBudget;
  readonly #scrollback: number;
  readonly #lines: string[] = [];
  /** Lines read from screens that were redrawn since. */
  readonly #seen = new Set<string>();
  /** Lines of the normal screen that scrolled away and were read. */
  #scrolled = 0;
  #certain = 0;
  #lost = false;

  constructor({ cols, rows }: ScreenSize) {
    this.#scrollback = Math.floor(SCROLLED_CELLS / cols);
    this.#term = new headless.Terminal({
      cols,
      rows,
      scrollback: this.#scrollback,
      allowProposedApi: true,
      logLevel: "off",
    });
    setWidths(this.#term.unicode);
    this.#work = new WorkBudget(this.#term);
  }

  async feed({ bytes, seq }: Piece, { sizes, pauses }: CommandOutput): Promise<void> {
    // One character a byte, so that places in the text are places in the bytes.
    const text = bytes.toString("latin1");
    const gap = Math.floor(bytes.length / this.#maxScreens);
    const moments = momentsOf(
      text,
      pauses.map((pause) => pause - seq),
    );
    let moment = moments.shift();
    let readAt = 0;
    for (let at = 0; at < bytes.length; ) {
      const size = sizes.findLast((other) => other.seq <= seq + at);
      if (size) this.#resize(size);
      while (moment && (moment.at <= at || !this.#isDue(moment, moment.at - readAt >= gap))) moment = moments.shift();
      const resizeAt = sizes.find((other) => other.seq > seq + at)?.seq;
      const end = Math.min(this.#sliceEnd(text, at, gap), resizeAt === undefined ? bytes.length : resizeAt - seq);
      const isMoment = moment !== undefined && moment.at <= end;
      const next = isMoment && moment ? moment.at : end;
      await this.#write(bytes.subarray(at, next));
      at = next;
      if (!isMoment && !(this.#isAlternate && at - readAt >= gap)) continue;
      if (isMoment && moment?.kind !== "redraw") this.#certain += 1;
      this.#read(true);
      readAt = at;
    }
  }

  /** Whether the screen is read at a moment: not too soon after the last time, unless it is one that people see. */
  #isDue({ kind }: Moment, isLate: boolean): boolean {
    // What stands on the normal screen is still there later, or is read before it is erased.
    if (kind === "pause" && !this.#isAlternate) return false;
    return isLate || (kind !== "redraw" && this.#certain < this.#maxScreens);
  }

  /** Bytes are missing here: what stands on the screen is read, and the cursor goes to a new line. */
  async gap(line: string): Promise<void> {
    if (!this.#isAlternate && this.#term.buffer.active.cursorX > 0) await this.#write("\r\n");
    this.#read(true);
    this.#lines.push(line);
  }

  end(): ScreenText {
    this.#read(false);
    return { lines: this.#lines, incomplete: this.#lost || this.#work.refused };
  }

  dispose(): void {
    this.#term.dispose();
  }

  get #isAlternate(): boolean {
    return this.#term.buffer.active.type === "alternate";
  }

  get #maxScreens(): number {
    const screens = Math.floor(READ_CELLS / (this.#term.cols * this.#term.rows));
    return Math.min(Math.max(screens, MIN_SCREENS), MAX_SCREENS);
  }

  #resize({ cols, rows }: ScreenSize): void {
    if (cols !== this.#term.cols || rows !== this.#term.rows) this.#term.resize(cols, rows);
  }

  async #write(data: Uint8Array | string): Promise<void> {
    await new Promise<void>((resolve) => this.#term.write(data, resolve));
  }

  /** A screen's worth of lines at most on the alternate screen, where nothing that scrolls away can be read later. */
  #sliceEnd(text: string, from: number, gap: number): number {
    const most = Math.min(from + SLICE_BYTES, text.length);
    if (!this.#isAlternate && !ENTERS.test(text.slice(from, from + 8))) return most;
    let end = from;
    for (let rows = 1; rows < this.#term.rows; rows += 1) {
      const line = end;
      end = text.indexOf("\n", line) + 1;
      if (end === 0 || end > most) return most;
      rows += Math.floor((end - line) / this.#term.cols);
    }
    return Math.min(Math.max(end, from + gap), most);
  }

  /** Reads what is new. `redrawn` tells that what stands there now may be overwritten and written again. */
  #read(redrawn: boolean): void {
    const buffer = this.#term.buffer.active;
    const isNormal = buffer.type === "normal";
    // Erased or reset: what scrolled away before is gone.
    if (isNormal && buffer.baseY < this.#scrolled) this.#scrolled = 0;
    if (isNormal && buffer.baseY >= this.#scrollback) this.#lost = true;
    const lines = textOf(buffer, isNormal ? this.#scrolled : buffer.baseY, buffer.baseY + this.#term.rows);
    if (isNormal) this.#scrolled = buffer.baseY;
    for (const line of lines) if (!this.#seen.has(line)) this.#lines.push(line);
    if (redrawn) for (const line of lines) this.#seen.add(line);
  }
}

/** The lines between two rows, wrapped ones joined, blanks at the ends of lines and after the last line cut. */
function textOf(buffer: IBuffer, from: number, to: number): string[] {
  const lines: string[] = [];
  for (let row = from; row < to; row += 1) {
    const line = buffer.getLine(row);
    if (!line) break;
    const goesOn = buffer.getLine(row + 1)?.isWrapped === true;
    let text = line.translateToString(!goesOn);
    // A character of two columns did not fit into the last one.
    if (goesOn && line.getCell(line.length - 1)?.getCode() === 0) text = text.trimEnd();
    if (line.isWrapped && lines.length > 0) lines.push((lines.pop() ?? "") + text);
    else lines.push(text);
  }
  return withoutBlanks(lines);
}

/** Blanks at the ends of lines, and empty lines at the end, are no text. */
export function withoutBlanks(lines: readonly string[]): string[] {
  const trimmed = lines.map((line) => line.trimEnd());
  return trimmed.slice(0, trimmed.findLastIndex((line) => line !== "") + 1);
}

/** Where in the bytes the screen may be worth reading. */
interface Moment {
  readonly at: number;
  readonly kind: "pause" | "redraw" | "switch";
}

/** In order. A program that takes or leaves the alternate screen switches. */
function momentsOf(text: string, pauses: readonly number[]): Moment[] {
  const redraws = Array.from(
    text.matchAll(REDRAW),
    ({ index, 1: mode }): Moment => ({ at: index, kind: mode === undefined ? "redraw" : "switch" }),
  );
  const still = pauses.filter((at) => at > 0 && at < text.length).map((at): Moment => ({ at, kind: "pause" }));
  return [...redraws, ...still].sort((one, other) => one.at - other.at);
}
