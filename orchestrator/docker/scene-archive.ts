// A machine's scene as one tar for the engine: its files, the folders that are missing, and the added users.
import { posix } from "node:path";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import type { SceneFile } from "../core/lab.ts";

/** A file with its owner, as it goes into the archive. */
export interface ArchiveFile extends SceneFile {
  readonly uid: number;
  readonly gid: number;
}

/** All folders above a path, from the outermost on, without `/`. */
export function foldersAbove(path: string): readonly string[] {
  const folder = posix.dirname(path);
  return folder === "/" ? [] : [...foldersAbove(folder), folder];
}

/**
 * Packs files for extraction at `/`.
 *
 * @param missing folders that the image does not have; they become root's with mode 0755
 */
export async function packScene(files: readonly ArchiveFile[], missing: readonly string[]): Promise<Buffer> {
  const archive = pack();
  const packed = buffer(archive);
  for (const folder of missing)
    archive.entry({ name: folder.slice(1), type: "directory", mode: 0o755, uid: 0, gid: 0 });
  for (const { path, content, mode, uid, gid } of files) {
    archive.entry({ name: path.slice(1), type: "file", mode, uid, gid }, Buffer.from(content));
  }
  archive.finalize();
  return packed;
}
