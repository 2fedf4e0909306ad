// What was captured of an attempt so far: its timeline, and what the coach told of it. Pure.
import type { AttemptServerMessage } from "../../orchestrator/protocol/messages.ts";
import type { TimelineEvent } from "../../orchestrator/protocol/timeline.ts";

/** The coach's note of a command: evidence that it was the first to show. */
export type Sighting = Pick<Extract<AttemptServerMessage, { type: "evidence" }>, "command" | "labels">;

export interface Captured {
  /** In order, without doubles. */
  readonly timeline: readonly TimelineEvent[];
  /** Oldest first. */
  readonly sightings: readonly Sighting[];
}

export const nothingCaptured: Captured = { timeline: [], sightings: [] };

/** Adds entries, of which some may be known: two ways lead here. */
export function withEvents(now: Captured = nothingCaptured, events: readonly TimelineEvent[]): Captured {
  const bySeq = new Map([...now.timeline, ...events].map((event) => [event.seq, event]));
  return { ...now, timeline: [...bySeq.values()].sort((one, other) => one.seq - other.seq) };
}

/** Adds a note, unless it is known: all are told again on connecting. */
export function withSighting(now: Captured = nothingCaptured, { command, labels }: Sighting): Captured {
  if (now.sightings.some((sighting) => sighting.command === command)) return now;
  return { ...now, sightings: [...now.sightings, { command, labels }] };
}

/** Whether no entry is missing, which their numbers tell. */
export function isComplete({ timeline }: Captured): boolean {
  return (timeline.at(-1)?.seq ?? 0) === timeline.length;
}
