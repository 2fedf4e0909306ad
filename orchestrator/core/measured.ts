// How hard a lab proved to be, from the attempts that were made at it.

/** With fewer attempts than this nothing is said of the level: one good or bad day would decide it. */
export const LEAST_ATTEMPTS = 5;

/**
 * Where a lab was harder or easier than stated, by one level. The thresholds are ours: a lab as hard as stated is fixed by most within
 * about its planned time, and by some not at all.
 */
const HARDER = { fixedBelow: 0.4, timeAbove: 1.5 } as const;
const EASIER = { fixedFrom: 0.9, timeBelow: 0.5 } as const;

/** An attempt that has ended, as far as it says something of the lab. */
export interface Ended {
  /** From the hand-over to the fix; null where it was not fixed. */
  readonly seconds: number | null;
  readonly commands: number;
}

export interface Measured {
  /** Attempts that have ended and in which something was done. */
  readonly attempts: number;
  /** Of these, how many ended fixed. */
  readonly fixed: number;
  /** From the hand-over to the fix, in seconds, the median of those that were fixed; null where none was. */
  readonly medianSeconds: number | null;
  /** Commands, the median of those that were fixed; null where none was. */
  readonly medianCommands: number | null;
  /** 1 to 5; null below LEAST_ATTEMPTS. */
  readonly level: number | null;
}

/**
 * @param stated what the lab says of itself: its level, and planned minutes
 * @param ended the attempts that say something of it
 */
export function measureDifficulty(
  stated: { readonly level: number; readonly minutes: number },
  ended: readonly Ended[],
): Measured | null {
  if (ended.length === 0) return null;
  const fixed = ended.filter(({ seconds }) => seconds !== null);
  const medianSeconds = median(fixed.flatMap(({ seconds }) => seconds ?? []));
  const medianCommands = median(fixed.map(({ commands }) => commands));
  const counts = { attempts: ended.length, fixed: fixed.length, medianSeconds, medianCommands };
  if (ended.length < LEAST_ATTEMPTS) return { ...counts, level: null };
  const share = fixed.length / ended.length;
  const time = medianSeconds === null ? Number.POSITIVE_INFINITY : medianSeconds / (stated.minutes * 60);
  const isHarder = share < HARDER.fixedBelow || time > HARDER.timeAbove;
  const isEasier = share >= EASIER.fixedFrom && time < EASIER.timeBelow;
  const level = stated.level + Number(isHarder) - Number(isEasier);
  return { ...counts, level: Math.min(5, Math.max(1, level)) };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}
