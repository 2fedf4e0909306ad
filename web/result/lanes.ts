// The picture of an attempt, as numbers: lanes of commands and checks over time. Pure.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { CheckRun } from "../../orchestrator/protocol/checks.ts";
import type { Command } from "../../orchestrator/protocol/timeline.ts";

/** A piece of a lane; `from` and `to` are shares of the whole time, 0 to 1. */
export interface Span<T> {
  readonly from: number;
  readonly to: number;
  readonly of: T;
}

export interface CommandLane {
  readonly terminal: string;
  readonly name: string;
  readonly spans: readonly Span<Command>[];
}

export interface Moment {
  readonly at: number;
  readonly name: string;
}

export interface Lanes {
  readonly startMs: number;
  /** Milliseconds from the start to the end of the picture, at least one second. */
  readonly lengthMs: number;
  readonly commands: readonly CommandLane[];
  readonly checks: readonly Span<CheckRun>[];
  readonly moments: readonly Moment[];
  /** Places of the time axis' marks, in milliseconds from the start. */
  readonly ticks: readonly number[];
}

type Source = Pick<AttemptResult, "attempt" | "commands" | "checks" | "timeline">;

/** Computes the picture. What still runs reaches to the end of it. */
export function lanesOf({ attempt, commands, checks, timeline }: Source): Lanes {
  const startMs = attempt.startedAtMs ?? attempt.createdAtMs;
  const endMs = Math.max(
    startMs + 1000,
    attempt.endedAtMs ?? 0,
    ...commands.map((command) => command.endedAtMs ?? command.startedAtMs),
    ...checks.map((check) => check.endedAtMs ?? check.startedAtMs),
  );
  const lengthMs = endMs - startMs;
  const share = (ms: number) => Math.min(1, Math.max(0, (ms - startMs) / lengthMs));
  const span = <T extends { startedAtMs: number; endedAtMs: number | null }>(of: T): Span<T> => ({
    from: share(of.startedAtMs),
    to: share(of.endedAtMs ?? endMs),
    of,
  });

  const byTerminal = Map.groupBy(commands, (command) => command.terminal);
  const names = terminalNames({ attempt, timeline });
  return {
    startMs,
    lengthMs,
    commands: [...byTerminal].map(([terminal, own]) => ({
      terminal,
      name: names.get(terminal) ?? own[0]?.machine ?? terminal,
      spans: own.map(span),
    })),
    checks: checks.map(span),
    moments: timeline.flatMap(({ atMs, body }) => {
      if (body.kind === "sandbox-reset") return { at: share(atMs), name: "machines reset" };
      if (body.kind === "machine-stopped") return { at: share(atMs), name: `${body.machine} stopped` };
      return [];
    }),
    ticks: ticksOf(lengthMs),
  };
}

/** Names of the terminals by id: their own, and `web`, `web (2)` by the timeline once the machines are gone. */
export function terminalNames({ attempt, timeline }: Pick<Source, "attempt" | "timeline">): Map<string, string> {
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
