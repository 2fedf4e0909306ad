// Runs jobs in their order, some at a time.
import type { Places } from "./places.ts";

/**
 * Runs every job while it holds a place; one that lends its place lets another begin, so that at most twice as many jobs as places are
 * under way. No further job begins once `signal` is aborted or a job threw; what was thrown first is thrown after the running jobs
 * have ended.
 */
export async function runPool(
  jobs: readonly (() => Promise<void>)[],
  places: Places,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...jobs];
  const thrown: unknown[] = [];
  const goesOn = (): boolean => waiting.length > 0 && !signal.aborted && thrown.length === 0;
  const next = async (): Promise<void> => {
    if (!goesOn()) return;
    try {
      await waiting.shift()?.();
    } catch (error) {
      thrown.push(error);
    }
  };
  const lane = async (): Promise<void> => {
    while (goesOn()) await places.hold(next);
  };
  await Promise.all(Array.from({ length: 2 * places.count }, lane));
  if (thrown.length > 0) throw thrown[0];
}
