// Where labs come from: folders, and git repositories, which are copied into a folder of ours. What is in them is trusted with no more
// than any lab is: its files go into machines and probes, never onto the host, with what the schema's lists allow.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { LabError } from "../core/lab-error.ts";

/** How long git may take for one repository, in milliseconds. */
const GIT_MS = 120_000;
const IS_REPOSITORY = /^(https|http|ssh|git|file):\/\/|^[\w.-]+@[\w.-]+:/;
/** A repository may hold more than labs: they are in this folder then. */
const LABS = "labs";

export type LabSource =
  | { readonly kind: "folder"; readonly path: string }
  /** `ref` is a branch or a tag; null for what the repository shows first. */
  | { readonly kind: "repository"; readonly url: string; readonly ref: string | null };

/**
 * Reads a list of folders and of addresses of git repositories, separated by commas; `#name` behind an address chooses a branch or a tag.
 *
 * @param root what relative folders count from
 * @throws LabError("bad-request") for a list without an entry, and for a name of a branch that git would take for an option
 */
export function labSources(text: string, root: string): readonly LabSource[] {
  const entries = text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  if (entries.length === 0) {
    throw new LabError("bad-request", "SICKBAY_LABS names no folder of labs.", "Unset it, or name folders of labs.");
  }
  return entries.map((entry): LabSource => {
    if (!IS_REPOSITORY.test(entry)) return { kind: "folder", path: resolve(root, entry) };
    const [url = "", ref] = entry.split("#");
    if (ref !== undefined && !/^\w[\w./-]*$/.test(ref)) {
      const message = `SICKBAY_LABS names a branch or tag that can't be one: "${ref}".`;
      throw new LabError("bad-request", message, "Write the address, #, and the name of a branch or a tag.");
    }
    return { kind: "repository", url, ref: ref ?? null };
  });
}

/**
 * The folders of the sources, in their order; repositories are copied, or brought up to date.
 *
 * @param copies the folder for copies of repositories
 * @param warn told where a copy could not be brought up to date, so that an older one is used
 * @throws LabError("lab-invalid") where a repository can't be had at all
 */
export async function labFoldersOf(
  sources: readonly LabSource[],
  copies: string,
  warn: (message: string) => void,
): Promise<string[]> {
  const folders: string[] = [];
  for (const source of sources) {
    folders.push(source.kind === "folder" ? source.path : await copyOf(source, copies, warn));
  }
  return folders;
}

async function copyOf(
  { url, ref }: { readonly url: string; readonly ref: string | null },
  copies: string,
  warn: (message: string) => void,
): Promise<string> {
  const name = createHash("sha256")
    .update(`${url}#${ref ?? ""}`)
    .digest("hex")
    .slice(0, 16);
  const copy = join(copies, name);
  if (await isThere(join(copy, ".git"))) {
    try {
      await git(["-C", copy, "fetch", "--depth", "1", "--no-tags", "origin", ref ?? "HEAD"]);
      await git(["-C", copy, "reset", "--hard", "--quiet", "FETCH_HEAD"]);
    } catch (error) {
      warn(`${url} can't be brought up to date, so its labs are as they were before: ${why(error)}`);
    }
  } else {
    await mkdir(copies, { recursive: true });
    try {
      await git(["clone", "--depth", "1", "--no-tags", ...(ref ? ["--branch", ref] : []), "--", url, copy]);
    } catch (error) {
      // What a broken copy left would be taken for a whole one.
      await rm(copy, { recursive: true, force: true });
      const remedy = "Check the address in SICKBAY_LABS, and that this user may read it without a question.";
      throw new LabError("lab-invalid", `The labs at ${url} can't be copied: ${why(error)}`, remedy, { cause: error });
    }
  }
  return (await isThere(join(copy, LABS))) ? join(copy, LABS) : copy;
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

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/** Git's own last word, which says most. */
function why(error: unknown): string {
  const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : "";
  return said || (error instanceof Error ? error.message : String(error));
}
