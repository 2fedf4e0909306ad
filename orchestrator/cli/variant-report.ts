// What was shown of one variant of a lab, in the form that `lab verify --json` prints.
import type { Lab, Path, Recipe } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import { PATH_SCORES, type ShownEvidence } from "./verify-diagnosis.ts";

/** A lab is broken within this time of its machines' start. */
export const MAX_START_MS = 3000;
/** A lab needs this many solutions that pass, and as many masks that are refused, for each variant. */
export const MIN_RECIPES = 3;
/** Each piece of evidence can be reached by this many tools. */
export const MIN_TOOLS = 3;

/** One thing to show, in a sandbox of its own. */
export type Part =
  | { readonly kind: "healthy" | "untouched" | "evidence"; readonly title: string }
  | { readonly kind: "solutions" | "masks"; readonly title: string; readonly recipe: Recipe }
  | { readonly kind: "paths"; readonly title: string; readonly recipe: Path };

/** All parts of a variant, or those that `only` names: by kind, or by a recipe's name. */
export function partsOf(lab: Lab, variant: string, only: readonly string[]): Part[] {
  const fits = ({ variants }: Pick<Recipe, "variants">): boolean => variants.length === 0 || variants.includes(variant);
  const recipes = (kind: "solutions" | "masks", word: string): Part[] =>
    lab[kind].filter(fits).map((recipe) => ({ kind, title: `${word} ${recipe.id}`, recipe }));
  const judged: Part[] = [
    { kind: "evidence", title: "evidence" },
    ...lab.paths.filter(fits).map((recipe): Part => ({ kind: "paths", title: `path ${recipe.id}`, recipe })),
  ];
  const parts: Part[] = [
    { kind: "healthy", title: "healthy scene" },
    { kind: "untouched", title: "untouched sandbox" },
    ...recipes("solutions", "solution"),
    ...recipes("masks", "mask"),
    ...(lab.diagnosis ? judged : []),
  ];
  if (only.length === 0) return parts;
  return parts.filter((part) => only.includes(part.kind) || ("recipe" in part && only.includes(part.recipe.id)));
}

/** Refuses names that no part of any lab has. */
export function refuseUnknownParts(labs: readonly Lab[], only: readonly string[]): void {
  const known = new Set<string>(["healthy", "untouched", "solutions", "masks", "evidence", "paths"]);
  for (const lab of labs) for (const { id } of [...lab.solutions, ...lab.masks, ...lab.paths]) known.add(id);
  const unknown = only.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new LabError(
    "not-found",
    `Nothing to verify is named ${unknown.join(", ")}.`,
    `Known: ${[...known].join(", ")}.`,
  );
}

/** Collects results as the jobs come in; `null` stands for what was not asked for. */
export class VariantReport {
  readonly #id: string;
  readonly #variant: string;
  readonly #parts: Part[] = [];
  readonly #startsMs: number[] = [];
  /** The start beside which no other sandbox ran; null while there was none. */
  #aloneMs: number | null = null;
  readonly #problems: string[] = [];
  readonly #right = { solutions: 0, masks: 0 };
  /** Whether the lab judges the path. */
  readonly #judged: boolean;
  readonly #scores = new Map<Path["kind"], number>();
  #evidence: readonly ShownEvidence[] = [];
  #healthy = false;
  #untouched: string | null = null;
  #checkMs: number | null = null;

  constructor({ id, diagnosis }: Lab, variant: string) {
    this.#id = id;
    this.#variant = variant;
    this.#judged = diagnosis !== null;
  }

  /** A part is about to be shown. */
  expect(part: Part): void {
    this.#parts.push(part);
  }

  problem(text: string): void {
    this.#problems.push(text);
  }

  /** The symptom was there `ms` after the machines' start; `alone` where no other sandbox shared the computer. */
  started(ms: number, alone: boolean): void {
    this.#startsMs.push(ms);
    if (alone) this.#aloneMs = Math.round(ms);
  }

  healthy(checkMs: number): void {
    this.#healthy = true;
    this.#passed(checkMs);
  }

  untouched(outcome: string): void {
    this.#untouched = outcome;
  }

  /** A solution passed, or a mask was refused. */
  recipe(kind: Part["kind"], checkMs: number): void {
    if (kind === "solutions") {
      this.#right.solutions += 1;
      this.#passed(checkMs);
    }
    if (kind === "masks") this.#right.masks += 1;
  }

  evidence(shown: readonly ShownEvidence[]): void {
    this.#evidence = shown;
  }

  /** What a path earned; of several of a kind the one that is nearest to breaking the contract is told. */
  score(kind: Path["kind"], total: number): void {
    const known = this.#scores.get(kind) ?? total;
    this.#scores.set(kind, kind === "expert" ? Math.min(known, total) : Math.max(known, total));
  }

  /** The longest check that went to its end. */
  #passed(ms: number): void {
    this.#checkMs = Math.max(this.#checkMs ?? 0, ms);
  }

  /**
   * The report, with a problem for each count that falls short.
   *
   * @param complete whether all parts were asked for
   */
  toJson(complete: boolean) {
    const count = (kind: Part["kind"]): number => this.#parts.filter((part) => part.kind === kind).length;
    // Others of their kind beside it say nothing of the lab; only where none ran alone the others have to do.
    const startMs = this.#aloneMs ?? median(this.#startsMs);
    const problems = [...this.#problems];
    if (this.#aloneMs !== null && this.#aloneMs > MAX_START_MS) {
      problems.push(
        `The symptom shows only ${this.#aloneMs} ms after the machines' start; at most ${MAX_START_MS} ms.`,
      );
    }
    for (const [kind, verb] of complete
      ? ([
          ["solutions", "passing"],
          ["masks", "refused"],
        ] as const)
      : []) {
      if (count(kind) < MIN_RECIPES) {
        problems.push(`There are ${count(kind)} ${kind}; at least ${MIN_RECIPES} ${verb} ones are needed.`);
      }
    }
    if (complete && this.#judged) {
      for (const { id, tools } of this.#evidence.filter((piece) => piece.tools.length < MIN_TOOLS)) {
        problems.push(`${tools.length} tools show the evidence ${id}; at least ${MIN_TOOLS} are needed.`);
      }
      for (const kind of Object.keys(PATH_SCORES)) {
        if (!this.#parts.some((part) => part.kind === "paths" && part.recipe.kind === kind)) {
          problems.push(`There is no path of the kind "${kind}": add paths/${kind}.sh.`);
        }
      }
    }
    const scoreOf = (kind: Path["kind"]): number | null => this.#scores.get(kind) ?? null;
    return {
      id: this.#id,
      variant: this.#variant,
      healthy: count("healthy") > 0 ? this.#healthy : null,
      broken: this.#parts.some((part) => part.kind !== "healthy") ? startMs !== null : null,
      untouched: this.#untouched,
      solutions: { passed: this.#right.solutions, total: count("solutions") },
      masks: { refused: this.#right.masks, total: count("masks") },
      ...(this.#judged && {
        scores: { expert: scoreOf("expert"), masker: scoreOf("masker"), blind: scoreOf("blind") },
        evidence: this.#evidence,
      }),
      startMs,
      checkMs: this.#checkMs,
      problems,
    };
  }
}

/** Of several starts, since the machine that verifies may be busy with others. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? null : Math.round(middle);
}
