// Days and times as this computer's calendar has them.

const pad = (value: number): string => String(value).padStart(2, "0");

/** `2026-11-25` */
export function dayOf(date: Date): string {
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Days of the calendar from one to another; how long a day lasts, with the change of clocks, makes no difference. */
export function daysBetween(from: Date, to: Date): number {
  const day = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
  return day(to) - day(from);
}

/** `05:00` */
export function timeOf(date: Date): string {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
