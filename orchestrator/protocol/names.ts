// The names of what crosses the wire, as reports and pages show them.
import type { Outcome } from "./checks.ts";
import type { ComponentId } from "./diagnosis.ts";
import type { Layer } from "./labs.ts";

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

/** Short, for a badge or a lane. */
export const outcomeName: Readonly<Record<Outcome, string>> = {
  fixed: "Fixed",
  "symptom-hidden": "Symptom hidden, fault left",
  "not-fixed": "Not fixed",
  "could-not-tell": "Could not tell",
};
