// What an ended attempt says about a person's practice.
import type { AttemptResult } from "../../protocol/attempts.ts";
import type { ComponentId, DiagnosisReport } from "../../protocol/diagnosis.ts";
import type { Layer } from "../../protocol/labs.ts";
import { endsSearch } from "../diagnosis/trail.ts";

/** One attempt, as far as progress is concerned. */
export interface Practice {
  readonly attempt: string;
  readonly lab: string;
  /** Unix time in milliseconds. */
  readonly endedAtMs: number;
  readonly fixed: boolean;
  /** 0 to 100; null where the lab judges no path. */
  readonly total: number | null;
  /** How well it went in all, 0 to 1. */
  readonly mark: number;
  /** What was earned of each component, 0 to 1; empty without a total. */
  readonly components: Readonly<Partial<Record<ComponentId, number>>>;
  /** How well it went at each layer of the lab, 0 to 1. */
  readonly layers: Readonly<Partial<Record<Layer, number>>>;
}

/** From which mark on a fixed lab counts as solved well. */
export const WELL = 0.7;

/**
 * What an attempt says about practice; null where it says nothing: it goes on, nothing was tried in it, its machines were
 * lost, or our own check failed.
 */
export function practiceOf({ attempt, outcome, commands, checks, report }: AttemptResult): Practice | null {
  if (attempt.state !== "ended" || attempt.endedAtMs === null) return null;
  const fixed = outcome === "fixed";
  const ours = attempt.endReason === "sandbox-lost" || outcome === "could-not-tell";
  if (!fixed && (ours || (commands.length === 0 && checks.length === 0))) return null;
  const mark = report ? report.total / 100 : fixed ? 1 : outcome === "symptom-hidden" ? 0.4 : 0;
  const looked = report ? layersLookedAt(report) : null;
  // At a layer, half is what came of the attempt and half whether that layer was looked at before anything was changed.
  const atLayer = (layer: Layer): number => (looked ? (mark + (looked.has(layer) ? 1 : 0)) / 2 : mark);
  return {
    attempt: attempt.id,
    lab: attempt.lab.id,
    endedAtMs: attempt.endedAtMs,
    fixed,
    total: report?.total ?? null,
    mark,
    components: Object.fromEntries((report?.components ?? []).map(({ id, share }) => [id, share])),
    layers: Object.fromEntries(attempt.lab.layers.map((layer) => [layer, atLayer(layer)])),
  };
}

function layersLookedAt({ commands, changes }: DiagnosisReport): ReadonlySet<Layer> {
  const first = changes.find(endsSearch);
  const before = first
    ? commands.slice(
        0,
        commands.findIndex(({ id }) => id === first.command),
      )
    : commands;
  return new Set(before.filter((command) => command.class === "observe").flatMap(({ layers }) => layers));
}
