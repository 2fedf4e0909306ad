// What was shown of one variant of a lab, in the form that `lab verify --json` prints.
import type { Lab, Recipe } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";

/** A lab is broken within this time of its machines' start. */
export const MAX_START_MS = 3000;
/** A lab needs this many solutions that pass, and as many masks that are refused, for each variant. */
export const MIN_RECIPES = 3;

/** One thing to show, in a sandbox of its own. */
export type Part =
  | { readonly kind: "healthy" | "untouched"; readonly title: string }
  | { readonly kind: "solutions" | "masks"; readonly title: string; readonly recipe: Recipe };

/** All parts of a variant, or those that `only` names: by kind, or by a recipe's name. */
export function partsOf(lab: Lab, variant: string, only: readonly string[]): Part[] {
  const recipes = (kind: "solutions" | "masks", word: string): Part[] =>
    lab[kind]
      .filter((recipe) => recipe.variants.length === 0 || recipe.variants.includes(variant))
      .map((recipe) => ({ kind, title: `${word} ${recipe.id}`, recipe }));
  const parts: Part[] = [
    { kind: "healthy", title: "healthy scene" },
    { kind: "untouched", title: "untouched sandbox" },
    ...recipes("solutions", "solution"),
    ...recipes("masks", "mask"),
  ];
  if (only.length === 0) return parts;
  return parts.filter((part) => only.includes(part.kind) || ("recipe" in part && only.includes(part.recipe.id)));
}

/** Refuses names that no part of any lab has. */
export function refuseUnknownParts(labs: readonly Lab[], only: readonly string[]): void {
  const known = new Set<string>(["healthy", "untouched", "solutions", "masks"]);
  for (const lab of labs) for (const recipe of [...lab.solutions, ...lab.masks]) known.add(recipe.id);
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
  readonly #problems: string[] = [];
  readonly #right = { solutions: 0, masks: 0 };
  #healthy = false;
  #untouched: string | null = null;
  #checkMs: number | null = null;

  constructor(id: string, variant: string) {
    this.#id = id;
    this.#variant = variant;
  }

  /** A part is about to be shown. */
  expect(part: Part): void {
    this.#parts.push(part);
  }

  problem(text: string): void {
    this.#problems.push(text);
  }

  /** The symptom was there `ms` after the machines' start. */
  started(ms: number): void {
    this.#startsMs.push(ms);
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
    const startMs = median(this.#startsMs);
    const problems = [...this.#problems];
    // The quickest is what the lab itself needs; the others had to share the computer with more of their kind.
    const quickestMs = Math.round(Math.min(...this.#startsMs));
    if (startMs !== null && quickestMs > MAX_START_MS) {
      problems.push(`The symptom shows only ${quickestMs} ms after the machines' start; at most ${MAX_START_MS} ms.`);
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
    return {
      id: this.#id,
      variant: this.#variant,
      healthy: count("healthy") > 0 ? this.#healthy : null,
      broken: this.#parts.some((part) => part.kind !== "healthy") ? startMs !== null : null,
      untouched: this.#untouched,
      solutions: { passed: this.#right.solutions, total: count("solutions") },
      masks: { refused: this.#right.masks, total: count("masks") },
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
