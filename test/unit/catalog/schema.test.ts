import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { labJsonSchema } from "../../../orchestrator/catalog/schema.ts";

it("has the JSON Schema of lab.yaml up to date in labs/lab.schema.json", async () => {
  const written = await readFile(new URL("../../../labs/lab.schema.json", import.meta.url), "utf8");
  const remedy = "Write it anew: npm run --silent lab -- schema > labs/lab.schema.json";
  expect(JSON.parse(written), remedy).toEqual(labJsonSchema());
});
