// How much a hostile output may make a terminal work. Some escape sequences of a few bytes repeat or redraw without bound:
// xterm.js hangs for minutes on a count of 2147483647 (measured).
import type { Terminal } from "@xterm/headless";
import { lineWork, MAX_COUNT, REPEATING, repeatingWork } from "../protocol/escape-limits.ts";

/** Work allowed for one output, about 4 ns a unit: less than half a second. */
const MAX_WORK = 100_000_000;
/** Work of making or dropping a whole screen, beside its cells (measured). */
const SCREEN_WORK = 12_000;

type Params = (number | number[])[];

/** Refuses sequences that cost too much, and all of those that cost anything once an output has used up its work. */
export class WorkBudget {
  readonly #term: Terminal;
  #left = MAX_WORK;
  /** Whether any sequence was refused. */
  refused = false;

  constructor(term: Terminal) {
    this.#term = term;
    const { parser } = term;
    const screen = (): boolean => this.#spend(SCREEN_WORK + this.#cells);
    const redraw = (): boolean => this.#spend(this.#cells);
    for (const final of REPEATING) parser.registerCsiHandler({ final }, (params) => this.#repeat(final, params));
    // ED; SL, SR; DECIC, DECDC
    parser.registerCsiHandler({ final: "J" }, redraw);
    parser.registerCsiHandler({ prefix: "?", final: "J" }, redraw);
    for (const final of ["@", "A"]) parser.registerCsiHandler({ intermediates: " ", final }, redraw);
    for (const final of ["}", "~"]) parser.registerCsiHandler({ intermediates: "'", final }, redraw);
    // The alternate screen; RIS, DECALN, RI
    for (const final of ["h", "l"]) {
      parser.registerCsiHandler({ prefix: "?", final }, (params) => switchesScreen(params) && screen());
    }
    parser.registerEscHandler({ final: "c" }, screen);
    parser.registerEscHandler({ intermediates: "#", final: "8" }, screen);
    parser.registerEscHandler({ final: "M" }, () => this.#spend(lineWork(term.cols)));
    // Titles and links: xterm.js would keep megabytes of them. Whoever wants a title takes it before this.
    for (const id of [0, 1, 2, 8]) parser.registerOscHandler(id, () => true);
  }

  /** Allows the same work again, for output that goes on. */
  refill(): void {
    this.#left = MAX_WORK;
  }

  get #cells(): number {
    return this.#term.cols * this.#term.rows;
  }

  #repeat(final: string, params: Params): boolean {
    const count = Math.max(1, ...params.flat());
    if (count <= MAX_COUNT) return this.#spend(repeatingWork(final, count, this.#term.cols, repeatedChars(this.#term)));
    this.refused = true;
    return true;
  }

  /** True where there is no work left, which makes the terminal pass over the sequence. */
  #spend(work: number): boolean {
    if (this.#left < work) {
      this.refused = true;
      return true;
    }
    this.#left -= work;
    return false;
  }
}

/** Characters in the cell that REP would repeat: the one before the cursor, or two before where it is wide. */
function repeatedChars({ buffer: { active } }: Terminal): number {
  const line = active.getLine(active.baseY + active.cursorY);
  const before = [1, 2].map((back) => line?.getCell(active.cursorX - back)?.getChars().length ?? 0);
  return Math.max(...before);
}

function switchesScreen(params: Params): boolean {
  return params.flat().some((mode) => mode === 47 || mode === 1047 || mode === 1049);
}
