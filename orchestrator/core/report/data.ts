// A report as data, for tools: the same content as the pages.
import type { AttemptResult } from "../../protocol/attempts.ts";
import type { ReportFile } from "../../protocol/report-files.ts";

/** The report of an ended attempt as plain data; times as in the API, in Unix milliseconds. */
export function reportData(result: AttemptResult): ReportFile {
  const { attempt, outcome, seconds, checks, commands, report, expert, solutions, debrief, story } = result;
  const { startedAtMs, fixedAtMs, endedAtMs, endReason, hints } = attempt;
  return {
    attempt: attempt.id,
    lab: attempt.lab,
    kind: attempt.kind,
    outcome,
    seconds,
    startedAtMs,
    fixedAtMs,
    endedAtMs,
    endReason,
    report,
    checks,
    commands,
    hints,
    expert,
    solutions,
    debrief,
    story,
  };
}
