// What `lab verify` showed in all, and what its time went into.
import { PHASES, type Phase } from "./phases.ts";
import type { VerifiedVariant } from "./variant-report.ts";

/** What the clock and the cores say of a whole run of `lab verify`. */
export interface Spent {
  /** From the first sandbox to the last one's removal. */
  readonly wallMs: number;
  /** By phase, over all jobs: two jobs side by side spend two seconds each second. */
  readonly phasesMs: Readonly<Record<Phase, number>>;
  /** Core-milliseconds for which the computer was busy meanwhile; null where that is not known. */
  readonly busyMs: number | null;
}

/** What was shown, over all variants. A recipe counts as passed or refused where it was so in each run. */
export function totalsOf(reports: readonly VerifiedVariant[], runs: number, jobs: number, spent: Spent) {
  const sum = (of: (report: VerifiedVariant) => number): number => reports.reduce((total, each) => total + of(each), 0);
  return {
    labs: new Set(reports.map(({ id }) => id)).size,
    variants: reports.length,
    runs,
    solutions: {
      passed: sum(({ solutions }) => solutions.passed),
      total: sum(({ solutions }) => solutions.total),
    },
    masks: {
      refused: sum(({ masks }) => masks.refused),
      hidden: sum(({ masks }) => masks.hidden ?? 0),
      total: sum(({ masks }) => masks.total),
    },
    evidence: sum(({ evidence = [] }) => evidence.length),
    paths: { held: sum(({ paths }) => paths?.held ?? 0), total: sum(({ paths }) => paths?.total ?? 0) },
    flakes: sum(({ flakes }) => flakes.length),
    unverified: sum(({ unverified }) => unverified.length),
    wallMs: Math.round(spent.wallMs),
    jobs,
    phasesMs: spent.phasesMs,
    waitingShare: waitingShare(spent),
  };
}

export type Totals = ReturnType<typeof totalsOf>;

/**
 * The least share of the jobs' time that was waiting and not work, 0 to 1: `1 - busy / time`, where `time` is that of all jobs, and `busy`
 * the time that the computer's cores worked meanwhile. What others do on the computer counts as work, so the true share is this or more.
 *
 * @returns null where it is not known, also where others did so much that nothing can be said
 */
export function waitingShare({ phasesMs, busyMs }: Pick<Spent, "phasesMs" | "busyMs">): number | null {
  const timeMs = PHASES.reduce((sum, phase) => sum + phasesMs[phase], 0);
  if (busyMs === null || busyMs >= timeMs) return null;
  return Math.round((1 - busyMs / timeMs) * 1000) / 1000;
}
