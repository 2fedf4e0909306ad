// Many terminals on one orchestrator: what a further idle one costs, and the echo of a key while the others are busy.
import { setTimeout as wait } from "node:timers/promises";
import type Docker from "dockerode";
import { rawExec } from "./connections.ts";
import { Installation, type RunningAttempt } from "./installation.ts";
import { BUSY, BUSY_PACE, echoOfTerminal } from "./measures.ts";
import { rssKb } from "./processes.ts";
import { percentile, type Samples, type SideName } from "./samples.ts";
import { Screen } from "./screen.ts";

/** An attempt has six terminals at most. */
const PER_ATTEMPT = 6;
const ATTEMPTS = 9;
const BUSY_TERMINALS = 50;
/** Keys of one measurement, one every so many milliseconds. */
const KEYS = 500;
const KEY_MS = 5;
/** After terminals were opened, until memory is looked at, in milliseconds. */
const SETTLE_MS = 2000;
/** From the start of all programs until they are all under way, and for how long their pace is looked at, in milliseconds. */
const UNDER_WAY_MS = 3000;

/** @param stopped rejects when no more is to be measured */
export async function measureMany(
  docker: Docker,
  dockerHost: string,
  samples: Samples,
  stopped: Promise<never>,
): Promise<void> {
  await using installation = await Installation.open(docker, dockerHost, "dial-out");
  const measure = async (): Promise<void> => {
    const attempts = await Promise.all(Array.from({ length: ATTEMPTS }, () => installation.start()));
    await measureOurs(installation, attempts, samples);
    await measureRaw(attempts, samples);
  };
  await Promise.race([stopped, measure()]);
}

async function measureOurs(
  installation: Installation,
  attempts: readonly RunningAttempt[],
  samples: Samples,
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const screens: Screen[] = [];
  for (const attempt of attempts) {
    screens.push(stack.use(await installation.look(attempt, attempt.firstTerminal)));
  }
  await wait(SETTLE_MS);
  const before = rssKb(installation.pid);
  for (let further = 1; further < PER_ATTEMPT; further += 1) {
    for (const attempt of attempts) screens.push(stack.use(await installation.open(attempt)));
  }
  await wait(SETTLE_MS);
  samples.add("rss", "ours", (rssKb(installation.pid) - before) / (screens.length - attempts.length));
  await measureEcho("ours", screens, samples);
}

async function measureRaw(attempts: readonly RunningAttempt[], samples: Samples): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const screens: Screen[] = [];
  for (let number = 0; number < PER_ATTEMPT; number += 1) {
    for (const { container } of attempts) {
      screens.push(stack.use(await Screen.open("a raw exec", (sink) => rawExec(container, sink))));
    }
  }
  await measureEcho("raw", screens, samples);
  // An exec whose stream is cut off lives on.
  for (const screen of screens) screen.type("exit\r");
  for (const screen of screens) await screen.end();
}

async function measureEcho(side: SideName, [typed, ...others]: readonly Screen[], samples: Samples): Promise<void> {
  if (!typed) throw new Error("There is no terminal.");
  samples.add("echo-p99-idle", side, percentile(await echoOfTerminal(typed, KEYS, KEY_MS), 0.99));
  const busy = others.slice(0, BUSY_TERMINALS);
  for (const screen of busy) screen.type(`${BUSY}\r`);
  await wait(UNDER_WAY_MS);
  await checkPace(busy);
  samples.add("echo-p99-busy", side, percentile(await echoOfTerminal(typed, KEYS, KEY_MS), 0.99));
  for (const screen of busy) {
    screen.type("\x03");
    await screen.prompt();
  }
}

/** @throws Error where the others are less busy than they are said to be */
async function checkPace(busy: readonly Screen[]): Promise<void> {
  const before = busy.map(({ drawn }) => drawn);
  const from = performance.now();
  await wait(UNDER_WAY_MS);
  const seconds = (performance.now() - from) / 1000;
  const slow = busy.filter(({ drawn }, place) => (drawn - (before[place] ?? 0)) / seconds < BUSY_PACE);
  if (slow.length > 0) throw new Error(`${slow.length} of ${busy.length} terminals write less than they should.`);
}
