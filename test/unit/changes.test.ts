import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { changesIn } from "../changes.ts";

let clone: string;
const git = (...args: string[]) =>
  promisify(execFile)("git", ["-C", clone, "-c", "user.name=a", "-c", "user.email=a@b", ...args]);

/** Changes files and commits them. */
async function commit(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(clone, path)), { recursive: true });
    await writeFile(join(clone, path), `${Math.random()}`);
  }
  await git("add", ".");
  await git("commit", "--quiet", "-m", "a change");
}

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), "clone-"));
  await git("init", "--quiet", "--initial-branch", "main");
  await commit("labs/one/proof.json", "labs/two/proof.json", "images/db/Dockerfile", "images/db/README.md");
});
afterEach(() => rm(clone, { recursive: true }));

it("knows an image that changed since a lab was proven, and that it did not since another was", async () => {
  expect(changesIn(clone).sinceProof("one", ["images/db"])).toBe(false);
  await commit("images/db/Dockerfile");
  await commit("labs/two/proof.json");
  expect(changesIn(clone).sinceProof("one", ["images/db"])).toBe(true);
  expect(changesIn(clone).sinceProof("one", ["images/base"])).toBe(false);
  expect(changesIn(clone).sinceProof("two", ["images/db"])).toBe(false);
});

it("knows one that was merged since, though the lab was proven and merged later than it was changed", async () => {
  await git("switch", "--quiet", "-c", "image");
  await commit("images/db/Dockerfile");
  await git("switch", "--quiet", "-c", "lab", "main");
  await commit("labs/two/proof.json");
  await git("switch", "--quiet", "main");
  await git("merge", "--quiet", "--no-ff", "-m", "the image", "image");
  await git("merge", "--quiet", "--no-ff", "-m", "the lab", "lab");
  expect(changesIn(clone).sinceProof("two", ["images/db"])).toBe(true);
});

it("takes no heed of what only explains an image, nor of a proof that is not committed yet", async () => {
  await commit("images/db/README.md");
  expect(changesIn(clone).sinceProof("one", ["images/db"])).toBe(false);
  expect(changesIn(clone).sinceProof("three", ["images/db"])).toBe(false);
});

it("knows the labs that the last commit changed, and of a merge all that it brought", async () => {
  await commit("labs/two/brief.md");
  expect(changesIn(clone).inLastCommit("two")).toBe(true);
  expect(changesIn(clone).inLastCommit("one")).toBe(false);
  await git("switch", "--quiet", "-c", "more");
  await commit("labs/one/brief.md");
  await commit("images/db/Dockerfile");
  await git("switch", "--quiet", "main");
  await git("merge", "--quiet", "--no-ff", "-m", "more", "more");
  expect(changesIn(clone).inLastCommit("one")).toBe(true);
  expect(changesIn(clone).inLastCommit("two")).toBe(false);
});

it("takes everything as changed since the proofs where there is no history to ask", async () => {
  await rm(join(clone, ".git"), { recursive: true });
  expect(changesIn(clone).sinceProof("one", ["images/db"])).toBe(true);
  expect(changesIn(clone).inLastCommit("one")).toBe(false);
});
