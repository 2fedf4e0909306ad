// What to take next, and why, in a sentence.
import type { LabCard, Layer } from "../../protocol/labs.ts";
import { layerName } from "../../protocol/names.ts";
import type { PlanReason } from "../../protocol/progress.ts";
import type { Practice } from "./practice.ts";
import type { Due } from "./spacing.ts";

/** What is known about the lab that comes next. */
export interface Next {
  readonly lab: Pick<LabCard, "level" | "minutes" | "layers">;
  readonly reason: PlanReason;
  /** The day of the plan that it stands on; 0 is today. */
  readonly day: number;
  readonly due: Due | null;
  readonly last: Practice | null;
  readonly weakest: Layer | null;
  /** Attempts so far, at any lab. */
  readonly attempts: number;
}

/** Why this lab comes next. */
export function nextSentence({ lab, reason, day, due, last, weakest, attempts }: Next): string {
  const atWeakest = weakest !== null && lab.layers.includes(weakest) ? `the ${layerName[weakest]} layer` : null;
  if (attempts === 0) return `A good one to begin with: level ${lab.level}, about ${lab.minutes} minutes.`;
  if (reason === "new") {
    return atWeakest
      ? `You have not taken it yet, and it is about ${atWeakest}, your weakest so far.`
      : `You have not taken it yet: level ${lab.level}, about ${lab.minutes} minutes.`;
  }
  const when = due ? daysAgo(-due.lastDay) : "before";
  if (reason === "not-fixed") return `You did not pass it ${when}; a second try is best while you remember the first.`;
  const score = last?.total === null || last === null ? "" : ` with ${last.total} of 100`;
  if (day > 0) return `Nothing is due today. This one is next, in ${day === 1 ? "a day" : `${day} days`}.`;
  return `You took it ${when}${score}${atWeakest ? `, and ${atWeakest} is your weakest` : ", and it is due again"}.`;
}

function daysAgo(days: number): string {
  if (days <= 0) return "today";
  return days === 1 ? "yesterday" : `${days} days ago`;
}
