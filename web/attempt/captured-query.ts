import { queryOptions } from "@tanstack/react-query";
import { api } from "../api.ts";
import { type Captured, withEvents } from "./captured.ts";

/** The WebSocket tells what happens from now on; what was before it comes from here, once per connection. */
export const capturedQuery = (id: string) => {
  const queryKey = ["captured", id] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }): Promise<Captured> => {
      const { timeline } = await api.result(id, { signal });
      return withEvents(client.getQueryData<Captured>(queryKey), timeline);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
};
