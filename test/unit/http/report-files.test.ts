import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { answerErrors } from "../../../orchestrator/http/answer-errors.ts";
import { openApiDocument } from "../../../orchestrator/http/openapi.ts";
import { mountReportFiles, type Results } from "../../../orchestrator/http/report-files.ts";
import { securityHeaders } from "../../../orchestrator/http/security-headers.ts";
import type { AttemptResult } from "../../../orchestrator/protocol/attempts.ts";
import { reportFile, reportFiles } from "../../../orchestrator/protocol/report-files.ts";
import { sampleResult } from "../../fakes/sample-result.ts";
import { running, worldPerTest } from "./attempts-fixture.ts";

const world = worldPerTest();
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
let server: Server | undefined;
afterEach(() => server?.close());

async function serve(results: Results): Promise<(path: string) => Promise<Response>> {
  const app = express();
  app.use(securityHeaders);
  mountReportFiles(app, results);
  app.use(answerErrors(silent));
  const listening = createServer(app);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  return (path) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: "close" } });
}

const known = (result: AttemptResult): Results => ({ result: async () => result });

describe("a report as a file", () => {
  it.each([
    ["html", "text/html; charset=utf-8", "<!doctype html>"],
    ["md", "text/markdown; charset=utf-8", "# Every order is answered with 500"],
    ["json", "application/json; charset=utf-8", "{"],
  ])("is sent as %s, to be saved under a name that says lab and day", async (format, type, start) => {
    const get = await serve(known(sampleResult()));
    const response = await get(`/api/attempts/a1/report.${format}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename="?sickbay-disk-full-logs-2025-11-2\\d\\.${format}"?$`),
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await response.text()).startsWith(start)).toBe(true);
  });

  it("has as data what the pages tell, and not the candidate's notes", async () => {
    const get = await serve(known(sampleResult()));
    const text = await (await get("/api/attempts/a1/report.json")).text();
    const { attempt, timeline: _, ...rest } = sampleResult();
    const { lab, kind, startedAtMs, fixedAtMs, endedAtMs, endReason, hints } = attempt;
    expect(reportFile.parse(JSON.parse(text))).toEqual({
      ...rest,
      ...{ attempt: attempt.id, lab, kind, startedAtMs, fixedAtMs, endedAtMs, endReason, hints },
    });
    expect(text).not.toContain("my own notes");
  });

  it("is refused while the attempt runs, and for one that never began", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    const get = await serve(attempts);
    const response = await get(`/api/attempts/${id}/report.html`);
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({
      code: "wrong-state",
      message: "The report is there after the end of the attempt.",
      remedy: "End the attempt first.",
    });
    await attempts.end(id);
    expect((await get(`/api/attempts/${id}/report.md`)).status).toBe(200);
    const failed = sampleResult();
    const other = await serve(known({ ...failed, attempt: { ...failed.attempt, state: "failed" } }));
    expect((await other("/api/attempts/a1/report.json")).status).toBe(409);
  });

  it("of an attempt that never was is not found, and an impossible id is a bad request", async () => {
    const get = await serve(world().open());
    expect((await get("/api/attempts/nobody/report.html")).status).toBe(404);
    expect((await get("/api/attempts/%2e%2e%2f/report.html")).status).toBe(400);
  });

  it("stands in the OpenAPI document in each of its formats", () => {
    const { paths } = openApiDocument("1.2.3");
    for (const { path, type } of Object.values(reportFiles)) {
      expect(paths).toMatchObject({
        [path.replace(":attempt", "{attempt}")]: {
          get: { parameters: [{ name: "attempt" }], responses: { 200: { content: { [type]: {} } }, default: {} } },
        },
      });
    }
  });
});
