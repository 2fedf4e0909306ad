// A person's practice over time, and what to do next. All of it is computed from the attempts on this computer.
import { z } from "zod";
import { componentId } from "./diagnosis.ts";
import { labCard, layer } from "./labs.ts";

export const progressLab = z.strictObject({
  ...labCard.pick({ id: true, title: true, level: true, minutes: true, layers: true, running: true }).shape,
  solved: z.boolean(),
  /** The best total so far, 0 to 100; null where none was scored. */
  best: z.number().nullable(),
});
export type ProgressLab = z.infer<typeof progressLab>;

/** How a component went over the attempts of `trend`. */
export const componentTrend = z.strictObject({
  id: componentId,
  /** What was earned of it in each, 0 to 1. */
  shares: z.array(z.number().min(0).max(1)),
  /** Mean of the last three. */
  now: z.number().min(0).max(1),
  /** Mean of up to three before those; null where there are none. */
  before: z.number().min(0).max(1).nullable(),
});
export type ComponentTrend = z.infer<typeof componentTrend>;

export const layerStrength = z.strictObject({
  layer,
  /** 0 to 1 over the last attempts at labs of this layer; null where there are none. */
  share: z.number().min(0).max(1).nullable(),
  /** How many attempts that is. */
  attempts: z.number().int().min(0),
});
export type LayerStrength = z.infer<typeof layerStrength>;

/** Why a lab stands in a plan: never taken, not fixed last time, or due again. */
export const planReason = z.enum(["new", "not-fixed", "again"]);
export type PlanReason = z.infer<typeof planReason>;

/** A day of a plan with its labs, by their ids; days without a lab are not listed. */
export const planDay = z.strictObject({
  /** 0 is the first day. */
  day: z.number().int().min(0),
  labs: z.array(z.strictObject({ lab: z.string(), reason: planReason })).min(1),
});
export type PlanDay = z.infer<typeof planDay>;

export const plan = z.strictObject({ weeks: z.number().int().min(1), days: z.array(planDay) });
export type Plan = z.infer<typeof plan>;

export const progress = z.strictObject({
  /** The first day of the plans, by the calendar of the orchestrator's computer. */
  today: z.iso.date(),
  /** Ended attempts in which something was tried. */
  attempts: z.number().int().min(0),
  labs: z.array(progressLab),
  /** The last scored attempts, oldest first. */
  trend: z.array(
    z.strictObject({ attempt: z.string(), lab: z.string(), endedAtMs: z.number(), total: z.number().min(0).max(100) }),
  ),
  /** Empty while no attempt was scored. */
  components: z.array(componentTrend),
  /** The layers that the labs have, in the order in which an engineer walks them. */
  layers: z.array(layerStrength),
  /** Of the layers with at least two attempts; null until there are two such layers, and while they are equal. */
  weakest: layer.nullable(),
  /** What to take next and why, in a sentence; null where there is no lab. */
  next: z.strictObject({ lab: z.string(), sentence: z.string() }).nullable(),
  plans: z.array(plan),
});
export type Progress = z.infer<typeof progress>;
