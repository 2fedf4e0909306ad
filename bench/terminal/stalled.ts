// A flood in front of a screen that draws nothing and acknowledges nothing, beside a reader that stops reading.
import { setTimeout as wait } from "node:timers/promises";
import { endFlood, floodWritten, layFlood } from "./measures.ts";
import { rssKb } from "./processes.ts";
import type { Samples } from "./samples.ts";
import type { Side } from "./sides.ts";

/** How often memory is looked at, in milliseconds. */
const LOOK_MS = 250;

/**
 * Floods all sides at once; each of them stands still, so they don't disturb each other.
 *
 * @param pid of the orchestrator
 */
export async function stalledOwner(
  sides: readonly Side[],
  pid: number,
  samples: Samples,
  seconds: number,
  signal: AbortSignal,
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const floods: { side: Side; program: string }[] = [];
  const start: (() => void)[] = [];
  for (const side of sides) {
    const program = `flood-${side.name}`;
    await layFlood(side.attempt.container, program);
    const screen = stack.use(await side.open());
    floods.push({ side, program });
    start.push(() => {
      screen.stall();
      screen.type(`/root/${program}\r`);
    });
  }
  await wait(2 * LOOK_MS);
  const before = rssKb(pid);
  let most = before;
  for (const flood of start) flood();
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    await wait(LOOK_MS, undefined, { signal });
    most = Math.max(most, rssKb(pid));
  }
  samples.add("stalled-owner", "ours", (most - before) / 1000);
  for (const { side, program } of floods) {
    samples.add("stalled-owner-output", side.name, await floodWritten(side.attempt.container, program));
    await endFlood(side.attempt.container, program);
  }
}
