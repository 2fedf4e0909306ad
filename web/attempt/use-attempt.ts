import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { socketPaths } from "../../orchestrator/protocol/routes.ts";
import { socketUrl } from "../api.ts";
import { attemptQuery } from "../ui/queries.ts";
import { withEvents, withSighting } from "./captured.ts";
import { capturedQuery } from "./captured-query.ts";
import { AttemptEvents, type AttemptNews } from "./events.ts";

const ASK_EVERY_MS = 2000;

/**
 * An attempt kept up to date by its WebSocket, and by asking while that is away.
 *
 * @param watches whether this page only watches
 */
export function useAttempt(id: string, watches: boolean) {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(false);
  const query = useQuery(attemptQuery(id));
  const { data, error, refetch } = query;
  const live = data !== undefined && data.state !== "ended" && data.state !== "failed";

  useEffect(() => {
    if (!live) return;
    const captured = capturedQuery(id).queryKey;
    const hear = (message: AttemptNews) => {
      if (message.type === "attempt") queries.setQueryData(attemptQuery(id).queryKey, message.attempt);
      else if (message.type === "timeline") queries.setQueryData(captured, (now) => withEvents(now, [message.event]));
      else queries.setQueryData(captured, (now) => withSighting(now, message));
    };
    const path = watches ? socketPaths.watchedAttempt : socketPaths.attempt;
    const events = new AttemptEvents(socketUrl(path, { attempt: id }), hear, (isConnected) => {
      setConnected(isConnected);
      // What happened before this line was there, or while the last one was broken.
      if (isConnected) void queries.invalidateQueries({ queryKey: captured });
    });
    return () => {
      events.dispose();
      // The labs show whether they are under way or solved, the result is complete only now.
      for (const queryKey of [["labs"], ["attempts"], ["result", id]]) void queries.invalidateQueries({ queryKey });
    };
  }, [live, id, queries, watches]);

  useEffect(() => {
    if (!live || connected) return;
    const timer = setInterval(() => void refetch(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [live, connected, refetch]);

  return { attempt: data, error, retry: () => void refetch() };
}
