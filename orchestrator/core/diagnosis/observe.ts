// From the timeline to what the score reads: commands with what they showed, checks, hints, and what could not be seen.
import type { DiagnosisReport, ShownOutput } from "../../protocol/diagnosis.ts";
import type { Command, TimelineBody, TimelineEvent } from "../../protocol/timeline.ts";
import { LineReader } from "./line-reader.ts";
import type { Diagnosis, JudgedCheck, ObservedCommand, ParsedLine } from "./model.ts";
import { withPrompts } from "./prompts.ts";
import { score } from "./score.ts";
import { findUnverified, mayHaveHidden } from "./unverified.ts";

/** The body of one kind of event. */
type Body<Kind extends TimelineBody["kind"]> = Extract<TimelineBody, { kind: Kind }>;

/**
 * The commands of an attempt in the order of their start. One that still runs is taken to last until the timeline's end; one whose
 * output was not told showed nothing.
 *
 * @param lines what is known of the terminals from before the timeline
 */
export function observedCommands(timeline: readonly TimelineEvent[], lines = new LineReader()): ObservedCommand[] {
  const told = new Map<string, Command>();
  const shown = new Map<string, Body<"command-shown">>();
  for (const { body } of timeline) {
    if (body.kind === "command-started" || body.kind === "command-ended") told.set(body.command.id, body.command);
    else if (body.kind === "command-shown") shown.set(body.command, body);
  }
  const lastAtMs = timeline.at(-1)?.atMs ?? 0;
  return [...told.values()]
    .sort((one, other) => one.startedAtMs - other.startedAtMs)
    .map((command) => observed(command, lines.read(command), shown.get(command.id), lastAtMs));
}

const nothingShown: ShownOutput = { text: "", note: "" };

function observed(
  { id, terminal, machine, text, exit, startedAtMs, endedAtMs }: Command,
  parsed: ParsedLine,
  output: Body<"command-shown"> | undefined,
  lastAtMs: number,
): ObservedCommand {
  const whole = withPrompts(parsed, output?.shown.text ?? "");
  return {
    ...whole,
    class: classWith(whole.class, output?.edited ?? null),
    id,
    terminal,
    machine,
    text,
    exit,
    startedAtMs,
    endedAtMs: Math.max(startedAtMs, endedAtMs ?? lastAtMs),
    shown: output?.shown ?? nothingShown,
  };
}

/** An editor is judged by what it left behind; a destructive command beside it stays what it is. */
function classWith(parsed: ParsedLine["class"], edited: boolean | null): ParsedLine["class"] {
  if (edited === null || parsed === "destructive") return parsed;
  return edited ? "change" : "observe";
}

/**
 * The report on an attempt, judged up to the first "fixed", else to the attempt's end, or as it stands.
 *
 * @param timeline all events of the attempt, oldest first
 */
export function reportOf(timeline: readonly TimelineEvent[], diagnosis: Diagnosis): DiagnosisReport {
  const firstAtMs = timeline[0]?.atMs ?? 0;
  const startedAtMs = timeline.find(({ body }) => body.kind === "sandbox-ready")?.atMs ?? firstAtMs;
  const checks = checksOf(timeline);
  const endedAtMs =
    checks.find(({ outcome }) => outcome === "fixed")?.endedAtMs ??
    timeline.find(({ body }) => body.kind === "attempt-ended")?.atMs ??
    timeline.at(-1)?.atMs ??
    startedAtMs;
  // A look that still runs then, as a `watch` in another terminal, told what it told by then.
  const commands = observedCommands(timeline)
    .filter((command) => command.startedAtMs <= endedAtMs)
    .map((command) => ({ ...command, endedAtMs: Math.min(command.endedAtMs, endedAtMs) }));
  return score({
    diagnosis,
    commands,
    checks: checks.filter((check) => check.endedAtMs <= endedAtMs),
    hints: timeline.flatMap(({ atMs, body }) => (body.kind === "hint-taken" && atMs <= endedAtMs ? [body.hint] : [])),
    startedAtMs,
    endedAtMs,
    unverified: findUnverified(timeline, commands),
    silenced: mayHaveHidden(timeline),
  });
}

function checksOf(timeline: readonly TimelineEvent[]): JudgedCheck[] {
  return timeline.flatMap(({ atMs, body }) =>
    body.kind === "check-ended" ? [{ endedAtMs: body.run.endedAtMs ?? atMs, outcome: body.run.outcome }] : [],
  );
}
