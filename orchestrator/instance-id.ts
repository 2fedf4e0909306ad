// The name of this installation, kept in its data folder.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const id = z.string().regex(/^[a-z0-9]{8,32}$/);

/**
 * Reads the id from the data folder, or makes one. It stands on the labels of all that this installation makes on an
 * engine, so that two installations on one engine never remove each other's machines.
 */
export function readInstanceId(dataFolder: string): string {
  const file = join(dataFolder, "instance-id");
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${randomBytes(8).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const read = id.safeParse(readFileSync(file, "utf8").trim());
  if (read.success) return read.data;
  throw new Error(`${file} holds no instance id; remove the file to get a new one`);
}
