// Reports as files to keep or to share: made anew for each download, and only once the attempt ended.
import type { Express } from "express";
import { LabError } from "../core/lab-error.ts";
import { reportData } from "../core/report/data.ts";
import { reportHtml } from "../core/report/html.ts";
import { reportMarkdown } from "../core/report/markdown.ts";
import type { AttemptResult } from "../protocol/attempts.ts";
import { type ReportFormat, reportFile, reportFiles, reportFormat } from "../protocol/report-files.ts";
import { ofAttempt } from "../protocol/routes.ts";
import { dayOf, timeOf } from "./calendar.ts";
import { parse } from "./mount-routes.ts";

/** Where results come from. */
export interface Results {
  /** Throws LabError("unknown-attempt") where there is no such attempt. */
  result(attempt: string): Promise<AttemptResult>;
}

const write: Record<ReportFormat, (result: AttemptResult, startedOn: string) => string> = {
  html: reportHtml,
  md: reportMarkdown,
  // Through its schema, as all JSON that leaves.
  json: (result) => `${JSON.stringify(reportFile.parse(reportData(result)), null, 2)}\n`,
};

export function mountReportFiles(app: Express, results: Results): void {
  for (const format of reportFormat.options) {
    const { path, type } = reportFiles[format];
    app.get(path, async (request, response) => {
      const { attempt } = parse(ofAttempt, request.params, "The address");
      const result = await results.result(attempt);
      refuseUnended(result);
      const started = new Date(result.attempt.startedAtMs ?? result.attempt.createdAtMs);
      const text = write[format](result, `${dayOf(started)} ${timeOf(started)}`);
      response
        .attachment(`sickbay-${result.attempt.lab.id}-${dayOf(started)}.${format}`)
        .type(`${type}; charset=utf-8`)
        .setHeader("Cache-Control", "no-store")
        .send(text);
    });
  }
}

/** @throws LabError("wrong-state") before the end, and for an attempt that never began */
function refuseUnended({ attempt: { state } }: AttemptResult): void {
  if (state === "ended") return;
  if (state === "failed") {
    throw new LabError(
      "wrong-state",
      "This attempt could not be started, so there is nothing to report.",
      "Start the lab again from the library.",
    );
  }
  throw new LabError("wrong-state", "The report is there after the end of the attempt.", "End the attempt first.");
}
