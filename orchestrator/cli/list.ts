// `lab list`: all labs, as a table or as JSON.
import type { Catalog } from "../catalog/load-catalog.ts";
import { problemLine, table } from "./output.ts";

/** The labs as data; never their faults, checks, solutions or masks. */
export function listJson({ labs, proofs, tracks, problems }: Catalog) {
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
      proof: proofs.get(lab.id) ?? null,
    })),
    tracks,
    problems,
  };
}

/** The labs as a table, and below it what is wrong with those that did not load. */
export function listText(catalog: Catalog): string {
  const rows = catalog.labs.map((lab) => [
    lab.id,
    `level ${lab.level}`,
    `${lab.minutes} min`,
    lab.layers.join(", "),
    catalog.proofs.has(lab.id) ? "verified" : "not verified",
    lab.title,
  ]);
  const problems = catalog.problems.map(problemLine);
  const labs = rows.length > 0 ? table(rows) : "There are no labs here. Make one with: npm run lab -- new <id>";
  return [labs, ...(problems.length > 0 ? ["", "Did not load:", ...problems] : [])].join("\n");
}
