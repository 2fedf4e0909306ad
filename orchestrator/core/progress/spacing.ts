// When a lab is due again: the pause grows while it is solved well and shrinks when it is not (spaced repetition, as in SM-2).
import { type Practice, WELL } from "./practice.ts";

const FIRST_PAUSE_DAYS = 3;
const LONGEST_PAUSE_DAYS = 30;
/** Fixed, but not well. */
const SHORT_PAUSE_DAYS = 2;

/** When a lab was last taken and is due again, in days from today: 0 is today, -1 was yesterday. */
export interface Due {
  readonly lastDay: number;
  readonly dueDay: number;
  readonly pauseDays: number;
  /** Whether the last attempt fixed it. */
  readonly fixed: boolean;
}

/** The pause after a lab was solved well once more, in days. */
export function longerPause(pauseDays: number): number {
  return Math.min(LONGEST_PAUSE_DAYS, Math.max(FIRST_PAUSE_DAYS, pauseDays * 2));
}

/**
 * When a lab is due again; null where it was never taken.
 *
 * @param practices of this lab, oldest first
 * @param dayOf the day of a moment, counted from today; moments are Unix time in milliseconds
 */
export function dueOf(practices: readonly Practice[], dayOf: (atMs: number) => number): Due | null {
  let due: Due | null = null;
  for (const { endedAtMs, fixed, mark } of practices) {
    const lastDay = dayOf(endedAtMs);
    const pauseDays = nextPause(due, lastDay, fixed, mark);
    due = { lastDay, dueDay: lastDay + pauseDays, pauseDays, fixed };
  }
  return due;
}

function nextPause(before: Due | null, day: number, fixed: boolean, mark: number): number {
  if (!fixed) return 1;
  if (mark < WELL) return Math.max(SHORT_PAUSE_DAYS, Math.floor((before?.pauseDays ?? 0) / 2));
  // Taken again before it was due: that shows nothing about remembering.
  if (before?.fixed && day < before.dueDay) return Math.max(FIRST_PAUSE_DAYS, before.pauseDays);
  return longerPause(before?.pauseDays ?? 0);
}
