// How hard a lab proved to be, from the attempts that were made at it.

/** With fewer attempts than this nothing is said of the level: one good or bad day would decide it. */
export const LEAST_ATTEMPTS = 5;

/**
 * Where a lab was harder or easier than stated, by one level. The thresholds are ours: a lab as hard as stated is fixed by most within
 * about its planned time, and by some not at all.
 */
const HARDER = { fixedBelow: 0.4, timeAbove: 1.5 } as const;
const EASIER = { fixedFrom: 0.9, timeBelow: 0.5 } as const;

export interface Measured {
  /** Attempts that were begun and have ended. */
  readonly attempts: number;
  /** Of these, how many ended fixed. */
  readonly fixed: number;
  /** From the hand-over to the fix, in seconds, the median of those that were fixed; null where none was. */
  readonly medianSeconds: number | null;
  /** 1 to 5; null below LEAST_ATTEMPTS. */
  readonly level: number | null;
}

/**
 * @param stated what the lab says of itself: its level, and planned minutes
 * @param ended for each attempt that has ended, the seconds to its fix, or null where it was not fixed
 */
export function measureDifficulty(
  stated: { readonly level: number; readonly minutes: number },
  ended: readonly (number | null)[],
): Measured | null {
  if (ended.length === 0) return null;
  const fixed = ended.filter((seconds) => seconds !== null).toSorted((a, b) => a - b);
  const medianSeconds = fixed.length === 0 ? null : middle(fixed);
  const counts = { attempts: ended.length, fixed: fixed.length, medianSeconds };
  if (ended.length < LEAST_ATTEMPTS) return { ...counts, level: null };
  const share = fixed.length / ended.length;
  const time = medianSeconds === null ? Number.POSITIVE_INFINITY : medianSeconds / (stated.minutes * 60);
  const isHarder = share < HARDER.fixedBelow || time > HARDER.timeAbove;
  const isEasier = share >= EASIER.fixedFrom && time < EASIER.timeBelow;
  const level = stated.level + Number(isHarder) - Number(isEasier);
  return { ...counts, level: Math.min(5, Math.max(1, level)) };
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}
