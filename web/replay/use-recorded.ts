// Reads the recordings and their player once they are wanted, and tells over which time they reach.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RecordingView } from "../../orchestrator/protocol/recordings.ts";
import { castsQuery, replayScreenQuery } from "../ui/queries.ts";
import { type Cast, outputTimes } from "./cast.ts";
import type { Span } from "./clock.ts";
import type { Moment } from "./moments.ts";
import type { Screen } from "./screen.tsx";

export interface Recorded {
  readonly span: Span;
  /** Null while they are read, and where that failed. */
  readonly ready: { readonly casts: ReadonlyMap<string, Cast>; readonly Screen: typeof Screen } | null;
  /** Why nothing can be replayed; null where nothing is wrong. */
  readonly error: unknown;
  readonly retry: () => void;
}

/** @param wanted whether to read them */
export function useRecorded(
  attempt: string,
  recordings: readonly RecordingView[],
  moments: readonly Moment[],
  startedAtMs: number,
  wanted: boolean,
): Recorded {
  const screen = useQuery({ ...replayScreenQuery, enabled: wanted });
  const terminals = recordings.map(({ terminal }) => terminal);
  const casts = useQuery({ ...castsQuery(attempt, terminals), enabled: wanted });
  const ready = useMemo(
    () => (casts.data && screen.data ? { casts: casts.data, Screen: screen.data.Screen } : null),
    [casts.data, screen.data],
  );
  const span = useMemo(() => {
    const markerTimes = moments.map(({ atMs }) => atMs);
    const times = recordings.flatMap(({ terminal, openedAtMs }) => {
      const cast = ready?.casts.get(terminal);
      return cast ? outputTimes(cast, openedAtMs) : [];
    });
    const ends = recordings.map(({ openedAtMs, durationMs }) => openedAtMs + durationMs);
    const starts = recordings.map(({ openedAtMs }) => openedAtMs);
    return {
      startMs: Math.min(startedAtMs, ...starts),
      endMs: Math.max(startedAtMs + 1000, ...ends, ...markerTimes),
      outputTimes: times.sort((one, other) => one - other),
      markerTimes,
    };
  }, [recordings, moments, startedAtMs, ready]);
  return {
    span,
    ready,
    error: screen.error ?? casts.error,
    retry: () => {
      if (screen.error) void screen.refetch();
      if (casts.error) void casts.refetch();
    },
  };
}
