import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { isComplete, nothingCaptured } from "./captured.ts";
import { capturedQuery } from "./captured-query.ts";
import { feedOf } from "./feed.ts";

/** What was captured so far, newest first. The coach's notes are in it only while the coach is on. */
export function useFeed(attempt: Attempt) {
  const { id, state, coach, machines } = attempt;
  const {
    data: captured = nothingCaptured,
    isFetching,
    error,
    refetch,
  } = useQuery({ ...capturedQuery(id), enabled: state !== "ended" && state !== "failed" });
  return useMemo(() => {
    const hostnames = new Map(machines.map(({ name, hostname }) => [name, hostname]));
    const hostname = (machine: string) => hostnames.get(machine) ?? machine;
    const sightings = coach ? captured.sightings : [];
    return {
      entries: feedOf(captured.timeline, sightings, hostname),
      sightings,
      /** Whether commands can come from more than one machine. */
      several: machines.filter(({ shell }) => shell).length > 1,
      reading: isFetching,
      /** Whether something that was captured is not here. */
      gap: !isFetching && (error !== null || !isComplete(captured)),
      readAgain: () => void refetch(),
    };
  }, [captured, machines, coach, isFetching, error, refetch]);
}

export type Feed = ReturnType<typeof useFeed>;
