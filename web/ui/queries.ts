// What the pages ask for, once, so that they share the answers.
import { queryOptions } from "@tanstack/react-query";
import { ApiFailure, api } from "../api.ts";

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
    refetchOnMount: "always",
  });

/** What a command showed, which stays as it was. */
export const outputQuery = (attempt: string, command: string) =>
  queryOptions({
    queryKey: ["output", attempt, command],
    queryFn: ({ signal }) => api.output(attempt, command, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
