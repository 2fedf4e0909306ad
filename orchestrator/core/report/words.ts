// The words and figures of a report.
import type { AttemptResult } from "../../protocol/attempts.ts";
import type { CheckStep } from "../../protocol/checks.ts";

export const stepName: Record<CheckStep["state"], string> = {
  waiting: "not run",
  running: "not finished",
  done: "done",
  skipped: "skipped",
  met: "met",
  "not-met": "not met",
  "could-not-tell": "could not tell",
};

/** A duration in prose, from seconds: `48 s`, `6 min 12 s`, `1 h 4 min`. */
export function spell(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const h = Math.floor(whole / 3600);
  const min = Math.floor((whole % 3600) / 60);
  const s = whole % 60;
  const parts = h > 0 ? [part(h, "h"), part(min, "min")] : [part(min, "min"), part(s, "s")];
  return parts.filter((text) => text !== "").join(" ") || "0 s";
}

const part = (count: number, unit: string): string => (count > 0 ? `${count} ${unit}` : "");

/** How long something took, from milliseconds, with no-break spaces for narrow columns: `12 ms`, `1.4 s`, `2 min 3 s`. */
export function took(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}\u00a0ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)}\u00a0s` : spell(ms / 1000).replaceAll(" ", "\u00a0");
}

/** Points without needless places: `12`, `3.5`. */
export function points(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** What came of an attempt, as a sentence. */
export function verdictSentence({ attempt, outcome, seconds }: Omit<AttemptResult, "story">): string {
  const healthy = attempt.kind === "healthy";
  if (outcome === "fixed" && healthy)
    return `Nothing was wrong, and it was left so. It took ${spell(seconds)} to say it.`;
  if (outcome === "fixed") return `Fixed in ${spell(seconds)}.`;
  const end = `Ended after ${spell(seconds)}.`;
  if (attempt.endReason === "sandbox-lost") return `The machines were lost. ${end}`;
  if (outcome === "symptom-hidden") return `The symptom was gone, the fault was still there. ${end}`;
  if (outcome === "not-fixed" && healthy) return `It was healthy, and it was changed. ${end}`;
  if (outcome === "not-fixed") return `Not fixed. ${end}`;
  return outcome === null ? `Not checked. ${end}` : `Could not tell whether it is as it has to be. ${end}`;
}
