import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadCatalog } from "../../../orchestrator/catalog/load-catalog.ts";
import { withLabTable } from "../../../orchestrator/cli/readme-table.ts";
import { machineImages } from "../../../orchestrator/docker/image-folders.ts";

const root = join(import.meta.dirname, "../../..");

it("README.md has each lab as it is now, with its proof; npm run lab -- readme writes it", async () => {
  const catalog = await loadCatalog([join(root, "labs")], await machineImages(join(root, "images")));
  const text = await readFile(join(root, "README.md"), "utf8");
  expect(catalog.labs.length).toBeGreaterThan(4);
  for (const { title } of catalog.labs) expect(text).toContain(`| ${title} |`);
  expect(withLabTable(text, catalog)).toBe(text);
});
