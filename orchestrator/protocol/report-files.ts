// A report as a file to keep or to share, once the attempt ended.
import { z } from "zod";
import { attempt, attemptResult } from "./attempts.ts";

/** The JSON file: what the HTML and Markdown files tell, as data. */
export const reportFile = z.strictObject({
  attempt: z.string(),
  ...attempt.pick({
    lab: true,
    kind: true,
    startedAtMs: true,
    fixedAtMs: true,
    endedAtMs: true,
    endReason: true,
    hints: true,
  }).shape,
  ...attemptResult.omit({ attempt: true, timeline: true }).shape,
});
export type ReportFile = z.infer<typeof reportFile>;

export const reportFormat = z.enum(["html", "md", "json"]);
export type ReportFormat = z.infer<typeof reportFormat>;

/** A file that the API offers for download: by its ending, with the type that it is sent as. */
export const reportFiles = {
  html: { path: "/api/attempts/:attempt/report.html", type: "text/html", summary: "The report as one HTML file" },
  md: { path: "/api/attempts/:attempt/report.md", type: "text/markdown", summary: "The report as Markdown" },
  json: { path: "/api/attempts/:attempt/report.json", type: "application/json", summary: "The report as data" },
} as const satisfies Record<ReportFormat, { path: string; type: string; summary: string }>;
