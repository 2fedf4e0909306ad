// Helpers for probes: one that has answered waits some seconds for the next question, since making one costs far more than asking.
import type { ProbeInput, ProbeResult } from "../core/ports.ts";
import type { Helper } from "./helper.ts";
import { couldNotTell, question } from "./probing.ts";

/** How long one waits for the next question, in milliseconds: from step to step of a check, not from check to check. */
const IDLE_MS = 15_000;

interface Waiting {
  readonly helper: Helper;
  readonly timer: NodeJS.Timeout;
}

/** All helpers for probes of one sandbox. They join a machine's network only, so nobody in the machine sees whether one waits. */
export class Probers {
  readonly #make: (machine: string) => Promise<Helper>;
  readonly #remove: (helper: Helper) => void;
  readonly #waiting = new Map<string, Waiting>();
  #isClosed = false;

  /**
   * @param make gives a helper in a machine's network that was not started yet
   * @param remove removes one without being waited for
   */
  constructor(make: (machine: string) => Promise<Helper>, remove: (helper: Helper) => void) {
    this.#make = make;
    this.#remove = remove;
  }

  /** Asks in a machine's network. Whatever is no answer is "could not tell", and that helper is asked no more. */
  async ask(machine: string, input: ProbeInput, signal: AbortSignal): Promise<ProbeResult> {
    const helper = this.#take(machine) ?? (await this.#make(machine));
    try {
      if (!helper.isReady) await helper.start();
      if (!(await helper.ready(signal))) return couldNotTell(`the probe did not get ready: ${helper.output()}`);
      return await question(helper, "probe", input, signal);
    } finally {
      this.#giveBack(machine, helper);
    }
  }

  /** Removes those that wait; from now on none does. */
  close(): void {
    this.#isClosed = true;
    for (const machine of [...this.#waiting.keys()]) {
      const helper = this.#take(machine);
      if (helper) this.#remove(helper);
    }
  }

  /** One that waits, which is then the caller's; null where there is none. */
  #take(machine: string): Helper | null {
    const waiting = this.#waiting.get(machine);
    if (!waiting) return null;
    clearTimeout(waiting.timer);
    this.#waiting.delete(machine);
    if (waiting.helper.isReady) return waiting.helper;
    this.#remove(waiting.helper);
    return null;
  }

  #giveBack(machine: string, helper: Helper): void {
    if (this.#isClosed || !helper.isReady || this.#waiting.has(machine)) {
      this.#remove(helper);
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(machine);
      this.#remove(helper);
    }, IDLE_MS);
    this.#waiting.set(machine, { helper, timer: timer.unref() });
  }
}
