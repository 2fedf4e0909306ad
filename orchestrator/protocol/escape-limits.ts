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
