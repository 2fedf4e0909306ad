// The labs that a command names, or all.
import type { Catalog } from "../catalog/load-catalog.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { LabProblem } from "../protocol/labs.ts";

/** `allLoaded` is false where a lab that was asked for is missing, since something is wrong with it. */
export interface Chosen {
  readonly labs: readonly Lab[];
  readonly allLoaded: boolean;
}

/**
 * Those of a catalog with these ids, or all where none is named.
 *
 * @param onProblem told what is wrong in a folder with one of these ids, also where the lab itself loaded from another
 * @throws LabError("lab-invalid") where one that is named did not load
 * @throws LabError("unknown-lab") where there is none of that name
 */
export function chosenLabs(
  { labs, problems }: Pick<Catalog, "labs" | "problems">,
  ids: readonly string[],
  onProblem: (problem: LabProblem) => void,
): Chosen {
  const own = problems.filter((problem) => ids.length === 0 || ids.includes(problem.lab));
  for (const problem of own) onProblem(problem);
  if (ids.length === 0) return { labs, allLoaded: own.length === 0 };
  const unknown = ids.filter((id) => !labs.some((lab) => lab.id === id));
  if (unknown.length > 0) {
    // It may be in a source that could not be read.
    for (const problem of problems.filter(({ lab }) => lab === "")) onProblem(problem);
    const known = labs.map((lab) => lab.id).join(", ") || "none";
    throw own.length > 0
      ? new LabError("lab-invalid", `The lab ${unknown.join(", ")} did not load.`, "Mend what is named above.")
      : new LabError("unknown-lab", `There is no lab named ${unknown.join(", ")}.`, `The labs are: ${known}.`);
  }
  return { labs: labs.filter((lab) => ids.includes(lab.id)), allLoaded: true };
}
