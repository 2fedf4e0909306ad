// How much work a recording makes for whoever plays it. A player reads all output up to the moment that is looked at, so what counts is
// the sum, not how long it took to come.
import { isOfLines, MAX_COUNT, PLAYED_WORK, REPEATING, SCREEN_MODES } from "../../protocol/escape-limits.ts";

/** In characters. */
export interface ScreenSize {
  readonly cols: number;
  readonly rows: number;
}

/** ED; SL, SR; DECIC, DECDC: by what follows `ESC [`. */
const OF_SCREEN = /^(?:\??[\d;:]*J|[\d;:]* [@A]|[\d;:]*'[}~])$/;
const SETS_MODES = /^\?([\d;:]*)[hl]$/;
const REPEATS = new RegExp(`^[\\d;:]*[${REPEATING.join("")}]$`);

/** The largest count that a sequence may carry, by what follows its `ESC [`: lines are all moved out by as many as the screen has. */
export function largestCount(csi: string, { rows }: ScreenSize): number {
  return REPEATS.test(csi) && isOfLines(csi.slice(-1)) ? rows : MAX_COUNT;
}

/**
 * Cells that a control sequence touches, by what follows its `ESC [`. 0 where they are no more than a line has: each newline touches as
 * many, and nobody could leave out those.
 */
export function cellsOf(csi: string, { cols, rows }: ScreenSize): number {
  if (OF_SCREEN.test(csi)) return cols * rows;
  const modes = SETS_MODES.exec(csi)?.[1];
  if (modes !== undefined) return numbersOf(modes).some((mode) => SCREEN_MODES.includes(mode)) ? cols * rows : 0;
  if (!REPEATS.test(csi)) return 0;
  const count = Math.max(1, ...numbersOf(csi.slice(0, -1)));
  const cells = isOfLines(csi.slice(-1)) ? count * cols : count;
  return cells > cols ? cells : 0;
}

function numbersOf(params: string): number[] {
  return params.split(/[;:]/).map(Number);
}

/** What may still be spent: some at once, more with each character that is read and each millisecond that was recorded. */
export class PlayedWork {
  #left: number = PLAYED_WORK.burst;
  #atChar = 0;
  #atMs: number | null = null;

  /** @param ms Unix time in milliseconds; one that is earlier than that before counts as the same */
  at(ms: number): void {
    if (this.#atMs !== null) this.#add(Math.max(0, ms - this.#atMs) * PLAYED_WORK.perMs);
    this.#atMs = Math.max(ms, this.#atMs ?? ms);
  }

  /**
   * @param cells what is to be touched
   * @param char characters read so far
   * @returns whether it may be
   */
  spend(cells: number, char: number): boolean {
    this.#add((char - this.#atChar) * PLAYED_WORK.perChar);
    this.#atChar = char;
    if (cells > this.#left) return false;
    this.#left -= cells;
    return true;
  }

  #add(cells: number): void {
    this.#left = Math.min(PLAYED_WORK.burst, this.#left + cells);
  }
}
