// What the candidate has seen so far, while the attempt runs: for the coach, and for the choice of the next hint.
import { findEvidence } from "../core/diagnosis/evidence.ts";
import { nextHint } from "../core/diagnosis/hints.ts";
import { LineReader } from "../core/diagnosis/line-reader.ts";
import type { Diagnosis, ObservedCommand } from "../core/diagnosis/model.ts";
import { observedCommands } from "../core/diagnosis/observe.ts";
import { outputReader } from "../core/diagnosis/telling-lines.ts";
import type { Hint } from "../protocol/diagnosis.ts";
import type { Command, TimelineEvent } from "../protocol/timeline.ts";

/** Ended commands whose output is still to come; outputs come soon, so more than that are never waited for. */
const MAX_AWAITED = 200;
/** Commands that are remembered for what they brought. */
const MAX_TYPED = 1000;

/** Evidence that a command has just shown for the first time. */
export interface Sighting {
  readonly command: string;
  readonly labels: readonly string[];
  /** Whether the coach was on, so that the candidate is told of it at once. */
  readonly coached: boolean;
}

/** Follows the timeline of one attempt. The report computes all anew from the whole timeline; this only looks ahead. */
export class AttemptDiagnosis {
  readonly #found = new Set<string>();
  readonly #awaited = new Map<string, Command>();
  readonly #notes: Sighting[] = [];
  readonly #lines = new LineReader();
  /** Commands so far, without what they showed: what they brought is no evidence later. */
  readonly #typed: ObservedCommand[] = [];
  #coach = false;

  /** All that the coach told so far, oldest first. */
  get notes(): readonly Sighting[] {
    return this.#notes;
  }

  /** Takes the next event; what it showed first, or null. */
  hear(event: TimelineEvent, diagnosis: Diagnosis | null): Sighting | null {
    const { body } = event;
    if (body.kind === "coach-set") this.#coach = body.on;
    if (body.kind === "command-ended") {
      const [oldest] = this.#awaited.keys();
      if (this.#awaited.size >= MAX_AWAITED && oldest !== undefined) this.#awaited.delete(oldest);
      this.#awaited.set(body.command.id, body.command);
    }
    if (body.kind !== "command-shown") return null;
    const command = this.#awaited.get(body.command);
    this.#awaited.delete(body.command);
    if (!diagnosis || !command) return null;
    const ended: TimelineEvent = { ...event, body: { kind: "command-ended", command } };
    const commands = observedCommands([ended, event], this.#lines);
    const read = outputReader([...this.#typed, ...commands]);
    const ids = findEvidence(this.#unseenOf(diagnosis), commands, read).map(({ id }) => id);
    this.#typed.push(...commands.map((typed) => ({ ...typed, shown: { text: "", note: "" } })));
    if (this.#typed.length > MAX_TYPED) this.#typed.shift();
    for (const id of ids) this.#found.add(id);
    const labels = diagnosis.evidence.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
    if (labels.length === 0) return null;
    const sighting = { command: command.id, labels, coached: this.#coach };
    if (sighting.coached) this.#notes.push(sighting);
    return sighting;
  }

  next(diagnosis: Diagnosis | null, taken: readonly Hint[]): Hint | null {
    return diagnosis && nextHint(diagnosis, [...this.#found], taken);
  }

  /** What is left to see; needs that were seen are met. */
  #unseenOf(diagnosis: Diagnosis): Diagnosis {
    const evidence = diagnosis.evidence
      .filter(({ id }) => !this.#found.has(id))
      .map((piece) => ({ ...piece, needs: piece.needs.filter((need) => !this.#found.has(need)) }));
    return { ...diagnosis, evidence };
  }
}
