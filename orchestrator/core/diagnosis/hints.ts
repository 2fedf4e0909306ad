// Hints in three steps for each piece of evidence, chosen by what has not been seen yet.
import { type Hint, hintStep } from "../../protocol/diagnosis.ts";
import type { Diagnosis } from "./model.ts";
import { HINT_COSTS } from "./weights.ts";

/**
 * The next hint, or null where none is left: for the first piece in the lab's order that was not seen, decisive ones last, the
 * step after those that were taken for it.
 *
 * @param foundIds ids of the evidence seen so far
 * @param taken hints taken so far
 */
export function nextHint(diagnosis: Diagnosis, foundIds: readonly string[], taken: readonly Hint[]): Hint | null {
  const unseen = diagnosis.evidence.filter(({ id }) => !foundIds.includes(id));
  for (const piece of [...unseen.filter(({ decisive }) => !decisive), ...unseen.filter(({ decisive }) => decisive)]) {
    for (const [place, step] of hintStep.options.entries()) {
      const text = piece.hints[place];
      if (text === undefined || taken.some((hint) => hint.evidence === piece.id && hint.step === step)) continue;
      return { evidence: piece.id, step, text, cost: HINT_COSTS[step].value };
    }
  }
  return null;
}
