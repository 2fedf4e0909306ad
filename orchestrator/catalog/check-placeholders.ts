// Checks that every {{param}} in a lab's texts and paths is known wherever the text is used.
import { asText, placeholders } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import { claimKinds } from "./claims/claims.ts";
import type { LabFolder } from "./lab-folder.ts";
import { lineOf, type Problems } from "./problems.ts";

/** Stands for what a claim draws itself, so it is known in claims only. */
const NONCE = "nonce";

/** Adds a problem with file and line for each unknown name. */
export function checkPlaceholders(lab: Lab, labYaml: string, folder: LabFolder, problems: Problems): void {
  const variants = lab.variants.map((variant) => variant.id);
  const builtIns = lab.machines.flatMap((machine) => [`ip_${machine.name}`, `host_${machine.name}`]);

  /** Names that have a value in every one of the variants. */
  const namesIn = (ids: readonly string[]): string[] => {
    const own = lab.variants
      .filter((variant) => ids.includes(variant.id))
      .map((variant) => Object.keys(variant.params));
    const shared = (own[0] ?? []).filter((name) => own.every((names) => names.includes(name)));
    return [...Object.keys(lab.params), ...shared, ...builtIns];
  };

  const check = (file: string, text: string, names: readonly string[]): void => {
    for (const { name, line } of placeholders(text)) {
      if (names.includes(name)) continue;
      const hint = variants.length > 1 ? " A parameter of a variant is known only in that variant's files." : "";
      problems.add(file, line, `Unknown parameter {{${name}}}.`, `Known here: ${names.join(", ")}.${hint}`);
    }
  };

  check("lab.yaml", labYaml, [...namesIn(variants), NONCE]);
  const recipes = [...lab.solutions, ...lab.masks, ...lab.paths];
  for (const [path, { content }] of folder) {
    const [top, second = ""] = path.split("/");
    const rendered = top === "scene" || top === "fault" || path.endsWith(".md") || path.endsWith(".sh");
    if (!rendered) continue;
    const recipe = recipes.find(({ id }) =>
      ["solutions", "masks", "paths"].some((kind) => path === `${kind}/${id}.sh`),
    );
    const only = top === "fault" ? [second] : (recipe?.variants ?? []);
    const names = namesIn(only.length > 0 ? only : variants);
    for (const { name } of placeholders(path)) {
      if (!names.includes(name)) {
        problems.add(path, 0, `Unknown parameter {{${name}}} in the path.`, `Known here: ${names.join(", ")}.`);
      }
    }
    check(path, asText(content) ?? "", names);
  }
}

/**
 * Adds a problem for each text with a {{nonce}} that is in no claim, where nobody would fill it in.
 *
 * @param value lab.yaml as parsed
 * @param lines the 1-based line of each path in it, by the path as JSON
 */
export function refuseNonces(value: unknown, lines: Readonly<Record<string, number>>, problems: Problems): void {
  const walk = (node: unknown, path: readonly (string | number)[]): void => {
    const [top, second, third] = path;
    const key = top === "symptom" ? second : top === "checks" ? third : "";
    if (claimKinds.some((kind) => kind === key)) return;
    if (typeof node === "string" && placeholders(node).some(({ name }) => name === NONCE)) {
      const remedy = `It stands in one of: ${claimKinds.join(", ")}. Scripts draw one with nonce().`;
      problems.add("lab.yaml", lineOf(path, lines), "{{nonce}} is known in claims only.", remedy);
    }
    if (Array.isArray(node)) for (const [at, item] of node.entries()) walk(item, [...path, at]);
    else if (typeof node === "object" && node !== null) {
      for (const [name, item] of Object.entries(node)) walk(item, [...path, name]);
    }
  };
  walk(value, []);
}
