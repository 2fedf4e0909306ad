// Runs jobs in their order, some at a time.

/**
 * Runs every job, at most `width` at once. No further job begins once `signal` is aborted or a job threw; what was thrown
 * first is thrown after the running jobs have ended.
 */
export async function runPool(
  jobs: readonly (() => Promise<void>)[],
  width: number,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...jobs];
  const thrown: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (let job = waiting.shift(); job && !signal.aborted && thrown.length === 0; job = waiting.shift()) {
      try {
        await job();
      } catch (error) {
        thrown.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  if (thrown.length > 0) throw thrown[0];
}
