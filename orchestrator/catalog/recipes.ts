// Reads a solution, a mask or a path: comment lines at the top say what it is, then come the commands as a person types them.
import type { Path, Recipe } from "../core/lab.ts";
import type { LabKind } from "../protocol/labs.ts";
import type { Problems } from "./problems.ts";

/** What a recipe may refer to. */
export interface RecipeScope {
  readonly machines: readonly string[];
  readonly variants: readonly string[];
  readonly kind: LabKind;
}

type Expected = Recipe["expect"][number];

const headerLine = /^#\s*([a-z]+):\s*(.*?)\s*$/;
/** What a mask may come to, the usual first: where nothing is wrong there is no symptom to hide. */
const maskOutcomes: Readonly<Record<LabKind, readonly Expected[]>> = {
  fault: ["symptom-hidden", "not-fixed"],
  healthy: ["not-fixed"],
};

/** Reads a text; null when a problem was added. `file` is its path in the lab's folder. */
export type RecipeReader<T> = (file: string, text: string, scope: RecipeScope, problems: Problems) => T | null;

const pathKinds: readonly Path["kind"][] = ["expert", "masker", "blind"];

/** Reads the text of a path; its file's name begins with its kind: `paths/expert.sh`, `paths/expert-<variant>.sh`. */
export const readPath: RecipeReader<Path> = (file, text, scope, problems) => {
  const recipe = readRecipe(file, text, scope, problems);
  const kind = pathKinds.find((known) => recipe?.id === known || recipe?.id.startsWith(`${known}-`));
  if (!recipe || kind) return recipe && kind ? { ...recipe, kind } : null;
  problems.add(file, 0, `"${recipe.id}" is no kind of path.`, `Begin its name with one of: ${pathKinds.join(", ")}.`);
  return null;
};

/** Reads the text of a solution or a mask: `solutions/<id>.sh`, `masks/<id>.sh`; null when a problem was added. */
export function readRecipe(file: string, text: string, scope: RecipeScope, problems: Problems): Recipe | null {
  const before = problems.list.length;
  const kind = file.startsWith("masks/") ? "mask" : file.startsWith("paths/") ? "path" : "solution";
  const lines = text.split("\n");
  const header = new Map<string, { value: string; line: number }>();
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (!line.startsWith("#")) break;
    const match = headerLine.exec(line);
    if (match) header.set(match[1] ?? "", { value: match[2] ?? "", line: at + 1 });
  }
  const known = kind === "mask" ? ["title", "on", "expect", "variants"] : ["title", "on", "variants"];
  for (const [key, { line }] of header) {
    if (!known.includes(key)) {
      problems.add(file, line, `Unknown header "${key}" of a ${kind}.`, `Known: ${known.join(", ")}.`);
    }
  }
  const tab = lines.findIndex((line) => line.includes("\t"));
  if (tab !== -1) problems.add(file, tab + 1, "A tab starts completion when it is typed.", "Write spaces.");
  if (!header.get("title")?.value) problems.add(file, 1, "The title is missing.", "Begin with: # title: What is done");

  const words = (key: string, allowed: readonly string[], otherwise: readonly string[]): string[] => {
    const given = header.get(key);
    if (!given) return [...otherwise];
    const chosen = given.value.split(/[\s,]+/).filter((word) => word !== "");
    for (const word of chosen.filter((candidate) => !allowed.includes(candidate))) {
      problems.add(file, given.line, `Unknown ${key} "${word}".`, `Write some of: ${allowed.join(", ")}.`);
    }
    return chosen;
  };
  const [machine = ""] = words("on", scope.machines, scope.machines.slice(0, 1));
  const outcomes = maskOutcomes[scope.kind];
  const expected = words("expect", outcomes, outcomes.slice(0, 1));
  const variants = words("variants", scope.variants, []);
  const commands = blocks(lines.slice(at));
  if (commands.length === 0) problems.add(file, lines.length, "There is no command.", "Write what a person types.");
  if (problems.list.length > before) return null;
  return {
    id: file.replace(/^.*\//, "").replace(/\.sh$/, ""),
    title: header.get("title")?.value ?? "",
    machine,
    commands,
    expect: kind === "mask" ? outcomes.filter((outcome) => expected.includes(outcome)) : ["fixed"],
    variants,
  };
}

/** Groups of lines without a blank line between them; a group of comments alone is for the reader only. */
function blocks(lines: readonly string[]): string[] {
  return lines
    .join("\n")
    .split(/\n\s*\n/)
    .map((block) => block.replace(/^\n+/, "").trimEnd())
    .filter((block) => block.split("\n").some((line) => line !== "" && !line.startsWith("#")));
}
