// Reads all files of one lab's folder, within limits. Nothing outside the folder is ever read.
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Problems } from "./problems.ts";

const MAX_FILE_BYTES = 1024 * 1024;
const MAX_FOLDER_BYTES = 8 * 1024 * 1024;
const MAX_FILES = 500;
const MAX_DEPTH = 16;

/** What Python, a desktop, Vim and Emacs leave beside a file that is in use: no part of a lab. */
const LEFTOVERS = /^(__pycache__|\.DS_Store|\..*\.sw[a-z]|4913|\.#.*|#.*#|.+~)$/;

/** Whether a file or folder of this name is none of a lab's. */
export function isLeftover(name: string): boolean {
  return LEFTOVERS.test(name);
}

/** What `lab verify --write-proof` writes. */
export const PROOF_FILE = "proof.json";

export interface FolderFile {
  readonly content: Buffer;
  /** Git keeps only whether a file may be run, so all else is made the same everywhere. */
  readonly mode: 0o644 | 0o755;
}

/** The folder's files by their path in it, with `/` between the parts. */
export type LabFolder = ReadonlyMap<string, FolderFile>;

/** Reads the whole folder; what can't be taken (links, devices, too much) is a problem. */
export async function readLabFolder(folder: string, problems: Problems): Promise<LabFolder> {
  const files = new Map<string, FolderFile>();
  let bytes = 0;

  const read = async (path: string): Promise<void> => {
    const full = join(folder, path);
    const { size, mode } = await lstat(full);
    if (size > MAX_FILE_BYTES || bytes + size > MAX_FOLDER_BYTES || files.size >= MAX_FILES) {
      const limits = `${MAX_FILE_BYTES / 2 ** 20} MiB a file, ${MAX_FOLDER_BYTES / 2 ** 20} MiB and ${MAX_FILES} files a lab`;
      problems.add(path, 0, "The file is too large, or the lab has too many files.", `At most ${limits}.`);
      return;
    }
    bytes += size;
    // A link that took the file's place since it was looked at is refused by the kernel.
    await using handle = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW);
    files.set(path, { content: await handle.readFile(), mode: mode & 0o111 ? 0o755 : 0o644 });
  };

  const enter = async (path: string, depth: number): Promise<void> => {
    if (depth <= MAX_DEPTH) return walk(path, depth);
    const remedy = "Lay its files less deep, or make them in the fault's script.";
    problems.add(path, 0, `The folder is more than ${MAX_DEPTH} folders deep.`, remedy);
  };

  const walk = async (path: string, depth: number): Promise<void> => {
    const entries = await readdir(join(folder, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const at = path === "" ? entry.name : `${path}/${entry.name}`;
      if (isLeftover(entry.name)) continue;
      if (entry.isDirectory()) await enter(at, depth + 1);
      else if (entry.isFile()) await read(at);
      else
        problems.add(
          at,
          0,
          "Only files and folders can be taken.",
          "Replace the link, or make it in the fault's script.",
        );
    }
  };

  await walk("", 0);
  return files;
}

/** SHA-256 in hex of all that makes the lab: each file's path, whether it may be run, and its content; the proof is none of it. */
export function digestOf(folder: LabFolder): string {
  const hash = createHash("sha256");
  for (const [path, { mode, content }] of folder) {
    if (path === PROOF_FILE) continue;
    hash.update(`${path}\0${mode}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** The files below a folder, by their path from it. */
export function below(folder: LabFolder, prefix: string): Map<string, FolderFile> {
  const start = `${prefix}/`;
  return new Map(
    [...folder].filter(([path]) => path.startsWith(start)).map(([path, file]) => [path.slice(start.length), file]),
  );
}
