// Opens sandboxes for the proofs and closes each of them, whatever happens.
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type Drawing, type Random, seededRandom } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import type { Engine, OpenRequest, Sandbox } from "../core/ports.ts";
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
  /** Those that are there, also while they are being started. */
  readonly #open = new Set<Sandbox>();
  /** Those that `closeAll` closes, or closed. */
  readonly #closing = new Map<Sandbox, Promise<void>>();
  /** Rejects once all are to be closed. */
  readonly #interrupted = Promise.withResolvers<never>();
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
    // It is for whoever waits for something else meanwhile; nobody has to.
    this.#interrupted.promise.catch(() => {});
  }

  /**
   * Starts a sandbox, gives it to `use`, and closes it. Once all are closed it waits for `use` no longer, which may itself wait for
   * what machines that are gone will never say.
   */
  async with<T>(request: SandboxRequest, use: (started: Started) => Promise<T>, lifetimeMs = LIFETIME_MS): Promise<T> {
    const phases = request.phases ?? new Phases();
    let opened: Sandbox | null = null;
    const options = {
      lab: request.lab,
      ...(request.variant === undefined ? {} : { variant: request.variant }),
      ...(request.drawing === undefined ? {} : { drawing: request.drawing }),
      random: this.#randomFor(request),
      engine: {
        open: async (what: OpenRequest) => {
          opened = await this.#opened(what);
          return opened;
        },
      },
      owner: `${this.#purpose}-${randomBytes(6).toString("hex")}`,
      expiresAtMs: Date.now() + lifetimeMs,
      broken: request.broken,
      onStep: request.onStep ?? (() => {}),
      now: () => performance.now(),
      wait: (ms: number) => wait(ms),
    };
    try {
      const started = await phases.time("starting", () => startSandbox(options));
      try {
        return await Promise.race([use(started), this.#interrupted.promise]);
      } finally {
        const { sandbox } = started;
        await phases.time("removing", () => this.#closing.get(sandbox) ?? sandbox.close());
      }
    } finally {
      if (opened) this.#open.delete(opened);
    }
  }

  /** Opens a sandbox that `closeAll` closes from the first moment on: a start waits long for a symptom. */
  async #opened(what: OpenRequest): Promise<Sandbox> {
    if (this.#closed) throw interruption();
    const sandbox = await this.#engine.open(what);
    if (this.#closed) {
      await sandbox.close();
      throw interruption();
    }
    this.#open.add(sandbox);
    return sandbox;
  }

  #randomFor({ draws }: SandboxRequest): Random {
    if (draws === undefined) return seededRandom(Math.floor(this.#random() * 2 ** 32));
    return seededRandom(createHash("sha256").update(`${this.#seed} ${draws}`).digest().readUInt32BE());
  }

  /** Closes what is open; whatever is opened later is closed at once. */
  async closeAll(): Promise<void> {
    this.#closed = true;
    this.#interrupted.reject(interruption());
    for (const sandbox of this.#open) this.#closing.set(sandbox, sandbox.close());
    await Promise.all(this.#closing.values());
  }
}

function interruption(): Error {
  return new Error("interrupted");
}
