// The picture of an attempt, as numbers: lanes of commands, evidence, changes and checks over time. Pure.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { ChangeView, DiagnosisReport } from "../../orchestrator/protocol/diagnosis.ts";
import { clock } from "../ui/duration.ts";
import { type Mark, marksOf } from "./marks.ts";

/** A piece of a lane; all places are shares of the whole time, 0 to 1. */
export interface Piece {
  /** The id of the command or check that it leads to. */
  readonly target: string;
  readonly from: number;
  readonly to: number;
  /** Where a pointer in the lane means this piece: to the middle between it and its neighbours. */
  readonly reach: readonly [from: number, to: number];
  /** How it is drawn. */
  readonly tone: string;
  /** What it is, in words. */
  readonly name: string;
}

export type LaneKind = "commands" | "evidence" | "changes" | "checks";

export interface Lane {
  readonly id: string;
  readonly kind: LaneKind;
  readonly name: string;
  readonly pieces: readonly Piece[];
}

export interface Lanes {
  readonly startMs: number;
  /** Milliseconds from the start to the end of the picture, at least one second. */
  readonly lengthMs: number;
  /** One for each terminal that saw a command, then evidence and changes where the path was judged, then checks. */
  readonly lanes: readonly Lane[];
  readonly marks: readonly Mark[];
  /** Places of the time axis' ticks, in milliseconds from the start. */
  readonly ticks: readonly number[];
}

export type LanesSource = Pick<AttemptResult, "attempt" | "commands" | "checks" | "timeline" | "report">;

/** Computes the picture. What still runs reaches to the end of it. */
export function lanesOf(source: LanesSource): Lanes {
  const { startMs, lengthMs } = spanOf(source);
  const draw = drawer(startMs, lengthMs);
  return {
    startMs,
    lengthMs,
    lanes: [
      ...commandLanes(source, draw),
      ...(source.report ? judgedLanes(source, source.report, draw) : []),
      checksLane(source, draw),
    ],
    marks: marksOf(source, startMs, lengthMs),
    ticks: ticksOf(lengthMs),
  };
}

/** The time that a picture spans. */
export function spanOf({ attempt, commands, checks }: LanesSource): { startMs: number; lengthMs: number } {
  const startMs = attempt.startedAtMs ?? attempt.createdAtMs;
  const endMs = Math.max(
    startMs + 1000,
    attempt.endedAtMs ?? 0,
    ...commands.map((command) => command.endedAtMs ?? command.startedAtMs),
    ...checks.map((check) => check.endedAtMs ?? check.startedAtMs),
  );
  return { startMs, lengthMs: endMs - startMs };
}

/** A share within the picture, for a length of time since its start. */
export function shareOf(ms: number, lengthMs: number): number {
  return Math.min(1, Math.max(0, ms / lengthMs));
}

interface Draft {
  readonly target: string;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly tone: string;
  readonly name: string;
}

/** Places the pieces of one lane, in the order of their time. */
type Draw = (drafts: readonly Draft[]) => Piece[];

function drawer(startMs: number, lengthMs: number): Draw {
  const share = (ms: number | null) => (ms === null ? 1 : shareOf(ms - startMs, lengthMs));
  return (drafts) => {
    const placed = drafts
      .toSorted((one, other) => one.fromMs - other.fromMs)
      .map(({ target, fromMs, toMs, tone, name }) => ({
        target,
        tone,
        name: `${clock(fromMs - startMs)} ${name}`,
        from: share(fromMs),
        to: share(toMs),
      }));
    return placed.map((piece, index) => {
      const [before, after] = [placed[index - 1], placed[index + 1]];
      return {
        ...piece,
        reach: [before ? (before.to + piece.from) / 2 : 0, after ? (piece.to + after.from) / 2 : 1] as const,
      };
    });
  };
}

function commandLanes({ attempt, timeline, commands, report }: LanesSource, draw: Draw): Lane[] {
  const classes = new Map((report?.commands ?? []).map((judged) => [judged.id, judged.class]));
  const names = terminalNames({ attempt, timeline });
  return [...Map.groupBy(commands, ({ terminal }) => terminal)].map(([terminal, own]) => ({
    id: terminal,
    kind: "commands",
    name: names.get(terminal) ?? own[0]?.machine ?? terminal,
    pieces: draw(
      own.map(({ id, text, exit, startedAtMs, endedAtMs }) => ({
        target: id,
        fromMs: startedAtMs,
        toMs: endedAtMs,
        tone: classes.get(id) ?? (exit !== null && exit !== 0 ? "failed" : "observe"),
        name: text || "a command that the shell did not tell",
      })),
    ),
  }));
}

function judgedLanes({ commands }: LanesSource, { evidence, changes }: DiagnosisReport, draw: Draw): Lane[] {
  const byId = new Map(commands.map((command) => [command.id, command]));
  const seen = Map.groupBy(
    evidence.filter(({ command, atMs }) => command !== null && atMs !== null),
    ({ command }) => command ?? "",
  );
  const shown = [...seen].map(([target, facts]) => ({
    target,
    fromMs: facts[0]?.atMs ?? 0,
    toMs: facts[0]?.atMs ?? 0,
    tone: facts.some(({ decisive }) => decisive) ? "decisive" : "fact",
    name: `showed: ${facts.map(({ label }) => label).join(" ")}`,
  }));
  const made = changes.flatMap((change) => {
    const command = byId.get(change.command);
    if (!command) return [];
    const { id, startedAtMs, text } = command;
    const tone = toneOfChange(change);
    return { target: id, fromMs: startedAtMs, toMs: startedAtMs, tone, name: `${changeName[tone]}: ${text}` };
  });
  return [
    { id: "evidence", kind: "evidence", name: "evidence", pieces: draw(shown) },
    { id: "changes", kind: "changes", name: "changes", pieces: draw(made) },
  ];
}

/** A change by what was known when it was made: a guess is one that took something off. */
export type ChangeTone = "relief" | "guess" | "informed" | "destructive";

export const changeName: Record<ChangeTone, string> = {
  relief: "relief, after the symptom was measured",
  guess: "a change before the cause was seen",
  informed: "a change with the cause known",
  destructive: "something was destroyed",
};

export function toneOfChange({ kind, penalty, severity }: ChangeView): ChangeTone {
  if (severity > 0) return "destructive";
  if (penalty > 0) return "guess";
  return kind === "mitigation" ? "relief" : "informed";
}

function checksLane({ checks }: LanesSource, draw: Draw): Lane {
  const drafts = checks.map((check) => ({
    target: check.id,
    fromMs: check.startedAtMs,
    toMs: check.endedAtMs,
    tone: check.outcome ?? "running",
    name: `check: ${check.sentence || "not answered yet"}`,
  }));
  return { id: "checks", kind: "checks", name: "checks", pieces: draw(drafts) };
}

/** Names of the terminals by id: their own, and `web`, `web (2)` by the timeline once the machines are gone. */
export function terminalNames({ attempt, timeline }: Pick<LanesSource, "attempt" | "timeline">): Map<string, string> {
  const names = new Map(attempt.terminals.map(({ id, name }) => [id, name]));
  const counts = new Map<string, number>();
  for (const { body } of timeline) {
    if (body.kind !== "terminal-opened") continue;
    const count = (counts.get(body.machine) ?? 0) + 1;
    counts.set(body.machine, count);
    if (!names.has(body.terminal)) names.set(body.terminal, count === 1 ? body.machine : `${body.machine} (${count})`);
  }
  return names;
}

const STEPS_S = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const MOST_TICKS = 6;

/** Round moments within a length, in milliseconds, at most six, beginning with 0. */
export function ticksOf(lengthMs: number): number[] {
  const stepS = STEPS_S.find((step) => lengthMs / 1000 / step < MOST_TICKS) ?? 7200;
  return Array.from({ length: Math.floor(lengthMs / 1000 / stepS) + 1 }, (_, index) => index * stepS * 1000);
}
