// What is recorded of an attempt's terminals, as a list and as files.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Express } from "express";
import { LabError } from "../core/lab-error.ts";
import type { AttemptResult } from "../protocol/attempts.ts";
import { castFile, type RecordingView } from "../protocol/recordings.ts";
import { ofTerminal } from "../protocol/routes.ts";
import { castLines } from "../terminal/recording/cast.ts";
import type { Recordings } from "../terminal/recording/recordings.ts";
import type { RecordingSummary } from "../terminal/recording/summary.ts";
import { FIRST_SIZE } from "./attempt-terminals.ts";
import type { Log } from "./log.ts";
import { parse } from "./mount-routes.ts";
import { recordingMarkers } from "./recording-markers.ts";
import type { Results } from "./report-files.ts";

/** The recorded terminals of an attempt, in the order in which they were opened. */
export async function recordingViews(recordings: Recordings, result: AttemptResult): Promise<RecordingView[]> {
  const views = recordings.heads(result.attempt.id).map(async ({ terminal, machine, name, openedAtMs }) => {
    const summary = await summaryOf(recordings, result.attempt.id, terminal);
    if (!summary) return [];
    const { bytes, lastAtMs, gaps } = summary;
    const markers = recordingMarkers(terminal, result, gaps);
    const durationMs = Math.max(0, (lastAtMs ?? openedAtMs) - openedAtMs);
    const whole = markers.every(({ kind }) => kind !== "gap");
    return [{ terminal, machine, name, openedAtMs, durationMs, bytes, whole, markers }];
  });
  return (await Promise.all(views)).flat();
}

/** Null where the files of a recording are not there: nothing could be written. */
async function summaryOf(recordings: Recordings, attempt: string, terminal: string): Promise<RecordingSummary | null> {
  try {
    return await recordings.summary(attempt, terminal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Serves recordings as files. They are read as they are sent, no faster than the other side takes them. */
export function mountRecordings(app: Express, recordings: Recordings, results: Results, log: Log): void {
  app.get(castFile.path, async (request, response) => {
    const { attempt, terminal } = parse(ofTerminal, request.params, "The address");
    const result = await results.result(attempt);
    const head = recordings.heads(attempt).find((one) => one.terminal === terminal);
    const summary = head && (await summaryOf(recordings, attempt, terminal));
    if (!head || !summary) {
      throw new LabError("not-found", "Nothing is recorded of this terminal.", "Choose one that the result lists.");
    }
    const lines = castLines(recordings.read(attempt, terminal), {
      title: `${result.attempt.lab.title} (${head.name})`,
      nonce: head.nonce,
      openedAtMs: head.openedAtMs,
      size: FIRST_SIZE,
      markers: recordingMarkers(terminal, result, summary.gaps),
      exit: exitOf(terminal, result),
    });
    response
      .attachment(`sickbay-${result.attempt.lab.id}-${head.name.replace(/[^A-Za-z0-9]+/g, "-").replace(/-$/, "")}.cast`)
      .type(castFile.type)
      .setHeader("Cache-Control", "no-store");
    try {
      await pipeline(Readable.from(lines), response);
    } catch (error) {
      // Half a file is sent by now, or its reader went: there is nobody to tell but the log.
      log.warn({ attempt, terminal, err: error }, "a recording was not sent to its end");
      response.destroy();
    }
  });
}

function exitOf(terminal: string, { timeline }: AttemptResult): { atMs: number; status: number } | null {
  for (const { atMs, body } of timeline) {
    if (body.kind === "terminal-closed" && body.terminal === terminal && body.exit !== null) {
      return { atMs, status: body.exit };
    }
  }
  return null;
}
