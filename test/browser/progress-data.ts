// Progress as an orchestrator would tell it: the real computation over made-up attempts at the labs of page-data.ts.
import type { Practice } from "../../orchestrator/core/progress/practice.ts";
import { progressOf } from "../../orchestrator/core/progress/progress.ts";
import { type ComponentId, componentId } from "../../orchestrator/protocol/diagnosis.ts";
import type { Progress } from "../../orchestrator/protocol/progress.ts";
import { labs } from "./page-data.ts";

const DAY_MS = 86_400_000;
const TODAY = "2025-11-26";
const todayMs = Date.parse(TODAY);

/** Shares of the components in hundredths, in the order of their ids: evidence first, time last. */
type Hundredths = readonly number[];
type Taken = readonly [day: number, lab: string, total: number, shares: Hundredths, atLayers: Practice["layers"]];

const taken: readonly Taken[] = [
  [-24, "disk-full-logs", 41, [40, 0, 50, 10, 60, 0, 60, 50, 30], { process: 0.45, os: 0.2 }],
  [-22, "disk-full-logs", 68, [60, 33, 50, 40, 100, 50, 80, 80, 60], { process: 0.84, os: 0.34 }],
  [-19, "zombie-pids", 47, [50, 33, 100, 20, 75, 0, 40, 50, 20], { process: 0.72, os: 0.7 }],
  [-15, "zombie-pids", 79, [80, 50, 100, 70, 100, 50, 70, 90, 80], { process: 0.9, os: 0.88 }],
  [-12, "disk-full-logs", 86, [90, 67, 100, 70, 100, 100, 90, 100, 100], { process: 0.93, os: 0.93 }],
  [-8, "dns-wrong-resolver", 52, [45, 25, 50, 60, 100, 40, 60, 60, 35], { network: 0.26, host: 0.76 }],
  [-5, "dns-wrong-resolver", 71, [75, 50, 50, 60, 100, 60, 80, 90, 70], { network: 0.35, host: 0.86 }],
  [-3, "zombie-pids", 91, [95, 67, 100, 85, 100, 100, 90, 100, 100], { process: 0.95, os: 0.96 }],
  [-1, "dns-wrong-resolver", 84, [90, 67, 100, 70, 100, 60, 90, 100, 85], { network: 0.92, host: 0.92 }],
];

const practices = taken.map(
  ([day, lab, total, shares, layers], index): Practice => ({
    attempt: `p${index}`,
    lab,
    endedAtMs: todayMs + (day + 0.5) * DAY_MS,
    fixed: total > 60,
    total,
    mark: total / 100,
    components: Object.fromEntries(
      componentId.options.map((id, at): [ComponentId, number] => [id, (shares[at] ?? 0) / 100]),
    ),
    layers,
  }),
);

/** Progress after these attempts, with the library's labs as they left them. */
function after(attempts: readonly Practice[], known = labs): Progress {
  const cards = known.map((lab) => {
    const solved = attempts.find((practice) => practice.lab === lab.id && practice.fixed);
    const running = lab.id === "db-pool-exhausted" ? "a2" : null;
    return { ...lab, running, solved: solved ? { attemptId: solved.attempt, seconds: 372 } : null };
  });
  return {
    today: TODAY,
    ...progressOf({ labs: cards, practices: attempts, dayOf: (atMs) => Math.floor((atMs - todayMs) / DAY_MS) }),
  };
}

/** Nine scored attempts at three of the five labs. */
export const progress = after(practices);
/** The first of them. */
export const progressOfOne = after(practices.slice(0, 1));
/** No attempt has ended. */
export const progressOfNone = after([]);
/** Two attempts at labs that do not judge the path. */
export const progressUnscored = after(
  practices.slice(6, 8).map((practice) => ({ ...practice, total: null, components: {} })),
);
/** No lab loads. */
export const progressWithoutLabs = after([], []);
