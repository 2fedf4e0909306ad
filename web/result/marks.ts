// What is named on the picture of an attempt: the marks of an incident, resets, hints. Pure.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { DiagnosisTimes } from "../../orchestrator/protocol/diagnosis.ts";
import { clock } from "../ui/duration.ts";

/** A moment with its name; the place is a share of the whole time. */
export interface Mark {
  readonly at: number;
  readonly name: string;
  readonly clock: string;
  /** Names that are near one another stand in rows of their own, counted from 0. */
  readonly row: number;
  /** On which side of the moment its name stands. */
  readonly side: "left" | "right";
  /** Whether it ends the incident. */
  readonly resolved: boolean;
}

const names: readonly (readonly [keyof DiagnosisTimes, string])[] = [
  ["detectMs", "detected"],
  ["diagnoseMs", "diagnosed"],
  ["mitigateMs", "mitigated"],
  ["resolveMs", "resolved"],
];

/** The share that a letter takes of the narrowest picture, on a screen of 390 px. */
const LETTER = 0.0225;

export function marksOf(
  { report, timeline }: Pick<AttemptResult, "report" | "timeline">,
  startMs: number,
  lengthMs: number,
): Mark[] {
  const moments = [...incidentMoments(report?.times), ...otherMoments(timeline, startMs)];
  const byClock = Map.groupBy(moments, ({ ms }) => clock(ms));
  const taken: { row: number; from: number; to: number }[] = [];
  return [...byClock]
    .map(([time, own]) => ({ time, ms: own[0]?.ms ?? 0, all: own.map(({ name }) => name) }))
    .toSorted((one, other) => one.ms - other.ms)
    .map(({ time, ms, all }) => {
      const at = Math.min(1, Math.max(0, ms / lengthMs));
      const name = all.join(", ");
      const side = at > 0.5 ? "left" : "right";
      const width = (name.length + time.length + 2) * LETTER;
      const place = side === "right" ? { from: at, to: at + width } : { from: at - width, to: at };
      let row = 0;
      while (taken.some((other) => other.row === row && other.from < place.to && place.from < other.to)) row += 1;
      taken.push({ row, ...place });
      return { at, name, clock: time, row, side, resolved: all.includes("resolved") };
    });
}

interface Moment {
  readonly ms: number;
  readonly name: string;
}

function incidentMoments(times: DiagnosisTimes | undefined): Moment[] {
  if (!times) return [];
  return names.flatMap(([key, name]) => {
    const ms = times[key];
    return ms === null ? [] : { ms, name };
  });
}

function otherMoments(timeline: AttemptResult["timeline"], startMs: number): Moment[] {
  return timeline.flatMap(({ atMs, body }) => {
    if (body.kind === "sandbox-reset") return { ms: atMs - startMs, name: "machines reset" };
    if (body.kind === "machine-stopped") return { ms: atMs - startMs, name: `${body.machine} stopped` };
    if (body.kind === "hint-taken") return { ms: atMs - startMs, name: "hint" };
    return [];
  });
}
