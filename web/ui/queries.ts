// What the pages ask for, once, so that they share the answers.
import { queryOptions } from "@tanstack/react-query";
import { castFile } from "../../orchestrator/protocol/recordings.ts";
import { ApiFailure, api, readFile } from "../api.ts";
import { type Cast, readCast } from "../replay/cast.ts";
import { fontsReady } from "../terminal/fonts-ready.ts";

/** Keeps asking only while the orchestrator is away, so that a page heals by itself. */
const untilReachable = (query: { state: { error: unknown } }) =>
  query.state.error instanceof ApiFailure && query.state.error.code === "unreachable" ? 3000 : false;

export const labsQuery = queryOptions({
  queryKey: ["labs"],
  queryFn: ({ signal }) => api.labs({ signal }),
  refetchOnMount: "always",
  refetchInterval: untilReachable,
});

export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: ({ signal }) => api.health({ signal }),
  refetchInterval: 15_000,
});

export const attemptsQuery = queryOptions({
  queryKey: ["attempts"],
  queryFn: ({ signal }) => api.attempts({ signal }),
});

export const attemptQuery = (id: string) =>
  queryOptions({
    queryKey: ["attempt", id],
    queryFn: ({ signal }) => api.attempt(id, { signal }),
    refetchInterval: untilReachable,
  });

export const resultQuery = (id: string) =>
  queryOptions({
    queryKey: ["result", id],
    queryFn: ({ signal }) => api.result(id, { signal }),
    refetchOnMount: "always",
    refetchInterval: untilReachable,
  });

export const progressQuery = queryOptions({
  queryKey: ["progress"],
  queryFn: ({ signal }) => api.progress({ signal }),
  refetchOnMount: "always",
  refetchInterval: untilReachable,
});

export const recordingsQuery = (attempt: string) =>
  queryOptions({
    queryKey: ["recordings", attempt],
    queryFn: ({ signal }) => api.recordings(attempt, { signal }),
    refetchInterval: untilReachable,
  });

/** The recorded terminals of an attempt that is over, by their ids. They stay as they are. */
export const castsQuery = (attempt: string, terminals: readonly string[]) =>
  queryOptions({
    queryKey: ["casts", attempt, ...terminals],
    queryFn: async ({ signal }) => {
      const texts = terminals.map((terminal) => readFile(castFile.path, { attempt, terminal }, signal));
      const casts = (await Promise.all(texts)).map(parseCast);
      return new Map(casts.map((cast, index) => [terminals[index] ?? "", cast]));
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    retry: false,
  });

function parseCast(text: string): Cast {
  try {
    return readCast(text);
  } catch (cause) {
    const message = "A recording is not one that this page can play.";
    throw new ApiFailure("unreadable", message, "Reload the page; it may be older than the orchestrator.", { cause });
  }
}

/** What draws a replayed terminal, with its player and the font that it measures: read once somebody wants to see one. */
export const replayScreenQuery = queryOptions({
  queryKey: ["replay-screen"],
  queryFn: async () => {
    const [screen] = await Promise.all([import("../replay/screen.tsx"), fontsReady()]);
    return screen;
  },
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
  retry: false,
});

/** What a command showed, which stays as it was. */
export const outputQuery = (attempt: string, command: string) =>
  queryOptions({
    queryKey: ["output", attempt, command],
    queryFn: ({ signal }) => api.output(attempt, command, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
