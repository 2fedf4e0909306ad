// How busy the cores of this computer are.
import { cpus } from "node:os";

/** A moment from which on busy time is counted. */
export class BusyCores {
  readonly #from = busyMs();

  /**
   * Core-milliseconds for which the cores were busy since then, with anything: the engine, its machines, and whatever else
   * runs here. Null where the system does not tell.
   */
  get sinceMs(): number | null {
    const now = busyMs();
    return now === null || this.#from === null ? null : now - this.#from;
  }
}

function busyMs(): number | null {
  const cores = cpus();
  if (cores.length === 0) return null;
  return cores.reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
