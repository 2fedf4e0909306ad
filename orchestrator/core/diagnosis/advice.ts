// The one thing to do differently next time: where most points were lost, with the command and the moment.
import type { ComponentId, DiagnosisReport, ScoreComponent } from "../../protocol/diagnosis.ts";
import { layerName } from "../../protocol/names.ts";
import { severityOf } from "./components/care.ts";
import { findFlailing, idleLooks } from "./components/pace.ts";
import { shows } from "./evidence.ts";
import { layersOf, momentOf, named, type Trail, unseenPieces } from "./trail.ts";
import { asClause, clock, count, list, quote } from "./wording.ts";

/** Points below which a loss is not worth a sentence. */
const LEAST_LOSS = 0.5;

/** Advice on the component that lost most, or null where hardly anything was lost. Of equal losses the first counts. */
export function adviseOn(trail: Trail, components: readonly ScoreComponent[]): DiagnosisReport["advice"] {
  const lost = ({ most, points }: ScoreComponent): number => most - points;
  const [worst] = [...components].sort((one, other) => lost(other) - lost(one));
  if (!worst || lost(worst) < LEAST_LOSS) return null;
  if (trail.counted.length === 0) {
    return { component: worst.id, sentence: "Look at the symptom first, as its users meet it, before anything else." };
  }
  return { component: worst.id, sentence: sentences[worst.id](trail) };
}

const sentences: Readonly<Record<ComponentId, (trail: Trail) => string>> = {
  evidence: (trail) => {
    const [missed] = unseenPieces(trail);
    if (!missed) return "Look for more evidence.";
    return `${whileNotKnowing(trail)} that ${asClause(missed.label)}. Next time ${asClause(missed.hints[0])}.`;
  },
  narrowing: (trail) => {
    const left = trail.before.suspects.filter(({ ruledOutBy }) => ruledOutBy === null);
    const labels = list(left.slice(0, 3).map(({ label }) => asClause(label)));
    return `${firstAct(trail)} while ${left.length} of ${trail.before.suspects.length} suspects were left, among them: ${labels}. Rule suspects out before you change anything.`;
  },
  layers: (trail) => {
    const looked = new Set<string>(trail.before.observing.flatMap(({ layers }) => layers));
    const missed = layersOf(trail.diagnosis).filter(({ layer }) => !looked.has(layer));
    return `${firstAct(trail)} without a look at the ${list(missed.map(({ layer }) => layerName[layer]))} layer${missed.length === 1 ? "" : "s"}. Walk through all layers first.`;
  },
  discipline: (trail) => {
    const costly = [...trail.changes].sort((one, other) => other.view.penalty - one.view.penalty)[0];
    if (!costly) return "Change nothing before you know why.";
    if (trail.diagnosis.kind === "healthy") {
      return `You ran ${named(trail, costly.made)}, and nothing was wrong. Change something only for a fault that you can show.`;
    }
    const why = costly.view.kind === "mitigation" ? "before you had measured the symptom" : "before you knew why";
    return `You ran ${named(trail, costly.made)} ${why}. Measure first, and change something once the evidence names the cause.`;
  },
  safety: (trail) => {
    const worst = [...trail.changes].sort((one, other) => other.view.severity - one.view.severity)[0];
    if (!worst || severityOf(trail) === 0) return "Keep what can't be brought back.";
    return `You ran ${named(trail, worst.made)}, which can't be taken back. Copy or move things aside before you remove them, and look at what a command would hit.`;
  },
  verification: (trail) => {
    const last = trail.changes.at(-1)?.made;
    const missed = trail.diagnosis.verification.filter(
      ({ output }) => !trail.verifying.some(({ lines }) => shows(lines, output)),
    );
    const labels = list(missed.map(({ label }) => asClause(label)));
    const when = last ? `After ${named(trail, last)} you` : "You";
    return trail.diagnosis.kind === "fault"
      ? `${when} did not look whether it helped: ${labels}. Verify as a user would meet it before you call it fixed.`
      : `${when} did not look whether it is well: ${labels}. Look as a user would meet it before you say that nothing is wrong.`;
  },
  efficiency: (trail) => {
    const last = trail.counted.at(-1);
    if (trail.end !== "fixed" && trail.diagnosis.kind === "healthy") {
      return "You did not come to the right end: where all that you see is well, say so, and leave it as it is.";
    }
    if (trail.end !== "fixed") {
      return `You stopped ${last ? `after ${named(trail, last)} ` : ""}with the fault still there. Turn what you saw into a fix of the cause.`;
    }
    const [idle] = idleLooks(trail);
    const example = idle ? ` ${named(trail, idle)} was the first that showed nothing new.` : "";
    return `You used ${count(trail.counted.length, "command")} where ${trail.diagnosis.par.commands} do.${example} Ask of each command which suspect it would rule out.`;
  },
  flailing: (trail) => {
    const { repeats, again, failed } = findFlailing(trail);
    const [same] = again;
    if (same)
      return `You ran ${named(trail, same.made)} again, with nothing learned since the first time. Look for evidence instead.`;
    const longest = [...repeats].sort((one, other) => other.length - one.length)[0];
    const last = longest?.at(-1);
    if (longest && last) {
      return `You ran ${quote(last.text)} ${count(longest.length, "time")} for the same answer, last at ${momentOf(trail, last)}. Ask another question instead.`;
    }
    const [first] = failed;
    return `${first ? `${named(trail, first)} failed, one of ${failed.length}` : "Commands failed"}. Look a command up before you run it.`;
  },
  time: (trail) => {
    const { diagnoseMs, resolveMs } = trail.times;
    const { diagnoseS, resolveS } = trail.diagnosis.par;
    if (diagnoseMs !== null && diagnoseMs > diagnoseS * 1000) {
      const atMs = trail.startedAtMs + diagnoseMs;
      const telling = trail.commands.find(({ id, endedAtMs }) => {
        return endedAtMs === atMs && trail.found.some(({ command }) => command === id);
      });
      const what = telling ? named(trail, telling) : `a command at ${clock(diagnoseMs)}`;
      return `It was ${what} that showed the cause, and par is ${clock(diagnoseS * 1000)}. Look first where one answer rules most suspects out.`;
    }
    if (trail.diagnosis.kind === "healthy") {
      const found =
        resolveMs === null ? "No check found it well" : `It took until ${clock(resolveMs)} to say that it is well`;
      return `${found}, and par is ${clock(resolveS * 1000)}. Once every layer was seen to be well, say so.`;
    }
    const fixed = resolveMs === null ? "never fixed" : `fixed at ${clock(resolveMs)}`;
    return `The fault was ${fixed}, and par is ${clock(resolveS * 1000)}. Once the cause is known, mend it with the smallest change.`;
  },
};

function whileNotKnowing(trail: Trail): string {
  const guess = trail.changes.find(({ view }) => view.penalty > 0);
  if (guess) return `You ran ${named(trail, guess.made)} before you knew why: you had not seen`;
  const relief = trail.changes.find(({ informed }) => !informed);
  return relief ? `Relief by ${named(trail, relief.made)} was right, but you did not go on to see` : "You never saw";
}

function firstAct(trail: Trail): string {
  const { first } = trail.before;
  if (first) return `You ran ${named(trail, first)}`;
  return "You came to the end";
}
