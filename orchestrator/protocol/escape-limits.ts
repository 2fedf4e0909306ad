// Escape sequences that make a terminal work by a count, and how high it may be: for the page and for all that renders output.
// CSI: control sequences of ECMA-48, `ESC [`.

/** The largest count that a repeating sequence may carry. xterm.js hangs for minutes on 2147483647 (measured). */
export const MAX_COUNT = 10_000;

/** Finals of the sequences that repeat work by their count: REP, IL, DL, SU, SD, CHT, CBT. */
export const REPEATING = ["b", "L", "M", "S", "T", "I", "Z"] as const;
