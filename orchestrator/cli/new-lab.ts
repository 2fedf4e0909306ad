// `lab new`: copies the template, a small lab that is complete and passes `lab verify` as it is.
import { cp, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LabSource } from "../catalog/lab-sources.ts";
import { labJsonSchema } from "../catalog/schema.ts";
import { slug } from "../catalog/step.ts";
import { LabError } from "../core/lab-error.ts";

/** Ours, wherever the new lab goes: a folder of one's own labs has none. */
const template = fileURLToPath(new URL("../../labs/.template", import.meta.url));
/** Stands in the template where the new lab's id belongs. */
const ID = "template-lab";
/** The template names it, beside the lab's folder, as what an editor completes and checks lab.yaml by. */
const SCHEMA = "lab.schema.json";

/**
 * The folder that new labs go to: the first of the sources that is no repository, whose copy is overwritten at each start.
 *
 * @throws LabError("bad-request") where there is none
 */
export function folderForNew(sources: readonly LabSource[]): string {
  const own = sources.find((source) => source.kind === "folder");
  if (own) return own.path;
  const message = "SICKBAY_LABS names repositories only, and a lab that is made in the copy of one would be lost.";
  throw new LabError("bad-request", message, "Name a folder too: SICKBAY_LABS=./our-labs,https://...");
}

/**
 * Makes the folder of a new lab, and beside it the schema of lab.yaml where that is missing, and returns its path.
 *
 * @throws LabError("bad-request") when the id is not a lab's name or the folder is there already
 */
export async function newLab(labsFolder: string, id: string): Promise<string> {
  if (!slug.safeParse(id).success) {
    const remedy = "Take lower-case letters, digits and dashes, beginning with a letter: slow-cron.";
    throw new LabError("bad-request", `"${id}" can't be the id of a lab.`, remedy);
  }
  const folder = join(labsFolder, id);
  if (await exists(folder)) {
    throw new LabError("bad-request", `${folder} is there already.`, "Take another id, or remove the folder.");
  }
  await cp(template, folder, { recursive: true, errorOnExist: true });
  const labYaml = join(folder, "lab.yaml");
  await writeFile(labYaml, (await readFile(labYaml, "utf8")).replace(`id: ${ID}`, `id: ${id}`));
  const schema = join(labsFolder, SCHEMA);
  if (!(await exists(schema))) await writeFile(schema, `${JSON.stringify(labJsonSchema(), null, 2)}\n`);
  return folder;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    // Whatever else is wrong with the path, copying tells it with the full reason.
    return false;
  }
}
