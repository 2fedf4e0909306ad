// Durations as people read them. All take milliseconds unless the name says seconds.

const pad = (value: number) => String(value).padStart(2, "0");

/** A clock: `04:12`, from an hour on `1:04:12`. Never negative. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${rest}` : rest;
}

/** A duration in prose, with no-break spaces between figure and unit: `6 min 12 s`, `48 s`, `1 h 4 min`. */
export function spell(seconds: number): string {
  const whole = Math.round(seconds);
  const h = Math.floor(whole / 3600);
  const min = Math.floor((whole % 3600) / 60);
  const s = whole % 60;
  if (h > 0) return min > 0 ? `${h}\u00a0h ${min}\u00a0min` : `${h}\u00a0h`;
  if (min > 0) return s > 0 ? `${min}\u00a0min ${s}\u00a0s` : `${min}\u00a0min`;
  return `${s}\u00a0s`;
}

/** How long a command or step took: `12 ms`, `1.4 s`, `2 min 3 s`. */
export function took(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}\u00a0ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)}\u00a0s`;
  return spell(ms / 1000);
}

/** Time left until the deadline, rounded up so that it says 0 only when over: `12 min left`, `40 s left`. */
export function left(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds >= 120 ? `${Math.ceil(seconds / 60)}\u00a0min left` : `${seconds}\u00a0s left`;
}
