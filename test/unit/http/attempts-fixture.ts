// Attempts on a fake engine and a real store, with a clock that tests turn.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import type { ExecTrace, FoundSandbox, Sandbox } from "../../../orchestrator/core/ports.ts";
import type { Store } from "../../../orchestrator/core/store-port.ts";
import { Attempts } from "../../../orchestrator/http/attempts.ts";
import type { Attempt } from "../../../orchestrator/protocol/attempts.ts";
import { openStore } from "../../../orchestrator/store/open-store.ts";
import { Recordings } from "../../../orchestrator/terminal/recording/recordings.ts";
import { FakeEngine } from "../../fakes/fake-engine.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

/** An engine whose sandboxes outlive an orchestrator. */
export class LastingEngine extends FakeEngine {
  readonly removed: string[] = [];
  down = false;
  override async adopt(owner: string): Promise<Sandbox | null> {
    if (this.down) throw new LabError("no-engine", "No engine answers.", "Start it.");
    return this.sandboxes.find((sandbox) => sandbox.owner === owner) ?? null;
  }
  override async found(): Promise<readonly FoundSandbox[]> {
    return this.sandboxes.map(({ owner }) => ({ owner, expiresAtMs: 0 }));
  }
  override async remove(owner: string): Promise<void> {
    this.removed.push(owner);
    for (const [index, sandbox] of [...this.sandboxes.entries()].reverse()) {
      if (sandbox.owner === owner) this.sandboxes.splice(index, 1);
    }
  }
}

const START_MS = 1_000_000;
export const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What attempts live in; a test may replace each part. */
export class World {
  readonly folder: string;
  store: Store;
  engine = new LastingEngine();
  trace: ExecTrace | null = null;
  nowMs = START_MS;
  /** What is kept of terminals and can't be read. */
  readonly unreadable: string[] = [];
  #ids = 0;

  private constructor(folder: string, store: Store) {
    this.folder = folder;
    this.store = store;
  }

  static async make(): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "sickbay-attempts-"));
    return new World(folder, await openStore(`sqlite:${join(folder, "db")}`));
  }

  /** Attempts as one orchestrator holds them; a second call is the next orchestrator on the same store. */
  open(capacity = 3, labs: readonly Lab[] = [sampleLab]): Attempts {
    const { engine, store } = this;
    return new Attempts({
      engine,
      store,
      recordings: new Recordings(join(this.folder, "recordings"), (file, error) =>
        this.unreadable.push(`${file}: ${error}`),
      ),
      log: silent,
      ...(this.trace && { trace: this.trace }),
      now: () => this.nowMs,
      wait: async () => {},
      newId: () => `id${++this.#ids}`,
      random: () => 0.5,
      deadlineMs: () => 60_000,
      labs,
      capacity,
    });
  }

  async remove(): Promise<void> {
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A world for each test of the file, there from its start to its end. */
export function worldPerTest(): () => World {
  let world: World | undefined;
  beforeEach(async () => {
    world = await World.make();
  });
  afterEach(() => world?.remove());
  return () => {
    if (world === undefined) throw new Error("No test is running.");
    return world;
  };
}

/** Waits until an attempt is as it should be. */
export const become = (attempts: Attempts, id: string, is: (attempt: Attempt) => boolean): Promise<Attempt> =>
  vi.waitFor(
    async () => {
      const attempt = await attempts.view(id);
      if (!is(attempt)) throw new Error(`the attempt is ${attempt.state}`);
      return attempt;
    },
    { timeout: 20_000, interval: 10 },
  );
export const running = async (attempts: Attempts): Promise<Attempt> => {
  const { id } = await attempts.create("sample");
  return await become(attempts, id, ({ state }) => state === "running");
};
