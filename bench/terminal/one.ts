// One run at one terminal of each side: echo, interrupts, a stalled owner, shells that print and exit, much output.
import { median } from "../figures.ts";
import { bareEcho, ptyBulk } from "./floors.ts";
import type { Installation } from "./installation.ts";
import { bulk, echoOfShell, echoOfTerminal, interrupt, layFile, printAndExit } from "./measures.ts";
import type { StartPeer } from "./peers.ts";
import { countCpu, engineProcesses } from "./processes.ts";
import type { Samples, SideName } from "./samples.ts";
import type { Screen } from "./screen.ts";
import { ours, peerSide, raw, type Side } from "./sides.ts";
import { stalledOwner } from "./stalled.ts";

/** Turns of all sides in one run. */
const ECHO_TURNS = 8;

/** How much is done in one run. */
export interface Amount {
  /** Times that a file of 10 MB is shown. */
  readonly files: number;
  /** Keys in one turn. */
  readonly keys: number;
  readonly interrupts: number;
  readonly exits: number;
  readonly stallSeconds: number;
}

export interface OneOptions {
  readonly dialled: Installation;
  readonly reached: Installation;
  readonly peers: ReadonlyMap<"wetty" | "ttyd", StartPeer>;
  readonly samples: Samples;
  readonly signal: AbortSignal;
}

/** All that is measured at few terminals, once. */
export async function measureOne(options: OneOptions, amount: Amount, run: number): Promise<void> {
  await onMachines(options, async (sides) => {
    await measureEcho(sides, options.samples, amount.keys);
    options.samples.add("echo-p50", "floor", await bareEcho(ECHO_TURNS * amount.keys));
    await measureOurs(sides, options, amount);
  });
  // On machines of their own: of each attempt only so much is recorded.
  await onMachines(options, async (sides) => {
    await measureBulk(rotated(sides, run), options.samples, amount.files);
    const [side] = sides;
    if (side) options.samples.add("bulk", "floor", await ptyBulk(side.attempt.container, amount.files));
  });
}

/** Two fresh machines, one of each installation, and all sides to them. */
async function onMachines(
  { dialled, reached, peers }: OneOptions,
  measure: (sides: readonly Side[]) => Promise<void>,
): Promise<void> {
  const [mine, other] = await Promise.all([dialled.start(), reached.start()]);
  await using stack = new AsyncDisposableStack();
  stack.defer(() => dialled.end(mine));
  stack.defer(() => reached.end(other));
  const sides: Side[] = [ours("ours", dialled, mine), raw(mine), ours("exec", reached, other)];
  for (const [name, start] of peers) sides.push(stack.use(await peerSide(name, start, mine)));
  await measure(sides);
}

async function measureEcho(sides: readonly Side[], samples: Samples, keys: number): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const screens: { name: SideName; screen: Screen; terminal: number[]; shell: number[] }[] = [];
  for (const { name, open } of sides) {
    screens.push({ name, screen: stack.use(await open()), terminal: [], shell: [] });
  }
  for (let turn = 0; turn < ECHO_TURNS; turn += 1) {
    for (const { screen, terminal, shell } of rotated(screens, turn)) {
      terminal.push(...(await echoOfTerminal(screen, keys)));
      shell.push(...(await echoOfShell(screen, keys / 2)));
    }
  }
  for (const { name, terminal, shell } of screens) {
    samples.add("echo-p50", name, median(terminal));
    samples.add("echo-p50-bash", name, median(shell));
  }
}

/** What is compared with the engine's exec alone. */
async function measureOurs(
  sides: readonly Side[],
  { samples, dialled, signal }: OneOptions,
  amount: Amount,
): Promise<void> {
  const both = sides.filter(({ name }) => name === "ours" || name === "raw");
  for (const { name, open } of both) {
    await using screen = await open();
    const took: number[] = [];
    for (let press = 0; press < amount.interrupts; press += 1) took.push(await interrupt(screen));
    samples.add("ctrl-c-p50", name, median(took));
    samples.add("ctrl-c-max", name, Math.max(...took));
  }
  for (let exit = 0; exit < amount.exits; exit += 1) {
    for (const { name, open } of both) {
      await using screen = await open();
      samples.add("print-and-exit", name, await printAndExit(screen));
    }
  }
  await stalledOwner(both, dialled.pid, samples, amount.stallSeconds, signal);
}

async function measureBulk(sides: readonly Side[], samples: Samples, files: number): Promise<void> {
  for (const { attempt } of sides) await layFile(attempt.container);
  for (const { name, open, serverPid, attempt } of sides) {
    await using screen = await open();
    const server = countCpu(serverPid === null ? [] : [serverPid]);
    const engine = countCpu(engineProcesses(attempt.container.id));
    const { bytes, seconds } = await bulk(screen, files);
    samples.add("bulk", name, bytes / 1e6 / seconds);
    samples.add("engine-cpu", name, (engine() * 100e6) / bytes);
    if (serverPid !== null) samples.add("server-cpu", name, (server() * 100e6) / bytes);
  }
}

/** Whoever comes first may find another machine than whoever comes last: they take turns. */
function rotated<T>(all: readonly T[], by: number): T[] {
  const cut = by % all.length;
  return [...all.slice(cut), ...all.slice(0, cut)];
}
