// Tells when machines stop by themselves: one event stream of the engine for the whole process, opened anew when it breaks.
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { z } from "zod";
import { answered, isGone, messageOf } from "./engine-errors.ts";
import { labelFilter } from "./labels.ts";
import type { EngineLog } from "./log.ts";

const RECONNECT_MS = 1000;

const event = z.object({ Actor: z.object({ ID: z.string() }) });
const state = z.object({ State: z.object({ Running: z.boolean() }) });

/** Watches containers by id. The stream is open only while something is watched. */
export class MachineWatch {
  readonly #docker: Docker;
  readonly #instance: string;
  readonly #log: EngineLog;
  readonly #watched = new Map<string, () => void>();
  #abort: AbortController | null = null;

  constructor(docker: Docker, instance: string, log: EngineLog) {
    this.#docker = docker;
    this.#instance = instance;
    this.#log = log;
  }

  /** Calls `stopped` once when the container stops, also where it had stopped already. */
  watch(containerId: string, stopped: () => void): void {
    this.#watched.set(containerId, stopped);
    if (this.#abort === null) {
      this.#abort = new AbortController();
      void this.#follow(this.#abort.signal);
    } else {
      void this.#look(containerId);
    }
  }

  unwatch(containerId: string): void {
    this.#watched.delete(containerId);
    if (this.#watched.size === 0) {
      this.#abort?.abort();
      this.#abort = null;
    }
  }

  #stopped(containerId: string): void {
    const tell = this.#watched.get(containerId);
    this.unwatch(containerId);
    tell?.();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const filters = { ...labelFilter(this.#instance, undefined, "machine"), event: ["die"] };
        const stream = await this.#docker.getEvents({ filters, abortSignal: signal });
        // Once the stream is open nothing is missed; before that, it may have been.
        await Promise.all([...this.#watched.keys()].map((id) => this.#look(id)));
        for await (const line of createInterface({ input: stream })) {
          const { data } = event.safeParse(JSON.parse(line));
          if (data !== undefined) this.#stopped(data.Actor.ID);
        }
      } catch (error) {
        if (signal.aborted) return;
        this.#log.warn({ error: messageOf(error) }, "the engine's events broke off; connecting again");
      }
      if (!signal.aborted) await sleep(RECONNECT_MS, undefined, { ref: false });
    }
  }

  async #look(containerId: string): Promise<void> {
    try {
      const { State } = state.parse(
        await answered("asking whether a machine runs", () => this.#docker.getContainer(containerId).inspect()),
      );
      if (!State.Running) this.#stopped(containerId);
    } catch (error) {
      if (isGone(error)) this.#stopped(containerId);
      else this.#log.warn({ error: messageOf(error) }, "could not ask whether a machine runs");
    }
  }
}
