// What labs/README.md shows an author is what the catalog takes. What it has an author do is in test/docker/guide.test.ts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { labFile, labJsonSchema } from "../../../orchestrator/catalog/schema.ts";
import { codeBlocks, guide, section } from "../../guide-text.ts";

const [yaml = ""] = codeBlocks("yaml", section("lab.yaml"));
const [diagnosis = ""] = codeBlocks("yaml", section("The diagnosis"));

it("shows a lab.yaml that is taken", () => {
  expect(labFile.safeParse(parse(yaml)).error?.issues).toBeUndefined();
});

it("shows a diagnosis that lacks only what it says it leaves out", () => {
  const { error } = labFile.safeParse({ ...parse(yaml), ...parse(diagnosis) });
  const left = new Set(error?.issues.map(({ path }) => path.filter((part) => typeof part === "string").join(".")));
  expect([...left].sort()).toEqual(["diagnosis.evidence.hints", "diagnosis.evidence.tools", "diagnosis.suspects"]);
});

it("names every key that lab.yaml may hold", () => {
  // Ours are in lower case; others, like the states of a connection, are the kernel's.
  const keys = [...keysOf(labJsonSchema())].filter((key) => /^[a-z]/.test(key));
  const unnamed = keys.filter((key) => !new RegExp(`(^|[^a-z_-])${key}(:|\`)`, "m").test(guide));
  expect(unnamed).toEqual([]);
});

it("explains each word once, and in one line", () => {
  const words = [...section("Words").matchAll(/^\| (.+?) \| .+ \|$/gm)].map(([, word = ""]) => word).slice(1);
  expect(words.length).toBeGreaterThan(30);
  expect(new Set(words).size).toBe(words.length);
});

it("names all that the checks of the lab written from it call", () => {
  const checks = join(import.meta.dirname, "../../fakes/written-from-guide/pages-forbidden/checks");
  const scripts = readdirSync(checks).map((name) => readFileSync(join(checks, name), "utf8"));
  const offered = readFileSync(join(import.meta.dirname, "../../../images/probe/probe.py"), "utf8");
  const called = [...offered.matchAll(/^def ([a-z]\w+)/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => scripts.some((script) => script.includes(`${name}(`)));
  expect(called).toContain("settle");
  expect(called.filter((name) => !section("Checks").includes(`${name}(`))).toEqual([]);
});

/** All names of properties in a JSON Schema, at any depth. */
function keysOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (typeof schema !== "object" || schema === null) return found;
  for (const [name, value] of Object.entries(schema)) {
    if (name === "properties") for (const key of Object.keys(value)) found.add(key);
    keysOf(value, found);
  }
  return found;
}
