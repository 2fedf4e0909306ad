// Lays scenes into containers that are created and not started yet. What an image holds is asked once per image.
import { buffer } from "node:stream/consumers";
import type { Container } from "dockerode";
import { extract } from "tar-stream";
import { LabError } from "../core/lab-error.ts";
import type { MachinePlan } from "../core/ports.ts";
import { ACCOUNT_FILES, withUsers } from "./accounts.ts";
import { asking, isGone } from "./engine-errors.ts";
import { type ArchiveFile, foldersAbove, packScene } from "./scene-archive.ts";

interface KnownImage {
  /** Whether a folder is in the image, by path. */
  readonly folders: Map<string, Promise<boolean>>;
  accounts: Promise<readonly ArchiveFile[]> | null;
}

/** Lays scenes; keeps what it learned of images. */
export class Scenes {
  readonly #images = new Map<string, KnownImage>();

  /**
   * Copies a plan's files and users into a container.
   *
   * @param imageId the content address of the container's image, so that a rebuilt image is asked anew
   */
  async lay(container: Container, imageId: string, plan: MachinePlan): Promise<void> {
    const known = this.#images.get(imageId) ?? { folders: new Map(), accounts: null };
    this.#images.set(imageId, known);
    const files: ArchiveFile[] = plan.files.map((file) => ({ ...file, uid: 0, gid: 0 }));
    if (plan.users.length > 0) files.push(...(await accountsWith(known, container, plan)));
    if (files.length === 0) return;
    const folders = [...new Set(files.flatMap((file) => foldersAbove(file.path)))].sort();
    const found = await Promise.all(folders.map((folder) => hasFolder(known, container, folder)));
    const archive = await packScene(
      files,
      folders.filter((_, place) => found[place] === false),
    );
    await asking("copying a scene", async () => drain(await container.putArchive(archive, { path: "/" })));
  }
}

function hasFolder(known: KnownImage, container: Container, folder: string): Promise<boolean> {
  const asked = known.folders.get(folder);
  if (asked !== undefined) return asked;
  const answer = asking("looking for a folder", async () => {
    try {
      await drain(await container.infoArchive({ path: folder }));
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  });
  known.folders.set(folder, answer);
  answer.catch(() => known.folders.delete(folder));
  return answer;
}

async function accountsWith(known: KnownImage, container: Container, plan: MachinePlan): Promise<ArchiveFile[]> {
  known.accounts ??= Promise.all(ACCOUNT_FILES.map((path) => readFile(container, path)));
  let accounts: readonly ArchiveFile[];
  try {
    accounts = await known.accounts;
  } catch (error) {
    known.accounts = null;
    throw error;
  }
  const text = (path: string): string => {
    const file = accounts.find((account) => account.path === path);
    return file === undefined ? "" : Buffer.from(file.content).toString("utf8");
  };
  const texts = withUsers(
    { "/etc/passwd": text("/etc/passwd"), "/etc/group": text("/etc/group"), "/etc/shadow": text("/etc/shadow") },
    plan.users,
  );
  return accounts.map((account) => ({
    ...account,
    content: Buffer.from(texts[ACCOUNT_FILES.find((path) => path === account.path) ?? "/etc/passwd"]),
  }));
}

/** Reads one file of a container, with its owner and mode. */
async function readFile(container: Container, path: string): Promise<ArchiveFile> {
  const stream = await asking(`reading ${path} of an image`, () => container.getArchive({ path }));
  const reader = extract();
  stream.pipe(reader);
  let file: ArchiveFile | undefined;
  for await (const entry of reader) {
    const { mode = 0o644, uid = 0, gid = 0 } = entry.header;
    file = { path, content: await buffer(entry), mode, uid, gid };
  }
  if (file !== undefined) return file;
  throw new LabError("internal", `The image's ${path} can't be read.`, "Build the images again with npm start.");
}

/** Reads an answer to its end: one left unread keeps its connection, and with it the process, open. */
async function drain(answer: NodeJS.ReadableStream): Promise<void> {
  await buffer(answer);
}
