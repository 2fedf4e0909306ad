// Shows on a real engine that one variant of a lab keeps its promises: three points, the masks, and what it says of its diagnosis.
import { randomBytes } from "node:crypto";
import { runCheck } from "../core/check.ts";
import { render } from "../core/draw.ts";
import type { Lab, Path, Recipe } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { Started } from "../core/start.ts";
import type { CheckRun } from "../protocol/checks.ts";
import { searchLeaks } from "./leaks.ts";
import { outcomeWord, seconds } from "./output.ts";
import type { Sandboxes } from "./sandboxes.ts";
import { typeRecipe } from "./type-recipe.ts";
import { type Part, partsOf, VariantReport } from "./variant-report.ts";
import { describeScore, PATH_SCORES, scorePath, showEvidence, showNothing } from "./verify-diagnosis.ts";

export interface VerifyOptions {
  readonly sandboxes: Sandboxes;
  /** Parts or names of recipes; empty for all. */
  readonly only: readonly string[];
  readonly onLine: (line: string) => void;
}

/**
 * The jobs that together verify one variant; each runs in a sandbox of its own and writes into the report. `alone` is to run
 * beside no other: how soon a symptom shows says nothing of the lab while others of our sandboxes start.
 */
export function verifyJobs(
  lab: Lab,
  variant: string,
  options: VerifyOptions,
): { report: VariantReport; alone: (() => Promise<void>)[]; jobs: (() => Promise<void>)[] } {
  const report = new VariantReport(lab, variant);
  const job = (part: Part) => async (): Promise<void> => {
    report.expect(part);
    try {
      const line = await runPart(lab, variant, part, options, report);
      options.onLine(`${lab.id}/${variant}  ${line}`);
    } catch (error) {
      if (error instanceof LabError && (error.code === "no-engine" || error.code === "image-missing")) throw error;
      const why = error instanceof LabError ? `${error.message} ${error.remedy}` : String(error);
      report.problem(`${part.title}: ${why}`);
      options.onLine(`${lab.id}/${variant}  ${part.title}: failed. ${why}`);
    }
  };
  const parts = partsOf(lab, variant, options.only);
  const of = (alone: boolean) => parts.filter(({ kind }) => (kind === "untouched") === alone).map(job);
  return { report, alone: of(true), jobs: of(false) };
}

async function runPart(
  lab: Lab,
  variant: string,
  part: Part,
  { sandboxes }: VerifyOptions,
  report: VariantReport,
): Promise<string> {
  const broken = part.kind !== "healthy";
  return sandboxes.with({ lab, variant, broken }, async (started) => {
    if (broken) report.started(started.startMs, part.kind === "untouched");
    if (part.kind === "healthy") return checkHealthy(lab, variant, started, report);
    if (part.kind === "evidence") return checkEvidence(lab, variant, started, report);
    if (part.kind === "paths") return checkPath(lab, variant, part.recipe, started, report);
    if ("recipe" in part) return checkRecipe(lab, part.recipe, part, started, report);
    return checkUntouched(lab, started, report);
  });
}

async function checkHealthy(lab: Lab, variant: string, started: Started, report: VariantReport): Promise<string> {
  await showNothing(lab, variant, started, (text) => report.problem(text));
  const run = await check(lab, started);
  const passed = run.check.outcome === "fixed";
  if (passed) report.healthy(run.ms);
  else report.problem(`The healthy scene does not pass its own check: ${describe(run, started)}`);
  return `healthy scene: ${passed ? "passes" : "does not pass"} (${seconds(run.ms)})`;
}

async function checkUntouched(lab: Lab, started: Started, report: VariantReport): Promise<string> {
  const run = await check(lab, started);
  const words = outcomeWord(run.check.outcome, lab.kind);
  report.untouched(words);
  // Where nothing is wrong, to leave it alone is right.
  const wanted = lab.kind === "healthy" ? "fixed" : "not-fixed";
  if (run.check.outcome !== wanted) {
    const expected = outcomeWord(wanted, lab.kind);
    report.problem(`An untouched sandbox was judged "${words}" instead of "${expected}": ${describe(run, started)}`);
  }
  for (const leak of await searchLeaks(lab, started)) report.problem(`Leak: ${leak}`);
  return `${lab.kind === "healthy" ? "complaint" : "broken"}: ${started.saw} (${seconds(started.startMs)}); untouched: ${words} (${seconds(run.ms)})`;
}

async function checkRecipe(
  lab: Lab,
  recipe: Recipe,
  part: Part,
  started: Started,
  report: VariantReport,
): Promise<string> {
  const commands = recipe.commands.map((command) => render(command, started.params));
  const typed = await typeRecipe(started.sandbox, recipe.machine, commands);
  if (typed.problem !== null) {
    report.problem(`${part.title}: ${typed.problem}.\n${typed.tail}`);
    return `${part.title}: ${typed.problem}`;
  }
  const run = await check(lab, started);
  const words = outcomeWord(run.check.outcome, lab.kind);
  const right = recipe.expect.some((outcome) => outcome === run.check.outcome);
  const expected = recipe.expect.map((outcome) => outcomeWord(outcome, lab.kind)).join(" or ");
  if (right) report.recipe(part.kind, run.ms);
  else {
    const wrong = `${part.title} was judged "${words}" instead of "${expected}": ${describe(run, started)}`;
    report.problem(`${wrong}\nThe typed session ended with:\n${typed.tail}`);
  }
  return `${part.title}: ${words}${right ? "" : `, expected ${expected}`} (${seconds(run.ms)})`;
}

async function checkEvidence(lab: Lab, variant: string, started: Started, report: VariantReport): Promise<string> {
  const shown = await showEvidence(lab, variant, started, (text) => report.problem(text));
  report.evidence(shown);
  return `evidence: ${shown.map(({ id, tools }) => `${id} by ${tools.length}`).join(", ")}`;
}

async function checkPath(
  lab: Lab,
  variant: string,
  path: Path,
  started: Started,
  report: VariantReport,
): Promise<string> {
  const scored = await scorePath(lab, variant, path, started, async () => (await check(lab, started)).check);
  if (typeof scored === "string") {
    report.problem(`path ${path.id}: ${scored}`);
    return `path ${path.id}: ${scored}`;
  }
  const { total } = scored.report;
  const { least, most } = PATH_SCORES[path.kind];
  report.score(path.kind, total);
  const outcome = scored.check.outcome ?? "could-not-tell";
  const words = outcomeWord(outcome, lab.kind);
  if ((path.kind === "masker") === (outcome === "fixed") || outcome === "could-not-tell") {
    report.problem(`path ${path.id} was judged "${words}": ${scored.check.sentence}`);
  }
  const right = total >= least && total <= most;
  if (!right) {
    const wanted = least > 0 ? `at least ${least}` : `at most ${most}`;
    report.problem(`path ${path.id} earned ${total} of 100 instead of ${wanted}:\n${describeScore(scored.report)}`);
  }
  return `path ${path.id}: ${words}, ${total} of 100${right ? "" : `, expected ${least} to ${most}`}`;
}

interface Checked {
  readonly check: CheckRun;
  readonly ms: number;
  readonly details: readonly string[];
}

async function check(lab: Lab, { sandbox, params, baseline }: Started): Promise<Checked> {
  const details: string[] = [];
  const fromMs = performance.now();
  const run = await runCheck({
    id: randomBytes(6).toString("hex"),
    lab,
    params,
    sandbox,
    baseline,
    now: () => Date.now(),
    onStep: () => {},
    onDetail: (step, detail) => details.push(`${step}: ${detail.trim().slice(-1000)}`),
  });
  return { check: run, ms: Math.round(performance.now() - fromMs), details };
}

/** The steps of a check with what they saw, for the author of the lab. */
function describe({ check: run, details }: Checked, { params }: Started): string {
  const steps = run.steps
    .filter((step) => step.state !== "skipped")
    .map((step) => `  ${step.id}: ${step.state}. ${step.saw}`);
  const drawn = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return [run.sentence, ...steps, `  drawn: ${drawn.join(" ")}`, ...details.slice(-2).map((line) => `  ${line}`)].join(
    "\n",
  );
}
