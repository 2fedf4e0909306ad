// What attempts need of the world outside.
import type { Random } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import type { Engine, ExecTrace } from "../core/ports.ts";
import type { Store } from "../core/store-port.ts";
import type { Recordings } from "../terminal/recording/recordings.ts";
import type { Log } from "./log.ts";

/** What every attempt is given. */
export interface AttemptTools {
  readonly engine: Engine;
  readonly store: Store;
  readonly recordings: Recordings;
  readonly log: Log;
  /** The second source, where it is asked for. */
  readonly trace?: ExecTrace;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Random text of letters and digits, 100 bits or more. */
  readonly newId: () => string;
  readonly random: Random;
  /** How long an attempt at a lab may take, in milliseconds. */
  readonly deadlineMs: (lab: Lab) => number;
}
