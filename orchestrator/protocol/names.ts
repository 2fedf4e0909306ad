// The names of what crosses the wire, as reports and pages show them.
import type { Outcome } from "./checks.ts";
import type { ComponentId } from "./diagnosis.ts";
import type { LabKind, Layer } from "./labs.ts";

export const layerName: Readonly<Record<Layer, string>> = {
  process: "process",
  os: "OS",
  host: "host",
  network: "network",
};

export const componentName: Readonly<Record<ComponentId, string>> = {
  evidence: "Evidence",
  narrowing: "Narrowing",
  layers: "Layers",
  discipline: "Discipline",
  safety: "Safety",
  verification: "Verification",
  efficiency: "Efficiency",
  flailing: "No flailing",
  time: "Time",
};

const outcomeNames: Readonly<Record<LabKind, Readonly<Record<Outcome, string>>>> = {
  fault: {
    fixed: "Fixed",
    "symptom-hidden": "Symptom hidden, fault left",
    "not-fixed": "Not fixed",
    "could-not-tell": "Could not tell",
  },
  healthy: {
    fixed: "Nothing was wrong",
    "symptom-hidden": "Healthy, but changed",
    "not-fixed": "Healthy, but changed",
    "could-not-tell": "Could not tell",
  },
};

/**
 * Short, for a badge or a lane.
 *
 * @param kind null while it is not told: then the words are those of a fault, as of most labs
 */
export function outcomeName(outcome: Outcome, kind: LabKind | null): string {
  return outcomeNames[kind ?? "fault"][outcome];
}

/** How often in a row a proof was shown: `shown once`, `3 times in a row`. */
export function runsName(runs: number): string {
  return runs === 1 ? "shown once" : `${runs} times in a row`;
}
