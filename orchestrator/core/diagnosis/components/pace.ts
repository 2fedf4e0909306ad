// How straight and how quick the way was: efficiency, flailing, time.
import type { Change } from "../changes.ts";
import { factsOf } from "../evidence.ts";
import type { ObservedCommand } from "../model.ts";
import { type Detail, type Earned, named, seenOnly, type Trail } from "../trail.ts";
import { FLAILING, TIME_LIMIT_PARS } from "../weights.ts";
import { clock, count, fold, quote } from "../wording.ts";

/** Par against the commands that it took; neutral ones, like `cd`, are free. Nothing until a check has passed. */
export function judgeEfficiency(trail: Trail): Earned {
  const used = trail.counted.length;
  const par = trail.diagnosis.par.commands;
  if (trail.end !== "fixed") {
    const sentence =
      trail.diagnosis.kind === "fault"
        ? "Counted once the fault is fixed, and it was not."
        : "Counted once a check finds it healthy and as it was, and none did.";
    return { share: 0, sentence, details: [] };
  }
  const idle = used > par ? idleLooks(trail) : [];
  const text = `${count(idle.length, "look")} showed no evidence for the first time.`;
  return {
    share: Math.min(1, par / Math.max(1, used)),
    sentence: `It took you ${count(used, "command")}; par is ${par}.`,
    details: idle.length > 0 ? [{ text, commands: idle.map(({ id }) => id) }] : [],
  };
}

/** Looks that showed no evidence for the first time; those after the last change verify, and are none. */
export function idleLooks({ found, observing, after, changes }: Trail): ObservedCommand[] {
  const useful = new Set([
    ...found.map(({ command }) => command),
    ...(changes.length > 0 ? after : []).map(({ id }) => id),
  ]);
  return observing.filter(({ id }) => !useful.has(id));
}

/** Commands that were run again for nothing. */
export interface Flailing {
  /** Looks that told nothing new, each list with the first look and those that repeated it. */
  readonly repeats: readonly (readonly ObservedCommand[])[];
  readonly failed: readonly ObservedCommand[];
  /** Changes that had been made before, with nothing learned since. */
  readonly again: readonly Change[];
}

export function findFlailing(trail: Trail): Flailing {
  const told = new Set(trail.found.map(({ command }) => command));
  return {
    repeats: findRepeats(trail),
    failed: trail.commands.filter((command) => failed(command) && !told.has(command.id)),
    again: trail.changes.filter((change, place) => {
      const earlier = trail.changes.slice(0, place).findLast(({ made }) => isSame(made, change.made));
      return !change.informed && earlier !== undefined && earlier.seen === change.seen;
    }),
  };
}

/**
 * Looks by the same line at the same machine that told the same. Facts are compared where the lab knows some in the output, so
 * that a date in it makes no difference; else the output itself. A look at what a change brought about is none: it tells something else.
 */
function findRepeats(trail: Trail): ObservedCommand[][] {
  const told = new Set(trail.found.map(({ command }) => command));
  const byLine = groupBy(trail.observing, ({ machine, text }) => JSON.stringify([machine, fold(text)]));
  return (
    byLine
      .filter((runs) => runs.length > 1 && fold(runs[0]?.text ?? "") !== "")
      .flatMap((runs) =>
        groupBy(runs, (run) => {
          const facts = factsOf(trail.diagnosis, trail.read(run));
          return facts.length > 0 ? JSON.stringify(facts) : run.shown.text;
        }),
      )
      // A look that earned evidence told something new, also where the same line was typed before.
      .map((runs) => runs.filter(({ id }, place) => place === 0 || !told.has(id)))
      .filter((runs) => runs.length > 1)
  );
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups.values()];
}

/** Not found or not to be run; of a change, any failure. A look may well exit with 1 or 3: `grep`, `diff`, `systemctl status`. */
function failed({ class: kind, exit }: ObservedCommand): boolean {
  if (exit === null) return false;
  return exit === 126 || exit === 127 || (kind !== "observe" && kind !== "neutral" && exit > 0 && exit < 126);
}

function isSame(one: ObservedCommand, other: ObservedCommand): boolean {
  return one.machine === other.machine && fold(one.text) === fold(other.text) && fold(one.text) !== "";
}

/** What is left after repeats, failures and changes made again, against half of the commands that looked. */
export function judgeFlailing(trail: Trail): Earned {
  const { repeats, failed: failures, again } = findFlailing(trail);
  const repeated = repeats.reduce((sum, runs) => sum + runs.length - 1, 0);
  const lost =
    FLAILING.repeat.value * repeated +
    FLAILING.failed.value * failures.length +
    FLAILING.sameChange.value * again.length;
  const room = Math.max(FLAILING.room.value, trail.observing.length / 2);
  const ids = (commands: readonly ObservedCommand[]): string[] => commands.map(({ id }) => id);
  const details = repeats.map((runs): Detail => {
    return { text: `${quote(runs[0]?.text ?? "")} told the same ${count(runs.length, "time")}.`, commands: ids(runs) };
  });
  if (failures.length > 0)
    details.push({ text: `${count(failures.length, "command")} failed.`, commands: ids(failures) });
  for (const { made } of again) {
    details.push({
      text: `${named(trail, made)} was the same change again, with nothing learned since.`,
      commands: [made.id],
    });
  }
  return {
    share: Math.max(0, 1 - lost / room),
    sentence:
      lost === 0
        ? `You did nothing over again for nothing${seenOnly(trail)}.`
        : `${count(repeated, "look")} told nothing new, ${count(failures.length, "command")} failed, ${count(again.length, "change")} ${again.length === 1 ? "was" : "were"} made again.`,
    details,
  };
}

/** Half for the diagnosis, half for the fix, or for the check that found it well; each whole up to par, and less from there on. */
export function judgeTime(trail: Trail): Earned {
  const { times, diagnosis } = trail;
  const { diagnoseS, resolveS } = diagnosis.par;
  const decisive = diagnosis.evidence.filter((piece) => piece.decisive).map(({ id }) => id);
  const seenWith = trail.found.filter(({ id }) => decisive.includes(id)).map(({ command }) => command);
  const words =
    diagnosis.kind === "fault"
      ? { resolved: "It was fixed", thing: "the fault", past: "fixed" }
      : { resolved: "A check found it healthy and as it was", thing: "the service", past: "found well" };
  const parts = [
    { name: "The cause was seen", ms: times.diagnoseMs, parMs: diagnoseS * 1000, commands: [...new Set(seenWith)] },
    { name: words.resolved, ms: times.resolveMs, parMs: resolveS * 1000, commands: [] },
  ];
  const [seen, resolved] = parts.map(({ ms }, place) => {
    const what = place === 0 ? "seen" : words.past;
    return ms === null ? `never ${what}` : `${what} after ${clock(ms)}`;
  });
  return {
    share: parts.reduce((sum, { ms, parMs }) => sum + inTime(ms, parMs) / parts.length, 0),
    sentence: `The cause was ${seen}, and ${words.thing} was ${resolved}.`,
    details: parts.map(({ name, ms, parMs, commands }): Detail => {
      const when = ms === null ? `${name}: never` : `${name} after ${clock(ms)}`;
      return { text: `${when}; par is ${clock(parMs)}.`, commands };
    }),
  };
}

/** 1 up to par, then down in a straight line to 0; 0 for what never came. */
function inTime(ms: number | null, parMs: number): number {
  if (ms === null) return 0;
  if (ms <= parMs) return 1;
  const limitMs = parMs * TIME_LIMIT_PARS.value;
  return Math.max(0, (limitMs - ms) / (limitMs - parMs));
}
