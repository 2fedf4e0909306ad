// Shows on a real engine that one variant of a lab keeps its promises: three points, the masks, and what it says of its diagnosis.
import { randomBytes } from "node:crypto";
import { runCheck } from "../core/check.ts";
import { render } from "../core/draw.ts";
import type { Lab, Path, Recipe } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { RunResult } from "../core/ports.ts";
import type { Started } from "../core/start.ts";
import type { CheckRun, Outcome } from "../protocol/checks.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import { searchLeaks } from "./leaks.ts";
import { outcomeWord, seconds } from "./output.ts";
import { PartRun } from "./part-run.ts";
import { type Part, partsOf } from "./parts.ts";
import type { Phases } from "./phases.ts";
import type { Places } from "./places.ts";
import type { Sandboxes } from "./sandboxes.ts";
import { MAX_START_MS, startTries } from "./start-tries.ts";
import { typeRecipe } from "./type-recipe.ts";
import { VariantReport } from "./variant-report.ts";
import { describeScore, PATH_SCORES, scorePath, showEvidence, showNothing, walkPath } from "./verify-diagnosis.ts";

export interface VerifyOptions {
  readonly sandboxes: Sandboxes;
  /** Parts or names of recipes; empty for all. */
  readonly only: readonly string[];
  /** How often each part is shown, each time in a sandbox of its own. */
  readonly runs: number;
  readonly phases: Phases;
  /** Each job holds one of these, and lends it to another while it waits for prompts. */
  readonly places: Places;
  readonly signal: AbortSignal;
  /** Throws where the engine does not answer any more. */
  readonly requireEngine: () => Promise<unknown>;
  readonly onLine: (line: string) => void;
}

/** Failures that say nothing of the lab, but of the engine or of what else runs there. */
const NOT_THE_LAB: readonly ErrorCode[] = ["no-engine", "no-capacity", "internal"];

/**
 * The jobs that together verify one variant; each runs in a sandbox of its own and writes into the report. `alone` is to run
 * beside no other: how soon a symptom shows says nothing of the lab while others of our sandboxes start.
 */
export function verifyJobs(
  lab: Lab,
  variant: string,
  options: VerifyOptions,
): { report: VariantReport; alone: (() => Promise<void>)[]; jobs: (() => Promise<void>)[] } {
  const { runs, signal, onLine } = options;
  const parts = partsOf(lab, variant, options.only);
  const report = new VariantReport(lab, variant, parts, runs);
  const job = (part: Part, number: number) => async (): Promise<void> => {
    const run = new PartRun(part, number);
    report.begin(run);
    const of = runs > 1 ? `, run ${number} of ${runs}` : "";
    try {
      const line = await runPart(lab, variant, run, options);
      onLine(`${lab.id}/${variant}  ${part.title}${of}: ${line}`);
    } catch (error) {
      if (error instanceof LabError && error.code === "image-missing") throw error;
      const why = error instanceof LabError ? `${error.message} ${error.remedy}` : String(error);
      if (signal.aborted) run.unverified = "It was interrupted.";
      else if (error instanceof LabError && NOT_THE_LAB.includes(error.code)) run.unverified = why;
      else run.breaks("run", `${part.title}: ${why}`);
      onLine(
        `${lab.id}/${variant}  ${part.title}${of}: ${run.unverified === null ? "failed" : "could not be verified"}. ${why}`,
      );
      if (error instanceof LabError && error.code === "no-engine") await options.requireEngine();
    }
  };
  // All parts once, then all of them again, as if the command were given so often: what is broken shows early.
  const times = Array.from({ length: runs }, (_, at) => at + 1);
  const of = (alone: boolean) => {
    const own = parts.filter(({ kind }) => (kind === "untouched") === alone);
    return times.flatMap((number) => own.map((part) => job(part, number)));
  };
  return { report, alone: of(true), jobs: of(false) };
}

/** Shows a part once; a line of what was seen. */
async function runPart(
  lab: Lab,
  variant: string,
  run: PartRun,
  { sandboxes, phases, places }: VerifyOptions,
): Promise<string> {
  const { part, number } = run;
  const broken = part.kind !== "healthy";
  const draws = `${lab.id} ${variant} ${part.title} ${number}`;
  const show = async (started: Started): Promise<string> => {
    if (broken) run.startMs = started.startMs;
    // Tools that watch for ten seconds, and whatever else is typed, mostly wait.
    const typing: Shown["typing"] = (work) => places.lend(() => phases.time("typing", work));
    const shown: Shown = { lab, variant, started, run, phases, typing };
    if (part.kind === "healthy") return checkHealthy(shown);
    if (part.kind === "evidence") return checkEvidence(shown);
    if (part.kind === "paths") return checkPath(part.recipe, shown);
    if ("recipe" in part) return checkRecipe(part.recipe, shown);
    return checkUntouched(shown);
  };
  const line = await sandboxes.with({ lab, variant, broken, draws, phases }, show);
  if (part.kind !== "untouched" || run.startMs === null) return line;
  const again = (): Promise<number> =>
    sandboxes.with({ lab, variant, broken, draws: `${draws} again`, phases }, async ({ startMs }) => startMs);
  const tries = await startTries(run.startMs, again);
  run.startMs = Math.min(...tries);
  const told = tries.slice(1).map((ms) => `, another after ${seconds(ms)}`);
  if (run.startMs > MAX_START_MS) {
    const late = `The symptom shows only ${Math.round(run.startMs)} ms after the machines' start`;
    run.breaks("start", `${late}; at most ${MAX_START_MS} ms in the quickest of ${tries.length}.`);
  }
  return `${line}${told.join("")}`;
}

/** A part with the machines that it is shown on. */
interface Shown {
  readonly lab: Lab;
  readonly variant: string;
  readonly started: Started;
  readonly run: PartRun;
  readonly phases: Phases;
  /** Does work that is typed into a terminal. */
  readonly typing: <T>(work: () => Promise<T>) => Promise<T>;
}

async function checkHealthy(shown: Shown): Promise<string> {
  const { lab, variant, started, run, typing } = shown;
  await typing(() => showNothing(lab, variant, started, (promise, text) => run.breaks(promise, text)));
  const checked = await check(shown, ["fixed"]);
  for (const { step, ran } of checked.provoked) {
    if (ran.exit === 0 && !ran.timedOut) continue;
    const how = ran.timedOut ? "did not end in time" : `ended with exit status ${ran.exit}`;
    const output = ran.output.trim().slice(-400);
    const end = output === "" ? "It wrote nothing." : `Its output ended with: ${output}`;
    run.breaks(`provocation ${step}`, `The provocation "${step}" fails in the healthy scene: it ${how}. ${end}`);
  }
  if (!run.isRight) {
    run.breaks(judged(run), `The healthy scene does not pass its own check: ${describe(checked, started)}`);
  }
  // All steps have run here, so whatever a provocation leaves behind is there.
  await search(shown);
  return `${run.isRight ? "passes" : "does not pass"} (${seconds(checked.ms)})`;
}

async function checkUntouched(shown: Shown): Promise<string> {
  const { lab, started, run } = shown;
  // Where nothing is wrong, to leave it alone is right.
  const wanted = lab.kind === "healthy" ? "fixed" : "not-fixed";
  const checked = await check(shown, [wanted]);
  if (!run.isRight) {
    const expected = outcomeWord(wanted, lab.kind);
    const wrong = `An untouched sandbox was judged "${run.verdict}" instead of "${expected}"`;
    run.breaks(judged(run), `${wrong}: ${describe(checked, started)}`);
  }
  await search(shown);
  const seen = `${lab.kind === "healthy" ? "complaint" : "symptom"} after ${seconds(started.startMs)} (${started.saw})`;
  return `${seen}, ${run.verdict} (${seconds(checked.ms)})`;
}

/** Where nothing of a recipe was typed, no secret of the lab is in the machines. */
async function search({ lab, started, run, phases }: Shown): Promise<void> {
  const { leaks, failure } = await phases.time("checking", () => searchLeaks(lab, started));
  for (const leak of leaks) run.breaks("leaks", `Leak: ${leak}`);
  // Of a run that saw a promise broken something can be said all the same.
  if (failure !== null && run.broken.length === 0) run.unverified = failure;
}

async function checkRecipe(recipe: Recipe, shown: Shown): Promise<string> {
  const { lab, started, run, typing } = shown;
  const commands = recipe.commands.map((command) => render(command, started.params));
  const typed = await typing(() => typeRecipe(started.sandbox, recipe.machine, commands));
  if (typed.problem !== null) {
    run.breaks("session", `${run.part.title}: ${typed.problem}.\n${typed.tail}`);
    return typed.problem;
  }
  const checked = await check(shown, recipe.expect);
  const expected = recipe.expect.map((outcome) => outcomeWord(outcome, lab.kind)).join(" or ");
  if (!run.isRight) {
    const wrong = `${run.part.title} was judged "${run.verdict}" instead of "${expected}"`;
    const session = `The typed session ended with:\n${typed.tail}`;
    run.breaks(judged(run), `${wrong}: ${describe(checked, started)}\n${session}`);
  }
  return `${run.verdict}${run.isRight ? "" : `, expected ${expected}`} (${seconds(checked.ms)})`;
}

async function checkEvidence({ lab, variant, started, run, typing }: Shown): Promise<string> {
  run.evidence = await typing(() => showEvidence(lab, variant, started, (promise, text) => run.breaks(promise, text)));
  return run.evidence.map(({ id, tools }) => `${id} by ${tools.length}`).join(", ");
}

async function checkPath(path: Path, shown: Shown): Promise<string> {
  const { lab, variant, started, run, typing } = shown;
  // A masker leaves the fault, the others mend it.
  const wanted: readonly Outcome[] = path.kind === "masker" ? ["symptom-hidden", "not-fixed"] : ["fixed"];
  const walked = await typing(() => walkPath(path, started));
  if (typeof walked === "string") {
    run.breaks("session", `path ${path.id}: ${walked}`);
    return walked;
  }
  const checked = await check(shown, wanted);
  if (!run.isRight) {
    run.breaks(judged(run), `path ${path.id} was judged "${run.verdict}": ${checked.check.sentence}`);
  }
  if (!lab.diagnosis) throw new Error("a path of a lab that does not judge paths");
  const report = scorePath(lab.diagnosis, variant, walked, checked.check, started);
  const { least, most } = PATH_SCORES[path.kind];
  run.score = report.total;
  const right = report.total >= least && report.total <= most;
  if (!right) {
    const earned = `path ${path.id} earned ${report.total} of 100 instead of ${least > 0 ? `at least ${least}` : `at most ${most}`}`;
    run.breaks("score", `${earned}:\n${describeScore(report)}`);
  }
  return `${run.verdict}, ${report.total} of 100${right ? "" : `, expected ${least} to ${most}`}`;
}

/** How a verdict that is not the right one is named among the promises of a part: two that are both wrong differ too. */
function judged({ verdict }: PartRun): string {
  return `judged ${verdict}`;
}

interface Checked {
  readonly check: CheckRun;
  readonly ms: number;
  readonly details: readonly string[];
  /** How each provocation ended. */
  readonly provoked: readonly { readonly step: string; readonly ran: RunResult }[];
}

/** Checks the machines, and notes of the run what the check said and whether that is one of the outcomes wanted. */
async function check({ lab, started, run, phases }: Shown, wanted: readonly Outcome[]): Promise<Checked> {
  const { sandbox, params, baseline } = started;
  const details: string[] = [];
  const provoked: { step: string; ran: RunResult }[] = [];
  const fromMs = performance.now();
  const done = await phases.time("checking", () =>
    runCheck({
      id: randomBytes(6).toString("hex"),
      lab,
      params,
      sandbox,
      baseline,
      now: () => Date.now(),
      onStep: () => {},
      onDetail: (step, detail) => details.push(`${step}: ${detail.trim().slice(-1000)}`),
      onProvoked: (step, ran) => provoked.push({ step, ran }),
    }),
  );
  const ms = Math.round(performance.now() - fromMs);
  run.verdict = outcomeWord(done.outcome, lab.kind);
  run.isRight = wanted.some((outcome) => outcome === done.outcome);
  run.checkMs = ms;
  return { check: done, ms, details, provoked };
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
