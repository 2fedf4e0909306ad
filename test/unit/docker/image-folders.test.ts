import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { neededImages, readImageFolders } from "../../../orchestrator/docker/image-folders.ts";

let images: string;
beforeEach(async () => {
  images = await mkdtemp(join(tmpdir(), "sickbay-images-"));
});
afterEach(() => rm(images, { recursive: true }));

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(images, path)), { recursive: true });
  await writeFile(join(images, path), content);
}

async function digestOf(name: string): Promise<string | undefined> {
  return (await readImageFolders(images)).find((folder) => folder.name === name)?.digest;
}

it("puts each image after those that it builds on or copies from", async () => {
  await put("app/Dockerfile", "FROM sickbay/middle\nCOPY --from=sickbay/tools:latest /a /a\n");
  await put("middle/Dockerfile", "FROM sickbay/zero:latest AS x\n");
  await put("tools/Dockerfile", "ARG BASE\nFROM $BASE\n");
  await put("zero/Dockerfile", "ARG BASE\nFROM $BASE\n");
  expect((await readImageFolders(images)).map(({ name }) => name)).toEqual(["zero", "middle", "tools", "app"]);
});

it("leaves out folders without a Dockerfile, the orchestrator's own image, and the trace's until it is asked for", async () => {
  await put("notes/README.md", "");
  await put("sickbay/Dockerfile", "FROM debian\n");
  await put("trace/Dockerfile", "FROM debian\n");
  expect(await readImageFolders(images)).toEqual([]);
  expect(await readImageFolders(images, true)).toMatchObject([{ name: "trace" }]);
});

it("tells which folder needs an image that is not there", async () => {
  await put("app/Dockerfile", "FROM sickbay/gone\n");
  await expect(readImageFolders(images)).rejects.toThrow("images/app needs sickbay/gone, which has no folder");
});

it("tells a ring instead of looping", async () => {
  await put("a/Dockerfile", "FROM sickbay/b\n");
  await put("b/Dockerfile", "FROM sickbay/a\n");
  await expect(readImageFolders(images)).rejects.toThrow("a -> b -> a");
});

it("changes its digest with a file's content, path or executable bit, and not with the README", async () => {
  await put("app/Dockerfile", "FROM scratch\n");
  await put("app/bin/run", "one");
  const seen = [await digestOf("app")];
  await put("app/README.md", "words");
  expect(await digestOf("app")).toBe(seen[0]);
  await put("app/bin/run", "two");
  seen.push(await digestOf("app"));
  await chmod(join(images, "app/bin/run"), 0o755);
  seen.push(await digestOf("app"));
  await put("app/bin/more", "");
  seen.push(await digestOf("app"));
  expect(new Set(seen).size).toBe(4);
});

it("reads image names with flags and stages, and no others", () => {
  const text = "FROM --platform=linux/amd64 sickbay/base AS b\nFROM debian\n# FROM sickbay/old\nCOPY --from=b /x /x\n";
  expect(neededImages(text)).toEqual(["base"]);
});
