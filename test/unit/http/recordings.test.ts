import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import { answerErrors } from "../../../orchestrator/http/answer-errors.ts";
import { openApiDocument } from "../../../orchestrator/http/openapi.ts";
import { mountRecordings, recordingViews } from "../../../orchestrator/http/recordings.ts";
import type { AttemptResult } from "../../../orchestrator/protocol/attempts.ts";
import { recordingView } from "../../../orchestrator/protocol/recordings.ts";
import { Recordings } from "../../../orchestrator/terminal/recording/recordings.ts";
import { SAMPLE_START_MS, sampleResult } from "../../fakes/sample-result.ts";
import { silent } from "./attempts-fixture.ts";

const nonce = "c0ffee";
let folder: string;
let recordings: Recordings;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-recordings-"));
  recordings = new Recordings(folder, (file) => expect.fail(`${file} can't be read`));
});
afterEach(async () => {
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Records terminal t1 of attempt a1: a prompt after one second, a command at 8 s, its output, and a gap. */
function record(): void {
  const openedAtMs = SAMPLE_START_MS;
  const about = { terminal: "t1", machine: "web", name: "checkout-1 (2)", shell: "s1", nonce, openedAtMs };
  const recording = recordings.create("a1", about, { onTrouble: (trouble) => expect.fail(trouble) });
  const at = (seconds: number) => SAMPLE_START_MS + seconds * 1000;
  recording.resized(100, 30, at(0.5));
  recording.output(Buffer.from(`\x1b]7770;${nonce};A\x07$ `), at(1));
  recording.output(Buffer.from("HTTP/1.1 500\r\n$ "), at(8.05));
  recording.lost(300, at(20));
  recording.output(Buffer.from("exit\r\n"), at(400));
  recording.close();
}

const closed = (exit: number | null): AttemptResult => {
  const result = sampleResult();
  const body = { kind: "terminal-closed", terminal: "t1", exit, reason: "shell-ended" } as const;
  return { ...result, timeline: [...result.timeline, { seq: 900, atMs: SAMPLE_START_MS + 401_000, body }] };
};

async function get(path: string, result: AttemptResult): Promise<Response> {
  const app = express();
  const results = {
    result: async (id: string) => {
      if (id === "a1") return result;
      throw new LabError("unknown-attempt", "There is no such attempt.", "Choose one from the library.");
    },
  };
  mountRecordings(app, recordings, results, silent);
  app.use(answerErrors(silent));
  const listening = createServer(app);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: "close" } });
}

const running = (): AttemptResult => {
  const result = sampleResult();
  return { ...result, attempt: { ...result.attempt, state: "running" }, report: null };
};

describe("the recordings of an attempt", () => {
  it("are listed with machine, name, start, length, size, and whether something is missing", async () => {
    record();
    const [view, ...others] = await recordingViews(recordings, sampleResult());
    expect(others).toEqual([]);
    expect(recordingView.parse(view)).toMatchObject({
      terminal: "t1",
      machine: "web",
      name: "checkout-1 (2)",
      openedAtMs: SAMPLE_START_MS,
      durationMs: 400_000,
      whole: false,
    });
    expect(view?.bytes).toBeGreaterThan(20);
  });

  it("have a moment for each command, each fact seen, each check and each gap, in order of time", async () => {
    record();
    const result = sampleResult();
    const [view] = await recordingViews(recordings, result);
    const kinds = Map.groupBy(view?.markers ?? [], ({ kind }) => kind);
    expect(kinds.get("command")?.map(({ target }) => target)).toEqual(result.commands.map(({ id }) => id));
    expect(kinds.get("evidence")?.length).toBe(result.report?.evidence.filter(({ command }) => command).length);
    expect(kinds.get("check")?.map(({ target }) => target)).toEqual(result.checks.map(({ id }) => id));
    expect(kinds.get("gap")?.map(({ label }) => label)).toEqual(["300 bytes were lost while Sickbay was away"]);
    const times = view?.markers.map(({ atMs }) => atMs) ?? [];
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it("tell nothing of evidence while the attempt runs", async () => {
    record();
    const [view] = await recordingViews(recordings, running());
    expect(view?.markers.filter(({ kind }) => kind === "evidence")).toEqual([]);
    expect(await (await get("/api/attempts/a1/terminals/t1/recording.cast", running())).text()).not.toContain("Seen:");
  });

  it("are none where nothing was recorded", async () => {
    expect(await recordingViews(recordings, sampleResult())).toEqual([]);
  });
});

describe("a recording as a file", () => {
  it("is sent under a name that says lab and terminal, with the markers of the list and the exit", async () => {
    record();
    const response = await get("/api/attempts/a1/terminals/t1/recording.cast", closed(3));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("application/x-asciicast");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="?sickbay-disk-full-logs-checkout-1-2\.cast"?$/,
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(text).not.toContain(nonce);
    const events = text
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => JSON.parse(line) as [number, string, string]);
    const [view] = await recordingViews(recordings, closed(3));
    expect(events.filter(([, code]) => code === "m").map(([, , label]) => label)).toEqual(
      view?.markers.map(({ label }) => label),
    );
    expect(events.at(-1)?.slice(1)).toEqual(["x", "3"]);
  });

  it("is not found where nothing was recorded, and neither is an attempt that never was", async () => {
    const response = await get("/api/attempts/a1/terminals/t9/recording.cast", sampleResult());
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      code: "not-found",
      message: "Nothing is recorded of this terminal.",
      remedy: "Choose one that the result lists.",
    });
    server?.close();
    expect((await get("/api/attempts/a2/terminals/t1/recording.cast", sampleResult())).status).toBe(404);
    server?.close();
    expect((await get("/api/attempts/a1/terminals/%2e%2e%2f/recording.cast", sampleResult())).status).toBe(400);
  });

  it("stands in the OpenAPI document", () => {
    expect(openApiDocument("1.2.3").paths).toMatchObject({
      "/api/attempts/{attempt}/terminals/{terminal}/recording.cast": {
        get: {
          parameters: [{ name: "attempt" }, { name: "terminal" }],
          responses: { 200: { content: { "application/x-asciicast": {} } }, default: {} },
        },
      },
    });
  });
});
