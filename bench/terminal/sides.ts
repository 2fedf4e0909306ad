// The ways to a shell that are measured beside each other.
import { rawExec } from "./connections.ts";
import type { Installation, RunningAttempt } from "./installation.ts";
import { installWetty, type Peer, type StartPeer, startTtyd, startWetty } from "./peers.ts";
import type { SideName } from "./samples.ts";
import { Screen } from "./screen.ts";

/** One way to a shell of one machine. */
export interface Side extends AsyncDisposable {
  readonly name: SideName;
  readonly attempt: RunningAttempt;
  /** The process between the engine and the page; null where there is none. */
  readonly serverPid: number | null;
  /** A screen at the prompt of a shell of its own. */
  open(): Promise<Screen>;
}

export function ours(name: "ours" | "exec", installation: Installation, attempt: RunningAttempt): Side {
  return {
    name,
    attempt,
    serverPid: installation.pid,
    open: () => installation.open(attempt),
    [Symbol.asyncDispose]: async () => {},
  };
}

export function raw(attempt: RunningAttempt): Side {
  return {
    name: "raw",
    attempt,
    serverPid: null,
    open: () => Screen.open("a raw exec", (sink) => rawExec(attempt.container, sink)),
    [Symbol.asyncDispose]: async () => {},
  };
}

export async function peerSide(name: "wetty" | "ttyd", start: StartPeer, attempt: RunningAttempt): Promise<Side> {
  const peer: Peer = await start(attempt.container.id);
  return {
    name,
    attempt,
    serverPid: peer.pid,
    open: () => Screen.open(name, (sink) => peer.connect(sink)),
    [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose](),
  };
}

/** Peers that can be had, and how they are started; says which can't. */
export async function findPeers(options: {
  wanted: boolean;
  ttyd: string | undefined;
  tell: (line: string) => void;
}): Promise<ReadonlyMap<"wetty" | "ttyd", StartPeer>> {
  const { wanted, ttyd, tell } = options;
  const found = new Map<"wetty" | "ttyd", StartPeer>();
  const withoutWetty = wanted ? await installWetty(tell) : "--peers is not given";
  if (withoutWetty === null) found.set("wetty", startWetty);
  else tell(`without wetty: ${withoutWetty}`);
  if (ttyd) found.set("ttyd", (containerId) => startTtyd(ttyd, containerId));
  else tell("without ttyd: TTYD does not name one");
  return found;
}
