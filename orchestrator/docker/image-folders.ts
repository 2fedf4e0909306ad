// The folders of images/: which build on which, and a digest of what goes into each.
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { LabError } from "../core/lab-error.ts";

/** The image in which the orchestrator itself can run: no machine is made from it, so it is not built with the others. */
const ORCHESTRATOR_FOLDER = "sickbay";

/** The image of the second source: large, and built only where it is asked for. */
const TRACE_FOLDER = "trace";

/** Images of helpers that look from outside; no machine of a lab is made from them. */
const HELPER_FOLDERS: readonly string[] = ["probe", TRACE_FOLDER];

/** One folder of images/ with a Dockerfile. */
export interface ImageFolder {
  readonly name: string;
  readonly folder: string;
  /** Top entries of the folder that go to the engine. */
  readonly entries: readonly string[];
  /** Names of the other folders that it builds on or copies from. */
  readonly needs: readonly string[];
  /** SHA-256 of paths, executable bits and contents. */
  readonly digest: string;
}

/** The tag under which a folder's image stands on the engine. */
export function imageTag(name: string): string {
  return `sickbay/${name}:latest`;
}

/**
 * Reads all image folders, each after those that it needs.
 *
 * @param withTrace whether that of the second source is among them
 * @throws LabError("image-missing") where a Dockerfile names an image of ours that has no folder, or where they form a ring
 */
export async function readImageFolders(imagesFolder: string, withTrace = false): Promise<ImageFolder[]> {
  const found = await readdir(imagesFolder, { withFileTypes: true });
  const left = withTrace ? [ORCHESTRATOR_FOLDER] : [ORCHESTRATOR_FOLDER, TRACE_FOLDER];
  const names = found.filter((entry) => entry.isDirectory() && !left.includes(entry.name));
  const read = await Promise.all(names.map(({ name }) => readImageFolder(name, join(imagesFolder, name))));
  return inOrder(read.filter((folder) => folder !== null));
}

/** The names of the images that a lab's machines can be made of. */
export async function machineImages(imagesFolder: string): Promise<string[]> {
  return (await readImageFolders(imagesFolder))
    .map(({ name }) => name)
    .filter((name) => !HELPER_FOLDERS.includes(name));
}

/** The names of our own images that a Dockerfile refers to, in FROM or COPY --from. */
export function neededImages(dockerfile: string): string[] {
  const references = dockerfile.matchAll(/^\s*(?:FROM\s+(?:--\S+\s+)*|COPY\s.*--from=)sickbay\/([a-z0-9-]+)/gim);
  return [...new Set([...references].map((match) => match[1] ?? ""))];
}

/** Sorts so that each folder comes after those that it needs; otherwise by name. */
export function inOrder(folders: readonly ImageFolder[]): ImageFolder[] {
  const byName = new Map(folders.map((folder) => [folder.name, folder]));
  const ordered: ImageFolder[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const folder = byName.get(name);
    if (folder === undefined)
      throw broken(`images/${path.at(-1)} needs sickbay/${name}, which has no folder in images/.`);
    if (path.includes(name)) throw broken(`The images need each other in a ring: ${[...path, name].join(" -> ")}.`);
    if (ordered.includes(folder)) return;
    for (const needed of folder.needs) visit(needed, [...path, name]);
    ordered.push(folder);
  };
  for (const name of [...byName.keys()].sort()) visit(name, []);
  return ordered;
}

function broken(message: string): LabError {
  return new LabError("image-missing", message, "Correct the FROM line in that folder's Dockerfile.");
}

async function readImageFolder(name: string, folder: string): Promise<ImageFolder | null> {
  // A README explains an image and is no part of it: a change in it builds nothing anew.
  const entries = (await readdir(folder)).filter((entry) => entry !== "README.md").sort();
  if (!entries.includes("Dockerfile")) return null;
  const dockerfile = await readFile(join(folder, "Dockerfile"), "utf8");
  return { name, folder, entries, needs: neededImages(dockerfile), digest: await digestOf(folder, entries) };
}

async function digestOf(folder: string, entries: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  const add = async (path: string): Promise<void> => {
    const about = await stat(join(folder, path));
    if (about.isDirectory()) {
      for (const entry of (await readdir(join(folder, path))).sort()) await add(join(path, entry));
      return;
    }
    const content = await readFile(join(folder, path));
    hash.update(`${path}\0${about.mode & 0o111}\0${content.length}\0`).update(content);
  };
  for (const entry of entries) await add(entry);
  return hash.digest("hex");
}
