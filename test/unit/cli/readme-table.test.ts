import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadCatalog } from "../../../orchestrator/catalog/load-catalog.ts";
import { withLabTable } from "../../../orchestrator/cli/readme-table.ts";
import { machineImages } from "../../../orchestrator/docker/image-folders.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

const root = join(import.meta.dirname, "../../..");

it("README.md has each lab as it is now, with its proof; npm run lab -- readme writes it", async () => {
  const catalog = await loadCatalog([join(root, "labs")], await machineImages(join(root, "images")));
  const text = await readFile(join(root, "README.md"), "utf8");
  expect(catalog.labs.length).toBeGreaterThan(4);
  for (const { title } of catalog.labs) expect(text).toContain(`| ${title} |`);
  expect(withLabTable(text, catalog)).toBe(text);
});

it("says how often in a row a lab was shown to hold", () => {
  const proof = {
    digest: "d1",
    verifiedAt: "2026-01-01T00:00:00Z",
    engine: "fake",
    variants: 1,
    solutions: 4,
    masks: 5,
  };
  const tableOf = (runs: number): string => {
    const proofs = new Map([["sample", { ...proof, runs }]]);
    const none = { digests: new Map(), folders: new Map(), foreign: new Set<string>(), tracks: [], problems: [] };
    return withLabTable("<!-- labs: npm run lab -- readme --><!-- end of labs -->", {
      labs: [sampleLab],
      proofs,
      ...none,
    });
  };
  expect(tableOf(1)).toContain("| 4 fixes pass, 5 masks are refused, shown once |");
  expect(tableOf(2)).toContain("| 4 fixes pass, 5 masks are refused, 2 times in a row |");
});
