// The days of a plan, by the calendar of the orchestrator's computer. Pure; all dates are counted in UTC so that none is
// skipped or doubled when clocks change.
import type { Plan, PlanDay } from "../../orchestrator/protocol/progress.ts";

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

export interface Week {
  /** The first of its days, counted like those of the plan. */
  readonly from: number;
  /** Those with labs; may be none. */
  readonly days: readonly PlanDay[];
}

/** The weeks of a plan, beginning with today; a week in which nothing is due is one of them. */
export function weeksOf({ weeks, days }: Plan): Week[] {
  return Array.from({ length: weeks }, (_, week) => {
    const from = week * WEEK_DAYS;
    return { from, days: days.filter(({ day }) => day >= from && day < from + WEEK_DAYS) };
  });
}

const inUtc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
const shortDay = inUtc({ day: "numeric", month: "short" });
const weekday = inUtc({ weekday: "short" });
const here = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

function dateOf(today: string, day: number): Date {
  return new Date(Date.parse(today) + day * DAY_MS);
}

/** A day of a plan: `Today`, `Tomorrow`, `Fri 28 Nov`. */
export function dayName(today: string, day: number): string {
  if (day < 2) return day === 0 ? "Today" : "Tomorrow";
  const date = dateOf(today, day);
  return `${weekday.format(date)} ${shortDay.format(date)}`;
}

/** A week of a plan: `26 Nov to 2 Dec`. */
export function weekName(today: string, { from }: Week): string {
  return `${shortDay.format(dateOf(today, from))} to ${shortDay.format(dateOf(today, from + WEEK_DAYS - 1))}`;
}

/** The day of an attempt, from Unix milliseconds: `24 Nov 2025`. */
export function attemptDay(ms: number): string {
  return here.format(ms);
}
