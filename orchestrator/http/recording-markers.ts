// The moments of a recording that one would jump to.
import type { AttemptResult } from "../protocol/attempts.ts";
import type { CheckRun } from "../protocol/checks.ts";
import type { LabKind } from "../protocol/labs.ts";
import type { RecordingMarker } from "../protocol/recordings.ts";
import type { Gap } from "../terminal/recording/summary.ts";

/** Characters of a label. */
const MAX_LABEL = 200;

const gapsSay: Readonly<Record<Gap["kind"], string>> = {
  lost: "were lost while Sickbay was away",
  full: "found no room",
  skipped: "of a flood were not recorded",
};

type Verdicts = Readonly<Record<NonNullable<CheckRun["outcome"]>, string>>;

const verdictsOfFault: Verdicts = {
  fixed: "Check: fixed",
  "symptom-hidden": "Check: the symptom is hidden",
  "not-fixed": "Check: not fixed",
  "could-not-tell": "Check: could not tell",
};

const verdicts: Readonly<Record<LabKind, Verdicts>> = {
  fault: verdictsOfFault,
  healthy: { ...verdictsOfFault, fixed: "Check: healthy, and as it was", "not-fixed": "Check: healthy, but changed" },
};

/**
 * The commands of a terminal and what was seen in it, and the checks and gaps, in order of time. A result has evidence only after the
 * end of its attempt: before it, nobody is told.
 */
export function recordingMarkers(terminal: string, result: AttemptResult, gaps: readonly Gap[]): RecordingMarker[] {
  const { attempt, commands, checks, report, timeline } = result;
  const own = commands.filter((command) => command.terminal === terminal);
  const ids = new Set(own.map(({ id }) => id));
  const markers: RecordingMarker[] = [
    ...own.map(({ id, text, startedAtMs }) => marker("command", startedAtMs, lineOf(text), id)),
    ...(report?.evidence ?? []).flatMap(({ label, command, atMs }) =>
      command !== null && atMs !== null && ids.has(command) ? marker("evidence", atMs, `Seen: ${label}`, command) : [],
    ),
    ...checks.map(({ id, outcome, startedAtMs, endedAtMs }) =>
      marker("check", endedAtMs ?? startedAtMs, outcome ? verdicts[attempt.kind ?? "fault"][outcome] : "Check", id),
    ),
    ...gaps.map(({ kind, atMs, bytes }) => marker("gap", atMs, `${bytes} bytes ${gapsSay[kind]}`, null)),
    ...timeline.flatMap(({ atMs, body }) =>
      body.kind === "recording-stopped" && body.terminal === terminal && body.reason === "failed"
        ? marker("gap", atMs, "Not recorded from here on: the disk refused", null)
        : [],
    ),
  ];
  return markers.sort((one, other) => one.atMs - other.atMs);
}

function marker(kind: RecordingMarker["kind"], atMs: number, label: string, target: string | null): RecordingMarker {
  return { atMs, kind, label: label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label, target };
}

/** A command line as one line; the shell does not always tell it. */
function lineOf(text: string): string {
  const [first = "", ...more] = text.split("\n");
  if (first === "") return "A command that the shell did not tell";
  return more.length > 0 ? `${first} …` : first;
}
