// Days and times as this computer's calendar has them.

const pad = (value: number): string => String(value).padStart(2, "0");

/** `2026-11-25` */
export function dayOf(date: Date): string {
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** `05:00` */
export function timeOf(date: Date): string {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
