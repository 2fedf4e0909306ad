import type { ComponentId } from "../../orchestrator/protocol/diagnosis.ts";

/** The parts of the score as pages name them. */
export const componentName: Record<ComponentId, string> = {
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
