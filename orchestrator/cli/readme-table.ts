// The table of labs in README.md, between two comments: written by `lab readme`, compared by a test.
import type { Catalog } from "../catalog/load-catalog.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { LabProof } from "../protocol/labs.ts";
import { layerName, runsName } from "../protocol/names.ts";

const BEGINS = "<!-- labs: npm run lab -- readme -->";
const ENDS = "<!-- end of labs -->";

/**
 * The text with its table of labs made anew.
 *
 * @throws LabError("bad-request") where the text has no place for it
 */
export function withLabTable(text: string, catalog: Catalog): string {
  const [from, to] = [text.indexOf(BEGINS), text.indexOf(ENDS)];
  if (from < 0 || to < from) {
    throw new LabError("bad-request", "There is no place for the table.", `Write ${BEGINS} and ${ENDS} around it.`);
  }
  return `${text.slice(0, from)}${BEGINS}\n\n${labTable(catalog)}\n\n${text.slice(to)}`;
}

function labTable({ labs, proofs }: Catalog): string {
  const rows = labs.toSorted((a, b) => a.level - b.level).map((lab) => row(lab, proofs.get(lab.id)));
  const head = ["what the page says", "lab", "level", "minutes", "layers", "machines", "causes", "proven"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function row(lab: Lab, proof: LabProof | undefined): string[] {
  return [
    lab.title,
    `\`${lab.id}\``,
    String(lab.level),
    String(lab.minutes),
    lab.layers.map((layer) => layerName[layer]).join(", "),
    String(lab.machines.length),
    String(lab.variants.length),
    proof ? proven(proof) : "not yet",
  ];
}

function proven({ solutions, masks, runs }: LabProof): string {
  return `${solutions} fixes pass, ${masks} masks are refused, ${runsName(runs)}`;
}
