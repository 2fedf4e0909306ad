import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Lines } from "../../../orchestrator/docker/lines.ts";

const log = { info: () => {}, warn: () => {} };

it("takes away nothing but what it made, whatever folder it was given", async () => {
  const parent = await mkdtemp(join(tmpdir(), "lines-"));
  const folder = join(parent, "installation");
  await mkdir(join(folder, "documents"), { recursive: true });
  await writeFile(join(folder, "documents", "thesis.txt"), "years of work");
  const lines = new Lines(parent, "installation", log);
  await lines.open("attempt1", false);
  // Only what holds a socket of ours is a sandbox's.
  expect(await lines.owners()).toEqual(["attempt1"]);
  await writeFile(join(folder, "attempt1", "note.txt"), "somebody's");
  await lines.close("attempt1");
  await lines.close("documents");
  expect(await readdir(join(folder, "attempt1"))).toEqual(["note.txt"]);
  expect(await readdir(join(folder, "documents"))).toEqual(["thesis.txt"]);
  await rm(parent, { recursive: true });
});

it("leaves no folder of a sandbox that is gone, closed here or left by an orchestrator before", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lines-"));
  const lines = new Lines(folder, "installation", log);
  await lines.open("attempt1", false);
  await lines.close("attempt1");
  await lines.close("never-opened");
  expect(await readdir(join(folder, "installation"))).toEqual([]);
  await rm(folder, { recursive: true });
});
