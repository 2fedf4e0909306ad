// Which hypotheses the evidence left.
import type { SuspectView } from "../../protocol/diagnosis.ts";
import type { FoundEvidence } from "./evidence.ts";
import type { Diagnosis } from "./model.ts";

/**
 * Each suspect, and the first evidence that ruled it out. Evidence that confirms one rules all others out.
 *
 * @param found in the order in which it was seen; times in the views are those of the evidence
 */
export function judgeSuspects(diagnosis: Diagnosis, found: readonly FoundEvidence[]): SuspectView[] {
  const pieces = new Map(diagnosis.evidence.map((piece) => [piece.id, piece]));
  return diagnosis.suspects.map(({ id, label }) => {
    const out = found.find((sighting) => {
      const piece = pieces.get(sighting.id);
      return piece !== undefined && (piece.rulesOut.includes(id) || (piece.confirms !== null && piece.confirms !== id));
    });
    return {
      id,
      label,
      cause: id === diagnosis.cause,
      ruledOutBy: out?.id ?? null,
      ruledOutAtMs: out?.atMs ?? null,
    };
  });
}

/**
 * Share of the narrowing points earned, 0 to 1: how far the list of suspects was cut, in bits.
 *
 * @param suspects all hypotheses of the lab, 2 or more
 * @param left suspects not ruled out, 1..suspects
 */
export function narrowing(suspects: number, left: number): number {
  if (suspects < 2) return 1;
  return 1 - Math.log2(Math.max(1, left)) / Math.log2(suspects);
}
