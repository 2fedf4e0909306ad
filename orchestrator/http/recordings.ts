// What is recorded of an attempt's terminals, as a list and as files.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Express } from "express";
import { LabError } from "../core/lab-error.ts";
import type { AttemptResult } from "../protocol/attempts.ts";
import { castPath, type RecordingMarker, type RecordingView } from "../protocol/recordings.ts";
import { routes } from "../protocol/routes.ts";
import { castLines } from "../terminal/recording/cast.ts";
import type { RecordingHead, Recordings } from "../terminal/recording/recordings.ts";
import { FIRST_SIZE } from "./attempt-terminals.ts";
import type { Log } from "./log.ts";
import { parse } from "./mount-routes.ts";
import { toProblem } from "./problem.ts";
import type { Results } from "./report-files.ts";

/** Characters of a marker. */
const MAX_LABEL = 200;

const said: Readonly<Record<string, string>> = {
  fixed: "Check: fixed",
  "symptom-hidden": "Check: symptom hidden",
  "not-fixed": "Check: not fixed",
  "could-not-tell": "Check: could not tell",
};

/** The recorded terminals of an attempt, in the order in which they were opened. */
export function recordingViews(recordings: Recordings, result: AttemptResult): RecordingView[] {
  return recordings.heads(result.attempt.id).map((head) => ({
    terminal: head.terminal,
    machine: head.machine,
    name: head.name,
    openedAtMs: head.openedAtMs,
    markers: markersOf(head, result),
  }));
}

/** Commands of the terminal, each with the evidence that it showed, and the checks. Evidence only after the end: before it, nobody is told. */
function markersOf({ terminal }: RecordingHead, { commands, checks, report }: AttemptResult): RecordingMarker[] {
  const shown = new Map(report?.commands.map(({ id, evidence }) => [id, evidence]));
  const labels = new Map(report?.evidence.map(({ id, label }) => [id, label]));
  const ofCommands = commands
    .filter((command) => command.terminal === terminal)
    .map(({ id, text, startedAtMs }) => {
      const seen = (shown.get(id) ?? []).map((evidence) => labels.get(evidence) ?? evidence);
      const label = [text.split("\n")[0] || "a command", ...seen.map((evidence) => `saw: ${evidence}`)].join(" · ");
      return { atMs: startedAtMs, label: label.slice(0, MAX_LABEL), command: id, check: null };
    });
  const ofChecks = checks.map(({ id, outcome, startedAtMs }) => ({
    atMs: startedAtMs,
    label: said[outcome ?? ""] ?? "Check",
    command: null,
    check: id,
  }));
  return [...ofCommands, ...ofChecks].sort((one, other) => one.atMs - other.atMs);
}

/** Serves recordings as files; they are written as they are read, however long. */
export function mountRecordings(app: Express, recordings: Recordings, results: Results, log: Log): void {
  app.get(castPath, async (request, response) => {
    const { attempt, terminal } = parse(routes.closeTerminal.params, request.params, "The address");
    const result = await results.result(attempt);
    const head = recordings.heads(attempt).find((one) => one.terminal === terminal);
    if (!head) throw new LabError("not-found", "Nothing is recorded of this terminal.", "Choose another one.");
    const lines = castLines(recordings.read(attempt, terminal), {
      title: `${result.attempt.lab.title} (${head.name})`,
      nonce: head.nonce,
      openedAtMs: head.openedAtMs,
      size: FIRST_SIZE,
      markers: markersOf(head, result),
    });
    response
      .attachment(`sickbay-${result.attempt.lab.id}-${head.name.replace(/[^A-Za-z0-9-]+/g, "-")}.cast`)
      .type("application/x-asciicast")
      .setHeader("Cache-Control", "no-store");
    try {
      await pipeline(Readable.from(lines), response);
    } catch (error) {
      // Half a file is sent by now, or the reader went: there is nobody to tell but the log.
      log.warn({ attempt, terminal, err: error }, `a recording was not sent to its end: ${toProblem(error).message}`);
      response.destroy();
    }
  });
}
