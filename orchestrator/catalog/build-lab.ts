// Puts lab.yaml and the folder's files together into a Lab, and checks that all references hold.
import { posix } from "node:path";
import type { Lab, MachineSpec, ParamRange, SceneFile, Variant } from "../core/lab.ts";
import { buildDiagnosis } from "./build-diagnosis.ts";
import { buildSteps, buildSymptom, refuseWeakCheck } from "./build-steps.ts";
import { below, type LabFolder } from "./lab-folder.ts";
import type { Problems } from "./problems.ts";
import { type RecipeReader, readPath, readRecipe } from "./recipes.ts";
import { type Context, machineOf, script, textOf } from "./references.ts";
import type { LabFile } from "./schema.ts";
import { secretsOf } from "./secrets.ts";

const known = [
  "lab.yaml",
  "brief.md",
  "debrief.md",
  "proof.json",
  "README.md",
  "scene",
  "fault",
  "checks",
  "solutions",
  "masks",
  "paths",
];

/** One lab's lab.yaml as checked by its schema, with what it may refer to. */
export interface LabParts {
  readonly file: LabFile;
  /** The 1-based line of each path in lab.yaml, by the path as JSON. */
  readonly lines: Readonly<Record<string, number>>;
  readonly folder: LabFolder;
  /** The names of the images that machines can be made of. */
  readonly images: readonly string[];
  readonly problems: Problems;
}

/** The lab; where problems were added it is incomplete and must not be used. */
export function buildLab({ file, lines, folder, images, problems }: LabParts): Lab {
  const machines = Object.keys(file.machines);
  const line: Context["line"] = (...path) => lines[JSON.stringify(path)] ?? 1;
  const context: Context = { file, folder, machines, problems, line };
  refuseStrays(context);
  refuseUnknownImages(context, images);
  const read = <T>(kind: string, reader: RecipeReader<T>): T[] =>
    [...below(folder, kind)].flatMap(([path, { content }]) => {
      const scope = { machines, variants: Object.keys(file.variants), kind: file.kind };
      const recipe = reader(`${kind}/${path}`, textOf(content, `${kind}/${path}`, problems), scope, problems);
      return recipe ? [recipe] : [];
    });
  const checks = buildSteps(context);
  refuseWeakCheck(context, checks);
  return {
    id: file.id,
    kind: file.kind,
    title: file.title,
    summary: file.summary,
    level: file.level,
    minutes: file.minutes,
    layers: file.layers,
    teaches: file.teaches,
    params: toRanges(file.params),
    variants: Object.entries(file.variants).map(([id, params]) => buildVariant(context, id, toRanges(params))),
    machines: Object.entries(file.machines).map(([name, given]): MachineSpec => {
      const { pids, memory_mb: memoryMb, nofile } = given.limits;
      return { ...given, name, limits: { pids, memoryMb, nofile }, scene: sceneFiles(below(folder, `scene/${name}`)) };
    }),
    symptom: buildSymptom(context),
    baseline: buildBaseline(context),
    checks,
    checkTimeoutMs: file.check_timeout_s * 1000,
    solutions: read("solutions", readRecipe),
    masks: read("masks", readRecipe),
    diagnosis: file.diagnosis ? buildDiagnosis(file.diagnosis, context) : null,
    paths: read("paths", readPath),
    brief: required(
      context,
      "brief.md",
      "Write what the candidate is told: the symptom, the impact, what changed lately.",
    ),
    debrief: required(context, "debrief.md", "Write the cause, why the masks fail, and how to prevent it."),
    secrets: secretsOf(folder),
  };
}

function refuseUnknownImages({ file, problems, line }: Context, images: readonly string[]): void {
  for (const [name, { image }] of Object.entries(file.machines)) {
    if (images.includes(image)) continue;
    const remedy = `There are ${images.join(", ")}; for another, make a folder with a Dockerfile in images/.`;
    problems.add("lab.yaml", line("machines", name, "image"), `There is no image "${image}".`, remedy);
  }
}

/** Files that nothing would ever read are mostly misspelt. */
function refuseStrays({ file, folder, machines, problems }: Context): void {
  const variants = Object.keys(file.variants);
  for (const path of folder.keys()) {
    const [top = "", second = "", third = ""] = path.split("/");
    if (!known.includes(top))
      problems.add(path, 0, `Nothing named "${top}" belongs in a lab.`, `Known: ${known.join(", ")}.`);
    if (top === "scene" && !machines.includes(second)) {
      problems.add(path, 0, `lab.yaml has no machine "${second}".`, `Its machines are: ${machines.join(", ")}.`);
    }
    if (top !== "fault") continue;
    if (!variants.includes(second)) {
      problems.add(path, 0, `lab.yaml has no variant "${second}".`, `Its variants are: ${variants.join(", ")}.`);
    } else if (!machines.includes(third.replace(/\.sh$/, ""))) {
      const remedy = `Expected a folder or a script (.sh) named after one of: ${machines.join(", ")}.`;
      problems.add(path, 0, `lab.yaml has no machine "${third.replace(/\.sh$/, "")}".`, remedy);
    }
  }
}

function buildVariant(context: Context, id: string, params: Variant["params"]): Variant {
  const { file, folder, machines, problems, line } = context;
  const files: Record<string, readonly SceneFile[]> = {};
  const scripts: Record<string, string> = {};
  for (const machine of machines) {
    const laid = sceneFiles(below(folder, `fault/${id}/${machine}`));
    if (laid.length > 0) files[machine] = laid;
    const path = `fault/${id}/${machine}.sh`;
    const run = folder.get(path);
    if (run) scripts[machine] = textOf(run.content, path, problems);
  }
  if (file.kind === "fault" && Object.keys(files).length + Object.keys(scripts).length === 0) {
    const remedy = `Add fault/${id}/${machines[0]}.sh, or files below fault/${id}/${machines[0]}/.`;
    problems.add("lab.yaml", line("variants", id), `The variant "${id}" breaks nothing.`, remedy);
  }
  return { id, params, files, scripts };
}

function buildBaseline(context: Context): Lab["baseline"] {
  const { file, problems, line } = context;
  if (file.baseline) {
    const { look, on, within_s: withinS } = file.baseline;
    return {
      machine: machineOf(context, on, "baseline", "on"),
      script: script(context, look, "baseline", "look"),
      timeoutMs: withinS * 1000,
    };
  }
  if (file.kind === "healthy") {
    const remedy =
      "Add baseline: {look: baseline.py}. Without it, what was left alone can't be told from what was changed.";
    problems.add("lab.yaml", line("kind"), "A healthy lab has no baseline.", remedy);
  }
  return null;
}

function required({ folder, problems }: Context, name: string, remedy: string): string {
  const found = folder.get(name);
  if (found && found.content.length > 0) return textOf(found.content, name, problems);
  problems.add(name, 0, `${name} is missing or empty.`, remedy);
  return "";
}

function sceneFiles(files: ReturnType<typeof below>): SceneFile[] {
  return [...files].map(([path, { content, mode }]) => ({ path: posix.join("/", path), content, mode }));
}

function toRanges(given: LabFile["params"]): Record<string, ParamRange> {
  return Object.fromEntries(
    Object.entries(given).map(([name, range]): [string, ParamRange] => [
      name,
      Array.isArray(range) ? { kind: "one-of", values: range } : { kind: "between", ...range },
    ]),
  );
}
