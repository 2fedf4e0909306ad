// Where labs come from: folders, and git repositories, which are copied into a folder of ours. What is in them is trusted with no more
// than any lab is: its files go into machines and probes, never onto the host, with what the schema's lists allow.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, rm, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { LabError } from "../core/lab-error.ts";
import type { LabProblem } from "../protocol/labs.ts";

/** How long git may take for one repository, in milliseconds. */
const GIT_MS = 120_000;
const IS_REPOSITORY = /^(https|http|ssh|git|file):\/\/|^[\w.-]+@[\w.-]+:/;
/** A repository may hold more than labs: they are in this folder then. */
const LABS = "labs";

/** A folder of labs. */
export interface SourceFolder {
  readonly path: string;
  /** The same as people can open it: of a copy the address of its repository. */
  readonly called: string;
}

export type LabSource =
  | ({ readonly kind: "folder" } & SourceFolder)
  /** `ref` is a branch or a tag; null for what the repository shows first. */
  | { readonly kind: "repository"; readonly url: string; readonly ref: string | null };

/**
 * Reads a list of folders and of addresses of git repositories, separated by commas; `#name` behind an address chooses a branch or a tag.
 *
 * @param root what relative folders count from
 * @throws LabError("bad-request") for a list without an entry, and for a name of a branch that git would take for an option
 */
export function labSources(text: string, root: string): readonly LabSource[] {
  const parts = text.split(",").map((entry) => entry.trim());
  // What is named twice would be copied twice at a time, to one place.
  const entries = [...new Set(parts.filter((entry) => entry !== ""))];
  if (entries.length === 0) {
    throw new LabError("bad-request", "SICKBAY_LABS names no folder of labs.", "Unset it, or name folders of labs.");
  }
  return entries.map((entry): LabSource => {
    if (!IS_REPOSITORY.test(entry)) return { kind: "folder", ...sourceFolder(resolve(root, entry), root) };
    const [url = "", ref] = entry.split("#");
    if (ref !== undefined && !/^\w[\w./-]*$/.test(ref)) {
      const message = `SICKBAY_LABS names a branch or tag that can't be one: "${ref}".`;
      throw new LabError("bad-request", message, "Write the address, #, and the name of a branch or a tag.");
    }
    return { kind: "repository", url, ref: ref ?? null };
  });
}

/** A folder by its path from `root` where it lies in there, which is shorter. */
function sourceFolder(path: string, root: string): SourceFolder {
  const inside = relative(root, path) || ".";
  return { path, called: inside.startsWith("..") ? path : inside };
}

/**
 * The folders of the sources, in their order; repositories are copied, or brought up to date, all at a time. One that can't be had is a
 * problem, and the others go on.
 *
 * @param copies the folder for copies of repositories
 * @param warn told where a copy could not be brought up to date, so that an older one is used
 * @throws LabError("lab-invalid") where not one of the sources is left
 */
export async function labFoldersOf(
  sources: readonly LabSource[],
  copies: string,
  warn: (message: string) => void,
): Promise<{ folders: readonly SourceFolder[]; problems: readonly LabProblem[] }> {
  const had = await Promise.all(
    sources.map((source) => (source.kind === "folder" ? source : copyOf(source, copies, warn))),
  );
  const folders = had.filter((source) => "called" in source);
  const problems = had.filter((source) => "remedy" in source);
  const [first] = problems;
  if (first && folders.length === 0) {
    throw new LabError("lab-invalid", problems.map(({ message }) => message).join(" "), first.remedy);
  }
  return { folders, problems };
}

/** What is wrong with a source as a whole. */
export function problemOf({ called }: Pick<SourceFolder, "called">, message: string, remedy: string): LabProblem {
  return { lab: "", file: ".", path: called, line: 0, message, remedy };
}

async function copyOf(
  { url, ref }: { readonly url: string; readonly ref: string | null },
  copies: string,
  warn: (message: string) => void,
): Promise<SourceFolder | LabProblem> {
  const called = withoutUser(url);
  const name = createHash("sha256")
    .update(`${url}#${ref ?? ""}`)
    .digest("hex")
    .slice(0, 16);
  const copy = join(copies, name);
  if (await isFolder(join(copy, ".git"))) {
    try {
      await git(["-C", copy, "fetch", "--quiet", "--depth", "1", "--no-tags", "origin", ref ?? "HEAD"]);
      await git(["-C", copy, "reset", "--hard", "--quiet", "FETCH_HEAD"]);
    } catch (error) {
      warn(`${called} can't be brought up to date, so its labs are as they were before: ${why(error)}`);
    }
  } else {
    await mkdir(copies, { recursive: true });
    try {
      await git(["clone", "--quiet", "--depth", "1", "--no-tags", ...(ref ? ["--branch", ref] : []), "--", url, copy]);
    } catch (error) {
      // What a broken copy left would be taken for a whole one.
      await rm(copy, { recursive: true, force: true });
      const remedy = "Check the address in SICKBAY_LABS, and that this user may read it without a question.";
      return problemOf({ called }, `The labs at ${called} can't be copied: ${why(error)}`, remedy);
    }
  }
  return (await isFolder(join(copy, LABS)))
    ? { path: join(copy, LABS), called: `${called}/${LABS}` }
    : { path: copy, called };
}

/** Links in a repository come as files with text, nothing of it is run, and neither git nor ssh asks anybody for a password. */
async function git(args: readonly string[]): Promise<void> {
  const settings = [
    "core.symlinks=false",
    "core.hooksPath=/dev/null",
    "core.sshCommand=ssh -o BatchMode=yes",
    "protocol.ext.allow=never",
  ];
  const command = ["GIT_TERMINAL_PROMPT=0", "git", ...settings.flatMap((setting) => ["-c", setting]), ...args];
  await promisify(execFile)("env", command, { timeout: GIT_MS });
}

/** Whether there is a folder at a path, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** What git said first, which says most: more general words follow. */
function why(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("killed" in error && error.killed) return `git was not done within ${GIT_MS / 1000} s.`;
  const said = "stderr" in error ? String(error.stderr).trim().split("\n").at(0) : "";
  return withoutUser(said || error.message);
}

/** A text whose addresses name no user, and so no password or token either. */
function withoutUser(text: string): string {
  return text.replaceAll(/(?<=:\/\/)[^/\s]*@|(?<=^|\s|')[\w.-]+@(?=[\w.-]+:)/g, "");
}
