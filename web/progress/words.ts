// What the pictures of the progress page say in words. Pure, so that tests can read them.
import type { ComponentId } from "../../orchestrator/protocol/diagnosis.ts";
import { layerName } from "../../orchestrator/protocol/names.ts";
import type { ComponentTrend, LayerStrength, PlanReason, Progress } from "../../orchestrator/protocol/progress.ts";
import { plural } from "../ui/sentences.ts";
import { attemptDay } from "./days.ts";

type Scored = Progress["trend"][number];

/** What a full bar of each component stands for. */
export const componentMeaning: Record<ComponentId, string> = {
  evidence: "The facts that tell what is wrong were seen",
  narrowing: "Suspects were ruled out before the first change",
  layers: "The layers were walked before the first change",
  discipline: "Nothing was changed on a guess",
  safety: "Nothing was lost on the way",
  verification: "The fix was looked at afterwards",
  efficiency: "No more commands than the author needed",
  flailing: "Nothing was repeated in vain",
  time: "Found and mended within the author's time",
};

export const reasonName: Record<PlanReason, string> = { new: "new", "not-fixed": "not passed", again: "again" };

/** `64 %`, from a share of 0 to 1. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/** The totals in a sentence: `84 of 100 last time, between 41 and 93 over the last 9 attempts.` */
export function totalsSentence(trend: readonly Scored[]): string {
  const totals = trend.map(({ total }) => total);
  const last = totals.at(-1);
  if (last === undefined) return "";
  if (totals.length === 1) return `${last} of 100 in the one attempt that was scored so far.`;
  return `${last} of 100 last time, between ${Math.min(...totals)} and ${Math.max(...totals)} over the last ${plural(totals.length, "attempt")}.`;
}

/** From when to when the attempts of a trend were: `12 Nov 2025 to 25 Nov 2025, oldest first`. */
export function trendSpan(trend: readonly Scored[]): string {
  const [first, last] = [trend[0], trend.at(-1)].map((one) => (one ? attemptDay(one.endedAtMs) : ""));
  return first === last ? `On ${last}` : `${first} to ${last}, oldest first`;
}

/** An attempt of the trend in words: `24 Nov 2025: Every order is answered with 500, 84 of 100`. */
export function scoredName({ endedAtMs, total }: Scored, lab: string): string {
  return `${attemptDay(endedAtMs)}: ${lab}, ${total} of 100`;
}

/** What a component's line shows. */
export function sharesSentence({ shares }: ComponentTrend): string {
  return `${plural(shares.length, "attempt")}, oldest first: ${shares.map(percent).join(", ")}`;
}

/** How strong a layer is, in figures. */
export function strengthName({ share, attempts }: LayerStrength): string {
  return share === null ? "not practised yet" : `${percent(share)} over ${plural(attempts, "attempt")}`;
}

/** What is known of the weakest layer. */
export function weakestSentence({ weakest, layers }: Pick<Progress, "weakest" | "layers">): string {
  if (weakest !== null) return `The ${layerName[weakest]} layer is your weakest so far.`;
  const judged = layers.filter(({ attempts }) => attempts > 1);
  if (judged.length > 1) return "None is weaker than the others.";
  return "The weakest is named once two layers have two attempts each.";
}
