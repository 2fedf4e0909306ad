// Lists the folders of labs in their sources. What can't be read or is too much is named; the rest goes on.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../core/lab-error.ts";
import type { LabProblem } from "../protocol/labs.ts";
import { isFolder, problemOf, type SourceFolder } from "./lab-sources.ts";

/** Folders of labs that are read, of all sources together: how many a stranger's repository holds is not ours to say. */
const MAX_LABS = 500;
const UNREADABLE = "Run the command from a clone of Sickbay, or name the folder of your labs.";

/** A folder that should hold a lab. */
export interface ListedLab {
  readonly name: string;
  readonly path: string;
  /** The path as people can open it. */
  readonly called: string;
  readonly source: SourceFolder;
}

/**
 * The folders in each of the sources; those whose name begins with a dot are skipped, links are problems.
 *
 * @throws LabError("lab-invalid") where not one of the sources can be read
 */
export async function listLabs(
  sources: readonly SourceFolder[],
): Promise<{ listed: readonly ListedLab[]; readable: readonly SourceFolder[]; problems: readonly LabProblem[] }> {
  const listed: ListedLab[] = [];
  const readable: SourceFolder[] = [];
  const problems: LabProblem[] = [];
  let why: unknown;
  for (const source of sources) {
    try {
      const { folders, links } = await foldersIn(source);
      readable.push(source);
      listed.push(...folders);
      problems.push(...links.map(problemOfLink));
    } catch (error) {
      why = error;
      problems.push(problemOf(source, `The folder of the labs, ${source.called}, can't be read.`, UNREADABLE));
    }
  }
  if (readable.length === 0 && sources.length > 0) {
    const messages = problems.map(({ message }) => message);
    throw new LabError("lab-invalid", messages.join(" "), UNREADABLE, { cause: why });
  }
  const beyond = listed[MAX_LABS];
  if (beyond) {
    const message = `There are ${listed.length} folders of labs, of which only the first ${MAX_LABS} are read.`;
    problems.push(problemOf(beyond.source, message, "Name fewer in SICKBAY_LABS, or take labs out of them."));
  }
  return { listed: listed.slice(0, MAX_LABS), readable, problems };
}

async function foldersIn(source: SourceFolder): Promise<{ folders: ListedLab[]; links: ListedLab[] }> {
  const entries = await readdir(source.path, { withFileTypes: true });
  const folders: ListedLab[] = [];
  const links: ListedLab[] = [];
  for (const entry of entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    const lab = { name, path: join(source.path, name), called: `${source.called}/${name}`, source };
    if (entry.isDirectory()) folders.push(lab);
    else if (entry.isSymbolicLink() && (await isFolder(lab.path))) links.push(lab);
  }
  return { folders, links };
}

function problemOfLink({ name, called }: ListedLab): LabProblem {
  const message = "The lab's folder is a link, which is not followed.";
  const remedy = "Put the folder itself here, or name the folder that it is in in SICKBAY_LABS.";
  return { lab: name, file: ".", path: called, line: 0, message, remedy };
}
