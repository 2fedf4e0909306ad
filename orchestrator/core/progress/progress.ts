// Progress over all attempts: what is solved, what developed how, what to do next.
import type { LabCard } from "../../protocol/labs.ts";
import type { Plan, Progress, ProgressLab } from "../../protocol/progress.ts";
import { nextSentence } from "./next.ts";
import { type PlannedLab, planDays } from "./plan.ts";
import type { Practice } from "./practice.ts";
import { dueOf } from "./spacing.ts";
import { componentTrends, layerStrengths, weakestLayer, weaknessOf } from "./strength.ts";

/** Attempts shown in a trend. */
const TREND_ATTEMPTS = 12;
const PLAN_WEEKS = [2, 6];

export interface ProgressInput {
  readonly labs: readonly LabCard[];
  /** In any order; of labs that are gone too. */
  readonly practices: readonly Practice[];
  /** The day of a moment (Unix time in milliseconds), counted from today: 0 is today, where the plans begin, -1 was yesterday. */
  readonly dayOf: (atMs: number) => number;
}

/** All of a person's progress but the name of the day, since core/ knows no calendar. */
export function progressOf({ labs, practices, dayOf }: ProgressInput): Omit<Progress, "today"> {
  const inOrder = practices.toSorted(
    (one, other) => one.endedAtMs - other.endedAtMs || (one.attempt < other.attempt ? -1 : 1),
  );
  const byLab = Map.groupBy(inOrder, ({ lab }) => lab);
  const scored = inOrder.flatMap((practice) =>
    practice.total === null ? [] : [{ ...practice, total: practice.total }],
  );
  const trend = scored.slice(-TREND_ATTEMPTS);
  const layers = layerStrengths(inOrder, new Set(labs.flatMap((lab) => lab.layers)));
  const planned = labs.map((lab): PlannedLab => {
    const due = dueOf(byLab.get(lab.id) ?? [], dayOf);
    return { id: lab.id, level: lab.level, minutes: lab.minutes, weakness: weaknessOf(lab.layers, layers), due };
  });
  const plans = PLAN_WEEKS.map((weeks): Plan => ({ weeks, days: planDays(planned, weeks * 7) }));
  const weakest = weakestLayer(layers);
  return {
    attempts: inOrder.length,
    labs: labs.map((lab) => progressLab(lab, byLab.get(lab.id) ?? [])),
    trend: trend.map(({ attempt, lab, endedAtMs, total }) => ({ attempt, lab, endedAtMs, total })),
    components: componentTrends(trend),
    layers,
    weakest,
    next: nextOf(),
    plans,
  };

  /** What the shortest plan begins with. */
  function nextOf(): Progress["next"] {
    const [first] = plans[0]?.days ?? [];
    const [session] = first?.labs ?? [];
    const lab = labs.find(({ id }) => id === session?.lab);
    if (!first || !session || !lab) return null;
    const sentence = nextSentence({
      lab,
      reason: session.reason,
      day: first.day,
      due: planned.find(({ id }) => id === lab.id)?.due ?? null,
      last: byLab.get(lab.id)?.at(-1) ?? null,
      weakest,
      attempts: inOrder.length,
    });
    return { lab: lab.id, sentence };
  }
}

function progressLab(lab: LabCard, practices: readonly Practice[]): ProgressLab {
  const totals = practices.flatMap(({ total }) => total ?? []);
  const { id, title, level, minutes, layers, running, solved } = lab;
  return {
    ...{ id, title, level, minutes, layers, running },
    solved: solved !== null,
    best: totals.length > 0 ? Math.max(...totals) : null,
  };
}
