// How the time of a replay passes: as it did, but for pauses in which nothing happened. Pure.

/** The index of the first of sorted times that is later; their count where none is. */
export function firstAfter(times: readonly number[], atMs: number): number {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] ?? 0) <= atMs) from = middle + 1;
    else to = middle;
  }
  return from;
}

export interface Pace {
  /** When something happened, sorted. */
  readonly times: readonly number[];
  /** Where it begins and ends. */
  readonly startMs: number;
  readonly endMs: number;
  /** Longer pauses are cut to this; Infinity cuts none. */
  readonly longestPauseMs: number;
}

/** Where a replay is after it went on for so long. */
export function advance(atMs: number, byMs: number, { times, startMs, endMs, longestPauseMs }: Pace): number {
  let [at, left] = [atMs, byMs];
  let next = firstAfter(times, at);
  while (left > 0 && at < endMs) {
    const before = times[next - 1] ?? startMs;
    const after = Math.min(times[next] ?? endMs, endMs);
    const cutFrom = after - before > longestPauseMs ? before + longestPauseMs : after;
    if (at < cutFrom) {
      const passed = Math.min(left, cutFrom - at);
      at += passed;
      left -= passed;
      if (left <= 0) break;
    }
    at = after;
    next += 1;
  }
  return Math.min(at, endMs);
}

/** The pauses that are cut, each from where it is left to where it goes on. */
export function cutPauses({
  times,
  startMs,
  endMs,
  longestPauseMs,
}: Pace): (readonly [fromMs: number, toMs: number])[] {
  const edges = [startMs, ...times, endMs];
  return edges.slice(1).flatMap((after, index) => {
    const before = edges[index] ?? startMs;
    return after - before > longestPauseMs ? [[before + longestPauseMs, after] as const] : [];
  });
}
