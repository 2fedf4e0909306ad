// The score of one attempt: a pure function of what was shown and of what the lab says. See orchestrator/decisions/0003-diagnosis-score.md.
import { componentId, type DiagnosisReport, type ScoreComponent } from "../../protocol/diagnosis.ts";
import { adviseOn } from "./advice.ts";
import { judgeDiscipline, judgeSafety, judgeVerification, severityOf } from "./components/care.ts";
import { judgeEfficiency, judgeFlailing, judgeTime } from "./components/pace.ts";
import { judgeEvidence, judgeLayers, judgeNarrowing } from "./components/search.ts";
import type { ObservedCommand, ScoreInput } from "./model.ts";
import { judgeSuspects } from "./suspects.ts";
import { type Earned, followTrail, type Trail } from "./trail.ts";
import { CAPS, COMPONENT_WEIGHTS, OUTCOME_POINTS, OUTCOME_SHARES, PROCESS_POINTS } from "./weights.ts";

const judges: Readonly<Record<ScoreComponent["id"], (trail: Trail) => Earned>> = {
  evidence: judgeEvidence,
  narrowing: judgeNarrowing,
  layers: judgeLayers,
  discipline: judgeDiscipline,
  safety: judgeSafety,
  verification: judgeVerification,
  efficiency: judgeEfficiency,
  flailing: judgeFlailing,
  time: judgeTime,
};

/**
 * Judges an attempt. Never throws, and gives the same for the same input.
 *
 * @returns times in `times` and `par` in milliseconds from the hand-over; `atMs` of evidence and suspects is Unix time
 */
export function score(input: ScoreInput): DiagnosisReport {
  const trail = followTrail(input);
  const { diagnosis } = input;
  const components = judgeAll(trail);
  const processPoints = components.reduce((sum, { points }) => sum + points, 0);
  const outcomePoints = trail.end === "not-fixed" ? 0 : OUTCOME_POINTS.value * OUTCOME_SHARES[trail.end].value;
  const hintPoints = input.hints.reduce((sum, { cost }) => sum + cost, 0);
  const earned = processPoints + outcomePoints - hintPoints;
  const cap = capOf(trail, earned);
  return {
    total: Math.round(Math.min(100, Math.max(0, cap?.limit ?? earned))),
    processPoints,
    outcomePoints,
    hintPoints,
    cap,
    components,
    evidence: diagnosis.evidence.map(({ id, label, weight, symptom, decisive }) => {
      const sighting = trail.found.find((each) => each.id === id);
      const { command = null, atMs = null } = sighting ?? {};
      return { id, label, weight, symptom, decisive, command, atMs };
    }),
    suspects: judgeSuspects(diagnosis, trail.found),
    changes: trail.changes.map(({ view }) => view),
    times: trail.times,
    par: {
      commands: diagnosis.par.commands,
      diagnoseMs: diagnosis.par.diagnoseS * 1000,
      resolveMs: diagnosis.par.resolveS * 1000,
    },
    commands: input.commands.map((command) => judged(command, trail)),
    unverified: [...input.unverified],
    allSeen: trail.allSeen,
    advice: adviseOn(trail, components),
  };
}

function judgeAll(trail: Trail): ScoreComponent[] {
  const all = Object.values(COMPONENT_WEIGHTS).reduce((sum, { value }) => sum + value, 0);
  return componentId.options.map((id) => {
    const { share: given, ...why } = trail.counted.length === 0 ? nothingSeen : judges[id](trail);
    // Weights added up in another order can come to a hair more than their sum.
    const share = Math.min(1, Math.max(0, given));
    const most = (PROCESS_POINTS.value * COMPONENT_WEIGHTS[id].value) / all;
    return { id, share, points: share * most, most, ...why };
  });
}

/** What was not seen earns nothing: without this, doing nothing would be perfect discipline. */
const nothingSeen: Earned = {
  share: 0,
  sentence: "No command was seen that looked at or changed anything, so there is nothing to judge.",
  details: [],
};

function capOf(trail: Trail, earned: number): DiagnosisReport["cap"] {
  const { severe, notFixed, unseen } = CAPS;
  const { kind } = trail.diagnosis;
  if (severityOf(trail) >= severe.severity && earned > severe.limit) {
    return {
      limit: severe.limit,
      sentence: `At most ${severe.limit}, since what was destroyed can't be brought back.`,
    };
  }
  if (trail.end !== "fixed" && earned > notFixed.limit) {
    const why = kind === "fault" ? "the fault was not fixed" : "no check found it healthy and as it was";
    return { limit: notFixed.limit, sentence: `At most ${notFixed.limit}, since ${why}.` };
  }
  if (kind === "healthy" && trail.times.diagnoseMs === null && earned > unseen.limit) {
    return {
      limit: unseen.limit,
      sentence: `At most ${unseen.limit}, since you did not see what shows that nothing was wrong.`,
    };
  }
  return null;
}

function judged(command: ObservedCommand, { found }: Trail): DiagnosisReport["commands"][number] {
  return {
    id: command.id,
    class: command.class,
    layers: [...command.layers],
    argv: command.simple.map(({ argv }) => [...argv]),
    evidence: found.filter((sighting) => sighting.command === command.id).map(({ id }) => id),
  };
}
