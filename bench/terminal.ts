// Terminals over the whole path of a person's keys and their output, beside the engine's own exec and other terminals for browsers.
import { connect } from "../orchestrator/docker/client.ts";
import type { Figure } from "./figures.ts";
import { Installation } from "./terminal/installation.ts";
import { measureMany } from "./terminal/many.ts";
import { type Amount, measureOne } from "./terminal/one.ts";
import { figuresOf, summary } from "./terminal/report.ts";
import { Samples } from "./terminal/samples.ts";
import { findPeers } from "./terminal/sides.ts";

/** Shells that print and exit, in all runs together. */
const EXITS = 100;
/** Many keys: a server in JavaScript gets quick as it is used, and stays so for days. */
const WARM_UP: Amount = { files: 3, keys: 500, interrupts: 2, exits: 2, stallSeconds: 1 };
const QUICK: Amount = { files: 2, keys: 80, interrupts: 3, exits: 5, stallSeconds: 5 };

export interface TerminalBench {
  readonly runs: number;
  /** Less output and shorter floods: to see that all of it works. */
  readonly quick: boolean;
  /** Whether peers are installed that are not there yet. */
  readonly peers: boolean;
  /** The path of ttyd, if there is one. */
  readonly ttyd: string | undefined;
  readonly dockerHost: () => Promise<string>;
  readonly tell: (line: string) => void;
}

/** Measures all sides by turns, after a short run that does not count. Leaves nothing behind, also where it is interrupted. */
export async function benchTerminal(options: TerminalBench): Promise<Figure[]> {
  const stop = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const interrupted = (name: string): void => {
    const error = new Error(`Stopped by ${name}.`);
    stop.abort(error);
    reject(error);
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, interrupted);
  const samples = new Samples();
  await atFew(options, samples, stop.signal, promise);
  await atMany(options, samples, promise);
  return figuresOf(samples);
}

async function atFew(
  options: TerminalBench,
  samples: Samples,
  signal: AbortSignal,
  stopped: Promise<never>,
): Promise<void> {
  const { runs, quick, tell } = options;
  const dockerHost = await options.dockerHost();
  const docker = connect(dockerHost);
  const peers = await findPeers({ wanted: options.peers, ttyd: options.ttyd, tell });
  await using dialled = await Installation.open(docker, dockerHost, "dial-out");
  await using reached = await Installation.open(docker, dockerHost, "exec");
  const amount = quick
    ? QUICK
    : { files: 10, keys: 160, interrupts: 8, exits: Math.ceil(EXITS / runs), stallSeconds: 60 };
  const all = { dialled, reached, peers, signal };
  await Promise.race([stopped, measureOne({ ...all, samples: new Samples() }, WARM_UP, 0)]);
  tell("warm-up done");
  for (let run = 1; run <= runs; run += 1) {
    await Promise.race([stopped, measureOne({ ...all, samples }, amount, run)]);
    tell(`run ${run} of ${runs}: ${summary(samples, "echo-p50")} ms, ${summary(samples, "bulk")} MB/s`);
  }
}

async function atMany(options: TerminalBench, samples: Samples, stopped: Promise<never>): Promise<void> {
  const { runs, tell } = options;
  const dockerHost = await options.dockerHost();
  for (let run = 1; run <= runs; run += 1) {
    await measureMany(connect(dockerHost), dockerHost, samples, stopped);
    const busy = `echo p99 ${summary(samples, "echo-p99-idle")} ms idle, ${summary(samples, "echo-p99-busy")} ms busy`;
    tell(`run ${run} of ${runs}, many terminals: ${samples.newest("rss", "ours")?.toFixed(0)} KB each, ${busy}`);
  }
}
