// A plan: which labs to take on which day. It supposes that every lab of it is solved well, and is made anew each day.
import type { PlanDay, PlanReason } from "../../protocol/progress.ts";
import { type Due, longerPause } from "./spacing.ts";

/** Labs on one day, at most. */
export const LABS_A_DAY = 2;
/** Minutes of labs on one day, unless a single lab takes longer. */
export const MINUTES_A_DAY = 60;

/** A lab as a plan sees it. */
export interface PlannedLab {
  readonly id: string;
  readonly level: number;
  readonly minutes: number;
  /** How much its layers need practice, 0 to 1. */
  readonly weakness: number;
  /** Null where it was never taken. */
  readonly due: Due | null;
}

/** A lab while a plan is made. */
interface Entry {
  readonly lab: PlannedLab;
  dueDay: number;
  pauseDays: number;
  reason: PlanReason;
  /** Whether it stands in the plan already. */
  planned: boolean;
}

/**
 * The days of a plan that have labs, in order. New labs are spread over its first half, the easy ones first; labs that
 * were taken come again when they are due, the weak ones first. Every lab comes at least once where there are no more labs
 * than days.
 *
 * @param days length of the plan, 1 or more
 */
export function planDays(labs: readonly PlannedLab[], days: number): PlanDay[] {
  const entries = labs.map(toEntry);
  const plan: PlanDay[] = [];
  for (let day = 0; day < days; day += 1) {
    const chosen = chooseLabs(entries, day, days);
    if (chosen.length > 0) plan.push({ day, labs: chosen.map(({ lab, reason }) => ({ lab: lab.id, reason })) });
    for (const entry of chosen) {
      entry.pauseDays = longerPause(entry.pauseDays);
      entry.dueDay = day + entry.pauseDays;
      entry.reason = "again";
      entry.planned = true;
    }
  }
  return plan;
}

function toEntry(lab: PlannedLab): Entry {
  const { due } = lab;
  return {
    lab,
    dueDay: due?.dueDay ?? 0,
    pauseDays: due?.pauseDays ?? 0,
    reason: due === null ? "new" : due.fixed ? "again" : "not-fixed",
    planned: false,
  };
}

function chooseLabs(entries: readonly Entry[], day: number, days: number): Entry[] {
  const chosen: Entry[] = [];
  while (chosen.length < LABS_A_DAY) {
    const minutesLeft = MINUTES_A_DAY - chosen.reduce((sum, { lab }) => sum + lab.minutes, 0);
    const fits = entries.filter(
      (entry) => !chosen.includes(entry) && (chosen.length === 0 || entry.lab.minutes <= minutesLeft),
    );
    const entry =
      pressing(entries, chosen, fits, days - day) ?? newLab(entries, chosen, fits, day, days) ?? due(fits, day);
    if (!entry) break;
    chosen.push(entry);
  }
  return chosen;
}

/** A lab that is not in the plan yet, once there are as many of those as days left. */
function pressing(all: readonly Entry[], chosen: readonly Entry[], fits: readonly Entry[], daysLeft: number) {
  const missing = (entry: Entry): boolean => !entry.planned && !chosen.includes(entry);
  if (all.filter(missing).length < daysLeft) return undefined;
  return fits.filter(missing).toSorted((one, other) => one.dueDay - other.dueDay || byEase(one, other))[0];
}

/** The next new lab, where fewer than the pace of the plan asks for were brought in up to this day. */
function newLab(all: readonly Entry[], chosen: readonly Entry[], fits: readonly Entry[], day: number, days: number) {
  const fresh = all.filter(({ lab }) => lab.due === null);
  const broughtIn = fresh.filter((entry) => entry.planned || chosen.includes(entry)).length;
  const asked = Math.ceil(((day + 1) * fresh.length) / Math.ceil(days / 2));
  if (broughtIn >= asked) return undefined;
  return fits.filter(({ reason }) => reason === "new").toSorted(byEase)[0];
}

/** The lab that needs practice most of those that are due: overdue by days, and a weak layer counts as some days more. */
function due(fits: readonly Entry[], day: number): Entry | undefined {
  const need = ({ lab, dueDay }: Entry): number => day - dueDay + 5 * lab.weakness;
  return fits
    .filter((entry) => entry.reason !== "new" && entry.dueDay <= day)
    .toSorted((one, other) => need(other) - need(one) || byEase(one, other))[0];
}

/** Low levels first, then weak layers, then short labs; the id decides what is left, so that a plan is always the same. */
function byEase({ lab: one }: Entry, { lab: other }: Entry): number {
  return (
    one.level - other.level ||
    other.weakness - one.weakness ||
    one.minutes - other.minutes ||
    (one.id < other.id ? -1 : Number(one.id > other.id))
  );
}
