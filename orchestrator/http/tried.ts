// Which attempts say something of their lab: those that have ended and in which something was done. Each is read once.
import type { Ended } from "../core/measured.ts";
import type { StoredAttempt } from "../core/store-port.ts";
import type { AttemptResult } from "../protocol/attempts.ts";

/** Where attempts come from. */
export interface DoneAttempts {
  done(attempt: string): Promise<{ readonly commands: number; readonly checks: number }>;
  result(attempt: string): Promise<AttemptResult>;
}

export class TriedReader {
  readonly #attempts: DoneAttempts;
  /** By attempt; what was done in an ended one stays the same for ever. Null where it says nothing. */
  readonly #ended = new Map<string, Ended | null>();

  constructor(attempts: DoneAttempts) {
    this.#attempts = attempts;
  }

  /** What some attempts say of their lab. */
  async read(attempts: readonly StoredAttempt[]): Promise<Ended[]> {
    const ended: Ended[] = [];
    for (const attempt of attempts) {
      const { id, state, endReason, startedAtMs } = attempt;
      if (state !== "ended" || startedAtMs === null || endReason === "sandbox-lost") continue;
      const known = this.#ended.get(id);
      const found = known === undefined ? await this.#tried(attempt, startedAtMs) : known;
      this.#ended.set(id, found);
      if (found) ended.push(found);
    }
    return ended;
  }

  async #tried({ id, drawing, fixedAtMs }: StoredAttempt, startedAtMs: number): Promise<Ended | null> {
    const { commands, checks } = await this.#attempts.done(id);
    if (commands + checks === 0) return null;
    // Whoever only asks for a check of what is healthy is told that it is: that was no look at it.
    if (drawing?.kind === "healthy" && !(await this.#sawEvidence(id))) return null;
    return { seconds: fixedAtMs === null ? null : (fixedAtMs - startedAtMs) / 1000, commands };
  }

  async #sawEvidence(id: string): Promise<boolean> {
    const { report } = await this.#attempts.result(id);
    return report?.evidence.some(({ command }) => command !== null) ?? false;
  }
}
