// `lab new`: copies the template, a small lab that is complete and passes `lab verify` as it is.
import { cp, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LabError } from "../core/lab-error.ts";

/** Ours, wherever the new lab goes: a folder of one's own labs has none. */
const template = fileURLToPath(new URL("../../labs/.template", import.meta.url));
/** Stands in the template where the new lab's id belongs. */
const ID = "template-lab";

/**
 * Makes the folder of a new lab and returns its path.
 *
 * @throws LabError("bad-request") when the id is not a lab's name or the folder is there already
 */
export async function newLab(labsFolder: string, id: string): Promise<string> {
  if (!/^[a-z][a-z0-9-]{0,47}$/.test(id)) {
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
