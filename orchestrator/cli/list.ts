// `lab list`: all labs, as a table or as JSON.
import { type Catalog, proofOf } from "../catalog/load-catalog.ts";
import type { ShownProof } from "../protocol/labs.ts";
import { problemLine, table } from "./output.ts";

/** The labs as data; never their faults, checks, solutions or masks. */
export function listJson(catalog: Catalog) {
  const { labs, tracks, problems } = catalog;
  return {
    labs: labs.map((lab) => ({
      id: lab.id,
      title: lab.title,
      summary: lab.summary,
      level: lab.level,
      minutes: lab.minutes,
      layers: lab.layers,
      machines: lab.machines.map((machine) => machine.name),
      teaches: lab.teaches,
      variants: lab.variants.length,
      proof: proofOf(catalog, lab.id),
    })),
    tracks,
    problems,
  };
}

/** The labs as a table, and below it what did not load, and why. */
export function listText(catalog: Catalog): string {
  const rows = catalog.labs.map((lab) => [
    lab.id,
    `level ${lab.level}`,
    `${lab.minutes} min`,
    lab.layers.join(", "),
    provenWord(proofOf(catalog, lab.id)),
    lab.title,
  ]);
  const problems = catalog.problems.map(problemLine);
  const labs = rows.length > 0 ? table(rows) : "There are no labs here. Make one with: npm run lab -- new <id>";
  return [labs, ...(problems.length > 0 ? ["", "Did not load:", ...problems] : [])].join("\n");
}

function provenWord(proof: ShownProof | null): string {
  if (!proof) return "not verified";
  return proof.statedByAuthor ? "stated by its author" : "verified";
}
