import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterEach, beforeEach, expect, it } from "vitest";
import { servePage } from "../../../orchestrator/http/page.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-page-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("is served from below a folder whose name begins with a dot", async () => {
  const dist = join(folder, ".x", "web", "dist");
  await mkdir(join(dist, "assets"), { recursive: true });
  await writeFile(join(dist, "index.html"), "<title>built</title>");
  await writeFile(join(dist, "assets", "page.js"), "run()");
  const app = express();
  servePage(app, dist);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = server.address();
    if (address === null || typeof address === "string") expect.fail("the server has no port");
    const get = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${address.port}${path}`);
      return { status: answer.status, text: await answer.text() };
    };
    expect(await get("/")).toEqual({ status: 200, text: "<title>built</title>" });
    expect(await get("/attempts/a1")).toEqual({ status: 200, text: "<title>built</title>" });
    expect(await get("/assets/page.js")).toEqual({ status: 200, text: "run()" });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
