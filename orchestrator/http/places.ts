// How many WebSockets there may be. Those who watch have places of their own: however many they are, they never keep out who works.
import { LabError } from "../core/lab-error.ts";

/** At most so many in all, and on one attempt. */
interface Limits {
  readonly inAll: number;
  readonly onAttempt: number;
}

/** A person has a few tabs, with a WebSocket for each terminal and one for the attempt. */
const WORKING: Limits = { inAll: 500, onAttempt: 40 };
/**
 * A page that watches has two: a whole class may look at one attempt. Live output that waits to be sent on one is bounded to 1 MiB (viewers.ts,
 * attempt-socket.ts); the screen that it begins with comes on top, a few hundred KiB of ordinary text, some MiB where all of it is coloured.
 */
const WATCHING: Limits = { inAll: 400, onAttempt: 200 };
/** TCP connections that all of these need at most, in both kinds. */
export const MOST_PLACES = WORKING.inAll + WATCHING.inAll;

export class Places {
  readonly #working = new Taken(WORKING);
  readonly #watching = new Taken(WATCHING);

  /**
   * Takes a place.
   *
   * @returns gives it back
   * @throws LabError("no-capacity") where none is free
   */
  take(attempt: string, watches: boolean): () => void {
    return (watches ? this.#watching : this.#working).take(attempt);
  }
}

class Taken {
  readonly #limits: Limits;
  readonly #onAttempt = new Map<string, number>();
  #inAll = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  take(attempt: string): () => void {
    const count = this.#onAttempt.get(attempt) ?? 0;
    if (this.#inAll >= this.#limits.inAll || count >= this.#limits.onAttempt) {
      throw new LabError("no-capacity", "There are too many open connections.", "Close other tabs of Sickbay.");
    }
    this.#inAll += 1;
    this.#onAttempt.set(attempt, count + 1);
    return () => {
      this.#inAll -= 1;
      const left = (this.#onAttempt.get(attempt) ?? 1) - 1;
      if (left > 0) this.#onAttempt.set(attempt, left);
      else this.#onAttempt.delete(attempt);
    };
  }
}
