// What was shown of one variant of a lab, in the form that `lab verify --json` prints.
import type { Lab, Path } from "../core/lab.ts";
import type { LabKind } from "../protocol/labs.ts";
import { outcomeWord } from "./output.ts";
import { compareRuns, type PartRun } from "./part-run.ts";
import type { Part } from "./parts.ts";
import { PATH_SCORES, type ShownEvidence } from "./verify-diagnosis.ts";

/** A lab needs this many solutions that pass, and as many masks that are refused, for each variant. */
export const MIN_RECIPES = 3;
/** So many masks of each variant hide the symptom: one that does nothing any more is refused as "not fixed" too. */
export const MIN_HIDDEN = 1;
/** Each piece of evidence can be reached by this many tools. */
export const MIN_TOOLS = 3;

/** Collects the runs of a variant's parts; `null` stands for what was not asked for. */
export class VariantReport {
  readonly #id: string;
  readonly #kind: LabKind;
  readonly #variant: string;
  /** Whether the lab judges the path. */
  readonly #judged: boolean;
  /** How often each part is to run. */
  readonly #asked: number;
  readonly #planned: readonly Part[];
  /** Those that were begun, by part. */
  readonly #runs = new Map<Part, PartRun[]>();

  /**
   * @param planned all parts that are to be shown
   * @param asked how often each of them is
   */
  constructor({ id, kind, diagnosis }: Lab, variant: string, planned: readonly Part[], asked: number) {
    this.#id = id;
    this.#kind = kind;
    this.#variant = variant;
    this.#judged = diagnosis !== null;
    this.#planned = planned;
    this.#asked = asked;
  }

  /** A run is about to begin. */
  begin(run: PartRun): void {
    this.#runs.set(run.part, [...(this.#runs.get(run.part) ?? []), run]);
  }

  /**
   * The report, with a problem for each count that falls short.
   *
   * @param complete whether all parts were asked for and run
   */
  toJson(complete: boolean) {
    const parts = [...this.#runs].map(([part, runs]) => ({ part, runs, ...this.#judge(part, runs) }));
    const ofKind = (...kinds: Part["kind"][]) => parts.filter(({ part }) => kinds.includes(part.kind));
    const held = (kind: Part["kind"]): number => ofKind(kind).filter((each) => each.held).length;
    const count = (kind: Part["kind"]): number => ofKind(kind).length;
    const hiding = ofKind("masks").filter((each) => each.held && hides(each.runs));
    // Where nothing is wrong there is no symptom to hide.
    const hidden = this.#kind === "fault" ? hiding.length : null;
    const told = ofKind("masks").every(({ unverified }) => unverified.length === 0);
    const runsOf = (...kinds: Part["kind"][]): PartRun[] => ofKind(...kinds).flatMap(({ runs }) => runs);
    const all = parts.flatMap(({ runs }) => runs);
    const startMs = startOf(runsOf("untouched")) ?? median(all.flatMap((run) => run.startMs ?? []));
    const evidence = mostShown(runsOf("evidence"));
    const left = this.#planned.length * this.#asked - all.length;
    const untouched = new Set(runsOf("untouched").flatMap(({ verdict }) => verdict ?? []));
    const checksMs = runsOf("healthy", "solutions").flatMap((run) => (run.isRight ? (run.checkMs ?? []) : []));
    return {
      id: this.#id,
      variant: this.#variant,
      healthy: count("healthy") > 0 ? runsOf("healthy").every(({ isRight }) => isRight) : null,
      broken: parts.some(({ part }) => part.kind !== "healthy") ? startMs !== null : null,
      untouched: [...untouched].join(" or ") || null,
      solutions: { passed: held("solutions"), total: count("solutions") },
      masks: { refused: held("masks"), hidden, total: count("masks") },
      ...(this.#judged && {
        scores: {
          expert: scoreOf("expert", runsOf("paths")),
          masker: scoreOf("masker", runsOf("paths")),
          blind: scoreOf("blind", runsOf("paths")),
        },
        paths: { held: held("paths"), total: count("paths") },
        evidence,
      }),
      startMs,
      checkMs: checksMs.length > 0 ? Math.max(...checksMs) : null,
      problems: [
        ...parts.flatMap(({ problems }) => problems),
        ...(complete ? this.#shortfalls(count, told ? hidden : null, evidence) : []),
      ],
      flakes: parts.flatMap(({ flake }) => flake ?? []),
      unverified: [
        ...parts.flatMap(({ unverified }) => unverified),
        ...(left > 0 ? [`${left} of ${left + all.length} runs ${left === 1 ? "was" : "were"} not begun.`] : []),
      ],
    };
  }

  #judge(part: Part, runs: readonly PartRun[]) {
    const told = runs.filter(({ unverified }) => unverified === null);
    const unverified = runs.flatMap((run) =>
      run.unverified === null
        ? []
        : `${part.title}${this.#asked > 1 ? `, run ${run.number}` : ""}: could not be verified. ${run.unverified}`,
    );
    const compared = compareRuns(part.title, told, this.#asked);
    const held = unverified.length === 0 && compared.problems.length === 0 && compared.flake === null;
    return { ...compared, held, unverified };
  }

  /** @param hidden masks that hide the symptom; null where that is not asked for, or not all masks could be shown */
  #shortfalls(
    count: (kind: Part["kind"]) => number,
    hidden: number | null,
    evidence: readonly ShownEvidence[],
  ): string[] {
    const needed = [
      ["solutions", "passing"],
      ["masks", "refused"],
    ] as const;
    const recipes = needed
      .filter(([kind]) => count(kind) < MIN_RECIPES)
      .map(([kind, verb]) => `There are ${count(kind)} ${kind}; at least ${MIN_RECIPES} ${verb} ones are needed.`);
    if (hidden !== null && hidden < MIN_HIDDEN) {
      recipes.push(`${hidden} masks were judged "symptom hidden"; at least ${MIN_HIDDEN} is needed.`);
    }
    if (!this.#judged) return recipes;
    const tools = evidence
      .filter((piece) => piece.tools.length < MIN_TOOLS)
      .map((piece) => `${piece.tools.length} tools show the evidence ${piece.id}; at least ${MIN_TOOLS} are needed.`);
    const paths = Object.keys(PATH_SCORES)
      .filter((kind) => !this.#planned.some((part) => part.kind === "paths" && part.recipe.kind === kind))
      .map((kind) => `There is no path of the kind "${kind}": add paths/${kind}.sh.`);
    return [...recipes, ...tools, ...paths];
  }
}

export type VerifiedVariant = ReturnType<VariantReport["toJson"]>;

/** Whether all promises were seen kept. */
export function holds({ problems, flakes, unverified }: VerifiedVariant): boolean {
  return problems.length + flakes.length + unverified.length === 0;
}

function hides(runs: readonly PartRun[]): boolean {
  return runs.every(({ verdict }) => verdict === outcomeWord("symptom-hidden", "fault"));
}

/** The slowest start beside which no other sandbox ran: others of their kind beside it say nothing of the lab. */
function startOf(alone: readonly PartRun[]): number | null {
  const starts = alone.flatMap(({ startMs }) => startMs ?? []);
  return starts.length > 0 ? Math.round(Math.max(...starts)) : null;
}

/** What a kind of path earned; of several the one that is nearest to breaking the contract is told. */
function scoreOf(kind: Path["kind"], runs: readonly PartRun[]): number | null {
  const scores = runs.flatMap(({ part, score }) =>
    part.kind === "paths" && part.recipe.kind === kind ? (score ?? []) : [],
  );
  if (scores.length === 0) return null;
  return kind === "expert" ? Math.min(...scores) : Math.max(...scores);
}

/** Of each piece the run in which most tools showed it: what a tool did not show in another is told as such. */
function mostShown(runs: readonly PartRun[]): readonly ShownEvidence[] {
  const most = new Map<string, ShownEvidence>();
  for (const piece of runs.flatMap(({ evidence }) => evidence)) {
    if (piece.tools.length >= (most.get(piece.id)?.tools.length ?? 0)) most.set(piece.id, piece);
  }
  return [...most.values()];
}

/** Of several starts, since the machine that verifies may be busy with others. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? null : Math.round(middle);
}
