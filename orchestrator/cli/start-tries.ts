// How soon a symptom shows, on a computer that may have other work.

/** So long after the start of all machines a symptom has to show, in milliseconds. */
export const MAX_START_MS = 3000;
/** How often a start is tried before it is too late. */
const TRIES = 3;

/**
 * Starts again, up to three times in all, until one was in time. Other work on the computer can only make a start later, so the quickest
 * says most about the lab; one that is late in itself is late each time.
 *
 * @param firstMs how long the first start took, in milliseconds
 * @param again starts once more and tells how long that took
 * @returns all that were tried, in order
 */
export async function startTries(firstMs: number, again: () => Promise<number>): Promise<readonly number[]> {
  const tries = [firstMs];
  while (tries.length < TRIES && Math.min(...tries) > MAX_START_MS) tries.push(await again());
  return tries;
}
