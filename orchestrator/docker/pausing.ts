// Makes a machine stand still, and go on.
import { setTimeout as sleep } from "node:timers/promises";
import type { Container } from "dockerode";
import { answered, fromEngine, isGone, messageOf } from "./engine-errors.ts";
import type { EngineLog } from "./log.ts";

const RETRY_MS = 50;
const UNPAUSE_AGAIN_MS = 5000;

/**
 * Pauses a machine; tells whether it stands still before the signal.
 *
 * The engine gives up when the processes don't all stop within 0.2 s, which on a busy host they often do not, and lets
 * them go on; measured with cgroup v1 and two cores under load, the first try fails now and then.
 */
export async function pause(container: Container, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    try {
      await answered("pausing a machine", () => container.pause());
      return true;
    } catch (error) {
      if (!/unable to freeze/i.test(messageOf(error))) throw fromEngine(error, "pausing a machine");
    }
    await sleep(RETRY_MS);
  }
  return false;
}

/** Lets a machine go on; nothing happens where it runs or is gone. */
export async function unpause(container: Container): Promise<void> {
  try {
    await answered("unpausing a machine", () => container.unpause());
  } catch (error) {
    // A machine that was removed or killed meanwhile is not paused either.
    if (!isGone(error) && !/not paused|not running/i.test(messageOf(error))) {
      throw fromEngine(error, "unpausing a machine");
    }
  }
}

/**
 * Tries now and then to let a machine go on, until that worked or nobody wants it any more: an engine that hung for a
 * while must not leave it paused.
 */
export async function unpauseInTheEnd(
  container: Container,
  wanted: () => boolean,
  log: EngineLog,
  againMs = UNPAUSE_AGAIN_MS,
): Promise<void> {
  for (;;) {
    await sleep(againMs, undefined, { ref: false });
    if (!wanted()) return;
    try {
      await unpause(container);
      return;
    } catch (error) {
      log.warn({ error: messageOf(error) }, "a machine could not be unpaused; trying again");
    }
  }
}
