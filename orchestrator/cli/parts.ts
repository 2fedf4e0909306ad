// What there is to show of a variant: each part in a sandbox of its own.
import type { Lab, Path, Recipe } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";

/** One thing to show. */
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
