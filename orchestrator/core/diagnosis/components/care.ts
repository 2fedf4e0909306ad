// How it was acted: discipline, safety, verification.
import type { Change } from "../changes.ts";
import { shows } from "../evidence.ts";
import { type Detail, type Earned, named, seenOnly, type Trail } from "../trail.ts";
import { bare, count } from "../wording.ts";

/** What is left after the penalties for changes that were made before the cause was known. */
export function judgeDiscipline(trail: Trail): Earned {
  const early = trail.changes.filter(({ informed }) => !informed);
  const penalties = early.reduce((sum, { view }) => sum + view.penalty, 0);
  return {
    share: Math.max(0, 1 - penalties),
    sentence: disciplineSentence(trail, early),
    details: early.map((change): Detail => ({ text: earlyText(trail, change), commands: [change.made.id] })),
  };
}

function disciplineSentence(trail: Trail, early: readonly Change[]): string {
  if (trail.changes.length === 0) return `You changed nothing${seenOnly(trail)}.`;
  if (early.length === 0) return `You changed nothing before you had seen the cause${seenOnly(trail)}.`;
  if (trail.diagnosis.kind === "healthy") return `You made ${count(early.length, "change")} where nothing was wrong.`;
  return `You made ${count(early.length, "change")} before you had seen the cause.`;
}

function earlyText(trail: Trail, { made, view }: Change): string {
  const what = named(trail, made);
  if (trail.diagnosis.kind === "healthy") {
    return view.kind === "destructive"
      ? `${what} can't be taken back, and nothing was wrong.`
      : `${what} changed something, and nothing was wrong.`;
  }
  if (view.kind === "destructive") return `${what} can't be taken back, and you did not know the cause.`;
  if (view.kind === "change") return `${what} changed something on a guess.`;
  return view.penalty === 0
    ? `${what} gave relief, after you had measured the symptom: nothing is taken off.`
    : `${what} was meant to give relief, but you had not measured the symptom.`;
}

/** What is left after what was destroyed. */
export function judgeSafety(trail: Trail): Earned {
  const harmful = trail.changes.filter(({ view }) => view.severity > 0);
  return {
    share: Math.max(0, 1 - severityOf(trail)),
    sentence:
      harmful.length === 0
        ? `You destroyed nothing${seenOnly(trail)}.`
        : `${count(harmful.length, "command")} destroyed something, or could have.`,
    details: harmful.map(({ made, view }): Detail => {
      return { text: `${named(trail, made)}: ${view.label}, severity ${view.severity}.`, commands: [made.id] };
    }),
  };
}

/** How much was destroyed in all, 0 and up. */
export function severityOf({ changes }: Trail): number {
  return changes.reduce((sum, { view }) => sum + view.severity, 0);
}

/** What was looked at after the last change. Where nothing was changed, all looks count: there is no last change to wait for. */
export function judgeVerification(trail: Trail): Earned {
  const { verification } = trail.diagnosis;
  const looks = verification.map((look) => {
    return {
      ...look,
      commands: trail.verifying.filter(({ lines }) => shows(lines, look.output)).map(({ command }) => command),
    };
  });
  const seen = looks.filter(({ commands }) => commands.length > 0);
  const all = looks.reduce((sum, { weight }) => sum + weight, 0);
  const last = trail.changes.at(-1)?.made;
  const since = last
    ? `after your last change, ${named(trail, last)}`
    : `on the way, and you changed nothing${seenOnly(trail)}`;
  return {
    share: all === 0 ? 1 : seen.reduce((sum, { weight }) => sum + weight, 0) / all,
    sentence: `You saw ${seen.length} of ${count(looks.length, "sign")} that the service is well ${since}.`,
    details: looks.map(({ label, commands }): Detail => {
      return {
        text: `${commands.length > 0 ? "Seen" : "Not looked at"}: ${bare(label)}.`,
        commands: commands.map(({ id }) => id),
      };
    }),
  };
}
