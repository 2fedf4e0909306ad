// Opens sandboxes for the proofs and closes each of them, whatever happens.
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type Drawing, type Random, seededRandom } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import type { Engine, Sandbox } from "../core/ports.ts";
import { type Started, startSandbox } from "../core/start.ts";
import type { StartStep } from "../protocol/attempts.ts";
import { Phases } from "./phases.ts";

/** After this a reaper may remove what a killed run left behind. */
const LIFETIME_MS = 15 * 60_000;

export interface SandboxRequest {
  readonly lab: Lab;
  readonly variant?: string;
  /** What to start it with; `variant` is then not used. */
  readonly drawing?: Drawing;
  /** What it is for: under the same name and seed the same is drawn, whatever else was opened. Without one the order counts. */
  readonly draws?: string;
  /** Told how long starting and removing took. */
  readonly phases?: Phases;
  readonly broken: boolean;
  readonly onStep?: (step: StartStep) => void;
}

/** All sandboxes of one run of the CLI. */
export class Sandboxes {
  readonly #engine: Engine;
  readonly #seed: number;
  readonly #random: Random;
  readonly #purpose: string;
  readonly #open = new Set<Sandbox>();
  #closed = false;

  /**
   * @param purpose begins the owner's name in the labels, for whoever looks at the engine
   * @param seed the same parameters are drawn for the same seed
   */
  constructor(engine: Engine, purpose: string, seed: number) {
    this.#engine = engine;
    this.#purpose = purpose;
    this.#seed = seed;
    this.#random = seededRandom(seed);
  }

  /** Starts a sandbox, gives it to `use`, and closes it. */
  async with<T>(request: SandboxRequest, use: (started: Started) => Promise<T>, lifetimeMs = LIFETIME_MS): Promise<T> {
    const phases = request.phases ?? new Phases();
    const options = {
      lab: request.lab,
      ...(request.variant === undefined ? {} : { variant: request.variant }),
      ...(request.drawing === undefined ? {} : { drawing: request.drawing }),
      random: this.#randomFor(request),
      engine: this.#engine,
      owner: `${this.#purpose}-${randomBytes(6).toString("hex")}`,
      expiresAtMs: Date.now() + lifetimeMs,
      broken: request.broken,
      onStep: request.onStep ?? (() => {}),
      now: () => performance.now(),
      wait: (ms: number) => wait(ms),
    };
    const started = await phases.time("starting", () => startSandbox(options));
    this.#open.add(started.sandbox);
    try {
      if (this.#closed) throw new Error("interrupted");
      return await use(started);
    } finally {
      this.#open.delete(started.sandbox);
      await phases.time("removing", () => started.sandbox.close());
    }
  }

  #randomFor({ draws }: SandboxRequest): Random {
    if (draws === undefined) return seededRandom(Math.floor(this.#random() * 2 ** 32));
    return seededRandom(createHash("sha256").update(`${this.#seed} ${draws}`).digest().readUInt32BE());
  }

  /** Closes what is open; whatever is opened later is closed at once. */
  async closeAll(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#open].map((sandbox) => sandbox.close()));
  }
}
