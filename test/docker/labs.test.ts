// The contract of labs, shown on the real engine by the command that authors use. A whole run of the tests takes the labs that were
// changed since they were proven, and of the others two each day in turn: three solutions, three masks, the evidence and the expert's
// path of the first variant. `npm test labs` takes all of all variants of all labs.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loadCatalog } from "../../orchestrator/catalog/load-catalog.ts";
import type { Lab, Recipe } from "../../orchestrator/core/lab.ts";
import { machineImages } from "../../orchestrator/docker/image-folders.ts";
import { allLabs, inTurn } from "../in-turn.ts";

const SAMPLE = 3;
const IN_TURN = 2;
// How soon a symptom shows is measured by the clock, which on a busy computer says little about the lab: that promise is
// judged where an author runs `verify`, not here.
const LATE = /^The symptom shows only \d+ ms after the machines' start;/;

const verified = z.object({
  labs: z.array(
    z.object({
      id: z.string(),
      variant: z.string(),
      healthy: z.boolean().nullable(),
      broken: z.boolean().nullable(),
      untouched: z.string().nullable(),
      solutions: z.object({ passed: z.number(), total: z.number() }),
      masks: z.object({ refused: z.number(), total: z.number() }),
      problems: z.array(z.string()),
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

const proven = catalog.labs.map(({ id }) => id).filter((id) => catalog.proofs.has(id));
const today = inTurn(proven, IN_TURN);
const variants = catalog.labs
  .filter(({ id }) => !catalog.proofs.has(id) || today.has(id))
  .flatMap((lab) =>
    (allLabs ? lab.variants : lab.variants.slice(0, 1)).map((variant) => ({ lab, id: lab.id, variant: variant.id })),
  );

describe.each(variants)("the lab $id with the fault or complaint $variant", ({ lab, id, variant }) => {
  it("is well before it, shows it, and judges untouched, fixed and masked machines rightly", async () => {
    const solutions = picked(lab.solutions, variant);
    const masks = picked(lab.masks, variant);
    const experts = lab.paths.filter((path) => path.kind === "expert" && fits(path, variant)).map((path) => path.id);
    const only = allLabs ? [] : ["--only", "healthy", "untouched", "evidence", ...solutions, ...masks, ...experts];
    const { report, exit } = await verify([lab.id, "--variant", variant, ...only]);
    const untouched = lab.kind === "healthy" ? "left healthy" : "not fixed";
    const problems = report.labs.flatMap((shown) => [...shown.problems, ...shown.unverified]);
    expect(problems.filter((problem) => !LATE.test(problem))).toEqual([]);
    expect(report.labs).toMatchObject([{ id, variant, healthy: true, broken: true, untouched }]);
    const [shown] = report.labs;
    expect(shown?.solutions.total).toBeGreaterThanOrEqual(SAMPLE);
    expect(shown?.solutions.passed).toBe(shown?.solutions.total);
    expect(shown?.masks.total).toBeGreaterThanOrEqual(SAMPLE);
    expect(shown?.masks.refused).toBe(shown?.masks.total);
    expect(exit).toBe(problems.length === 0 ? 0 : 1);
  });
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
  return { report: verified.parse(await json(child.stdout)), exit: await ended };
}
