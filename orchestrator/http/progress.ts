// Progress as the API tells it: from all ended attempts, each of which is read and judged once.
import { type Practice, practiceOf } from "../core/progress/practice.ts";
import { progressOf } from "../core/progress/progress.ts";
import type { StoredAttempt } from "../core/store-port.ts";
import type { AttemptResult } from "../protocol/attempts.ts";
import type { LabCard } from "../protocol/labs.ts";
import type { Progress } from "../protocol/progress.ts";
import { dayOf, daysBetween } from "./calendar.ts";

/** Where attempts come from. */
export interface EndedAttempts {
  kept(): Promise<readonly StoredAttempt[]>;
  result(attempt: string): Promise<AttemptResult>;
}

export class ProgressReader {
  readonly #attempts: EndedAttempts;
  readonly #now: () => number;
  /** By attempt; an ended attempt is judged the same for ever. Null where it says nothing. */
  readonly #practices = new Map<string, Practice | null>();

  /** @param now Unix time in milliseconds */
  constructor(attempts: EndedAttempts, now: () => number) {
    this.#attempts = attempts;
    this.#now = now;
  }

  /** Progress with plans that begin today, by the calendar of this computer. */
  async read(labs: readonly LabCard[]): Promise<Progress> {
    const practices: Practice[] = [];
    // One after the other: a timeline holds all output, and a person may have hundreds.
    for (const { id, state } of await this.#attempts.kept()) {
      const practice = state === "ended" ? await this.#practice(id) : null;
      if (practice) practices.push(practice);
    }
    const today = new Date(this.#now());
    const dayFromToday = (atMs: number): number => daysBetween(today, new Date(atMs));
    return { today: dayOf(today), ...progressOf({ labs, practices, dayOf: dayFromToday }) };
  }

  async #practice(id: string): Promise<Practice | null> {
    const known = this.#practices.get(id);
    if (known !== undefined) return known;
    const practice = practiceOf(await this.#attempts.result(id));
    this.#practices.set(id, practice);
    return practice;
  }
}
