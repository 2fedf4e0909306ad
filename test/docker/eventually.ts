/** How long to wait for what has to happen, in milliseconds: far longer than a busy computer needs. */
const DEADLINE_MS = 60_000;
const POLL_MS = 50;

/** Waits until `look` gives something; throws with what was waited for when it takes too long. */
export async function eventually<T>(look: () => T | Promise<T>, what: string): Promise<NonNullable<T>> {
  const end = performance.now() + DEADLINE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(`it never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
