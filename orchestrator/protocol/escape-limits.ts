// What a hostile output may make a terminal do, in one table: for the page, for those who watch, for replays and for all that renders
// output here. CSI: control sequences of ECMA-48, `ESC [`. Costs were measured with xterm.js 6 and are in units of about 4 ns.

/** The largest count that a repeating sequence may carry. xterm.js hangs for minutes on 2147483647 (measured). */
export const MAX_COUNT = 10_000;

/** Finals of the sequences that repeat work by their count: REP, CHT, CBT; IL, DL, SU, SD. All others stop at the screen's edge. */
export const REPEATING = ["b", "I", "Z", "L", "M", "S", "T"] as const;

/** Work of a character or a tab stop. */
const STEP_WORK = 30;
/** Work of moving a line in or out of the screen, beside its cells. */
const LINE_WORK = 500;

/** Work of moving one line of so many characters. */
export function lineWork(cols: number): number {
  return 4 * cols + LINE_WORK;
}

/** Whether a repeating sequence moves whole lines. */
export function isOfLines(final: string): boolean {
  return "LMST".includes(final);
}

/**
 * Work of a repeating sequence.
 *
 * @param cols of the screen
 * @param repeated characters in the cell before the cursor, which REP repeats
 */
export function repeatingWork(final: string, count: number, cols: number, repeated: number): number {
  if (isOfLines(final)) return count * lineWork(cols);
  return count * STEP_WORK * (final === "b" ? Math.max(1, repeated) : 1);
}

/** Characters that one cell holds at most, beside the first: REP on a cell of 3,000 took 17 s and 2 GB (measured). */
export const MAX_JOINED = 32;

/** Characters of a title that are taken. */
export const MAX_TITLE = 256;

/** The longest link (OSC 8), in characters with its parameters. xterm.js takes 10 million and keeps each until its line is gone. */
export const MAX_LINK = 2048;

/** Modes that change to another screen or clear it (DECSET): the alternate screens, and DECCOLM. */
export const SCREEN_MODES: readonly number[] = [3, 47, 1047, 1049];

/**
 * What a recording may make its player do, in cells of the screen: at once, for each character, and for each millisecond that was recorded.
 * Erasing a screen of 200 x 50 is 10,000 cells for 4 characters. A program that redraws a screen sends text for it, a thousand characters
 * and more, so that 64 for each are never used up; a loop of `clear` has the burst, a thousand screens, and 10 screens a second. A line
 * of text at its shortest, a newline, touches a line: floods of sequences stay below floods of newlines.
 */
export const PLAYED_WORK = { burst: 10_000_000, perChar: 64, perMs: 100 } as const;
