// What the checks said in the end, and when the marks of an incident were reached.
import type { DiagnosisTimes } from "../../protocol/diagnosis.ts";
import type { FoundEvidence } from "./evidence.ts";
import type { Diagnosis, JudgedCheck, ScoreInput } from "./model.ts";

export type End = "fixed" | "hidden" | "not-fixed";

/** Fixed once a check ever said so; otherwise what the last check that could tell said. */
export function endOf(checks: readonly JudgedCheck[]): End {
  if (checks.some(({ outcome }) => outcome === "fixed")) return "fixed";
  return checks.findLast(couldTell)?.outcome === "symptom-hidden" ? "hidden" : "not-fixed";
}

/** The marks, in milliseconds from the hand-over. */
export function timesOf(input: ScoreInput, found: readonly FoundEvidence[]): DiagnosisTimes {
  const since = (atMs: number | null | undefined): number | null =>
    atMs === null || atMs === undefined ? null : Math.max(0, atMs - input.startedAtMs);
  return {
    detectMs: since(found[0]?.atMs),
    diagnoseMs: since(diagnosedAtMs(input.diagnosis, found)),
    // Where nothing was wrong no symptom went.
    mitigateMs: input.diagnosis.kind === "fault" ? since(mitigatedAtMs(input.checks)) : null,
    resolveMs: since(input.checks.find(({ outcome }) => outcome === "fixed")?.endedAtMs),
  };
}

/** When the last decisive piece was seen; null while one is missing. */
function diagnosedAtMs(diagnosis: Diagnosis, found: readonly FoundEvidence[]): number | null {
  const decisive = diagnosis.evidence.filter((piece) => piece.decisive).map(({ id }) => id);
  const sightings = found.filter(({ id }) => decisive.includes(id)).map(({ atMs }) => atMs);
  return decisive.length > 0 && sightings.length === decisive.length ? Math.max(...sightings) : null;
}

/** The end of the check since which every check that could tell found the symptom gone. */
function mitigatedAtMs(checks: readonly JudgedCheck[]): number | null {
  const telling = checks.filter(couldTell);
  const lastSeen = telling.findLastIndex(({ outcome }) => outcome === "not-fixed");
  return telling[lastSeen + 1]?.endedAtMs ?? null;
}

function couldTell({ outcome }: JudgedCheck): boolean {
  return outcome !== null && outcome !== "could-not-tell";
}
