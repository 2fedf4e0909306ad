// The contract of labs, shown on the real engine by the command that authors use. A whole run of the tests takes the labs that a change
// touches, and others each day in turn: three solutions, three masks, the evidence and the expert's path. `npm test labs` takes all of
// all variants of all labs, twice in a row. The reports and their totals are left in data/labs-verified.json.
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { loadCatalog } from "../../orchestrator/catalog/load-catalog.ts";
import type { Lab, Recipe } from "../../orchestrator/core/lab.ts";
import { machineImages } from "../../orchestrator/docker/image-folders.ts";
import { changesIn } from "../changes.ts";
import { allLabs, shardOf } from "../in-turn.ts";
import { labsToVerify } from "../labs-to-verify.ts";

const SAMPLE = 3;
/** What holds once may be luck. */
const RUNS = allLabs ? 2 : 1;
/** So long may one variant take, for each run of all of it. */
const LIMIT_MS = 15 * 60_000;
// How soon a symptom shows is measured by the clock, which on a busy computer says little about the lab: that promise is
// judged where an author runs `verify` and where all labs are wanted, not for each change.
const LATE = /^The symptom shows only \d+ ms after the machines' start;/;

const verified = z.object({
  labs: z.array(
    z.looseObject({
      id: z.string(),
      variant: z.string(),
      healthy: z.boolean().nullable(),
      broken: z.boolean().nullable(),
      untouched: z.string().nullable(),
      solutions: z.object({ passed: z.number(), total: z.number() }),
      masks: z.object({ refused: z.number(), total: z.number() }),
      problems: z.array(z.string()),
      flakes: z.array(z.string()),
      unverified: z.array(z.string()),
    }),
  ),
});

const root = join(import.meta.dirname, "../..");
const catalog = await loadCatalog([join(root, "labs")], await machineImages(join(root, "images")));

it("all labs load, and so do the tracks", () => {
  expect(catalog.problems).toEqual([]);
  expect(catalog.labs.length).toBeGreaterThanOrEqual(5);
});

const variants = shardOf(labsToVerify(catalog, changesIn(root), allLabs));
const reports: z.infer<typeof verified>["labs"] = [];
afterAll(async () => {
  const sum = (of: (report: (typeof reports)[number]) => number) =>
    reports.reduce((total, each) => total + of(each), 0);
  const totals = {
    labs: new Set(reports.map(({ id }) => id)).size,
    variants: reports.length,
    solutions: { passed: sum((each) => each.solutions.passed), total: sum((each) => each.solutions.total) },
    masks: { refused: sum((each) => each.masks.refused), total: sum((each) => each.masks.total) },
    problems: sum((each) => each.problems.length),
    flakes: sum((each) => each.flakes.length),
  };
  await mkdir(join(root, "data"), { recursive: true });
  await writeFile(join(root, "data/labs-verified.json"), `${JSON.stringify({ labs: reports, totals }, null, 2)}\n`);
});

describe.each(variants)("the lab $id with the fault or complaint $variant", ({ lab, id, variant }) => {
  it(
    "is well before it, shows it, and judges untouched, fixed and masked machines rightly",
    async () => {
      const solutions = picked(lab.solutions, variant);
      const masks = picked(lab.masks, variant);
      const experts = lab.paths.filter((path) => path.kind === "expert" && fits(path, variant)).map((path) => path.id);
      const only = allLabs ? [] : ["--only", "healthy", "untouched", "evidence", ...solutions, ...masks, ...experts];
      const { report, exit } = await verify([lab.id, "--variant", variant, "--runs", String(RUNS), ...only]);
      const untouched = lab.kind === "healthy" ? "left healthy" : "not fixed";
      const problems = report.labs.flatMap((shown) => [...shown.problems, ...shown.flakes, ...shown.unverified]);
      expect(problems.filter((problem) => allLabs || !LATE.test(problem))).toEqual([]);
      expect(report.labs).toMatchObject([{ id, variant, healthy: true, broken: true, untouched }]);
      const [shown] = report.labs;
      expect(shown?.solutions.total).toBeGreaterThanOrEqual(SAMPLE);
      expect(shown?.solutions.passed).toBe(shown?.solutions.total);
      expect(shown?.masks.total).toBeGreaterThanOrEqual(SAMPLE);
      expect(shown?.masks.refused).toBe(shown?.masks.total);
      expect(exit).toBe(problems.length === 0 ? 0 : 1);
    },
    RUNS * LIMIT_MS,
  );
});

/** Whether a recipe is for a variant. */
function fits({ variants: own }: Pick<Recipe, "variants">, variant: string): boolean {
  return own.length === 0 || own.includes(variant);
}

/** Names of recipes for a variant, spread evenly over all that fit it. */
function picked(recipes: Lab["solutions"], variant: string): string[] {
  const fitting = recipes.filter((recipe) => fits(recipe, variant)).map(({ id }) => id);
  const step = Math.max(1, fitting.length / SAMPLE);
  return fitting.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step)).slice(0, SAMPLE);
}

async function verify(args: readonly string[]): Promise<{ report: z.infer<typeof verified>; exit: number | null }> {
  const cli = [
    "--disable-warning=ExperimentalWarning",
    join(root, "orchestrator/cli/main.ts"),
    "verify",
    "--json",
    "--jobs",
    "2",
  ];
  const child = spawn(process.execPath, [...cli, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  // Where the time is up it removes its sandboxes and ends, so that the next variant runs beside nothing.
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  const report = verified.parse(await json(child.stdout));
  reports.push(...report.labs);
  return { report, exit: await ended };
}
