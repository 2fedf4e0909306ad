// Labs and attempts for tests of progress.
import type { Practice } from "../../orchestrator/core/progress/practice.ts";
import type { LabCard } from "../../orchestrator/protocol/labs.ts";

export const DAY_MS = 86_400_000;
/** When "today" begins in these tests. */
const TODAY_MS = 20_000 * DAY_MS;

/** The day of a moment, counted from the day that the practices call today. */
export const dayOf = (atMs: number): number => Math.floor((atMs - TODAY_MS) / DAY_MS);

export function labCard(id: string, more: Partial<LabCard> = {}): LabCard {
  return {
    id,
    title: `Title of ${id}`,
    summary: "",
    level: 2,
    minutes: 20,
    layers: ["process", "os"],
    machines: ["web"],
    teaches: [],
    proof: null,
    measured: null,
    solved: null,
    attempts: 0,
    running: null,
    ...more,
  };
}

/** The labs that Sickbay began with. */
export const fiveLabs: readonly LabCard[] = [
  labCard("db-pool-exhausted", { level: 3, minutes: 25, layers: ["process", "network"] }),
  labCard("disk-full-logs"),
  labCard("dns-wrong-resolver", { layers: ["os", "network"] }),
  labCard("fd-exhaustion", { layers: ["process", "os", "network"] }),
  labCard("zombie-pids"),
];

/** A fixed attempt `day` days from today (negative: before), with `total` of 100. */
export function practice(lab: string, day: number, total: number, more: Partial<Practice> = {}): Practice {
  return {
    attempt: `${lab}${day}`,
    lab,
    endedAtMs: TODAY_MS + day * DAY_MS + 3_600_000,
    fixed: total >= 60,
    total,
    mark: total / 100,
    components: { evidence: total / 100 },
    layers: { process: total / 100, os: total / 100 },
    ...more,
  };
}
