// What one may want to jump to in a replay, of all its terminals, and how each is drawn. Pure.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { RecordingMarker, RecordingView } from "../../orchestrator/protocol/recordings.ts";

export interface Moment {
  /** No other moment of the replay has it. */
  readonly id: string;
  readonly atMs: number;
  readonly kind: RecordingMarker["kind"];
  readonly label: string;
  /** How it is drawn: what the picture calls it, too. */
  readonly tone: string;
  /** The id of the terminal it happened in; null for a check. */
  readonly terminal: string | null;
}

/** In order of time; a check counts once, however many terminals there are. */
export function momentsOf(recordings: readonly RecordingView[], { checks, report }: AttemptResult): Moment[] {
  const outcomes = new Map(checks.map(({ id, outcome }) => [id, outcome]));
  const decisive = new Set(report?.evidence.flatMap((piece) => (piece.decisive ? [`Seen: ${piece.label}`] : [])));
  const seen = new Set<string | null>();
  return recordings
    .flatMap(({ terminal, markers }) =>
      markers.flatMap(({ kind, target, label, atMs }, index): Moment[] => {
        const moment = { id: `${terminal} ${index}`, atMs, kind, label };
        if (kind !== "check") {
          return [{ ...moment, terminal, tone: kind === "evidence" && decisive.has(label) ? "decisive" : kind }];
        }
        if (seen.has(target)) return [];
        seen.add(target);
        return [{ ...moment, terminal: null, tone: outcomes.get(target ?? "") ?? "could-not-tell" }];
      }),
    )
    .sort((one, other) => one.atMs - other.atMs);
}

/** The command that a time falls in and what was seen by then, as moments: the last of each kind. */
export function momentAt(moments: readonly Moment[], atMs: number): Moment | undefined {
  return moments.findLast((moment) => moment.atMs <= atMs + 1);
}
