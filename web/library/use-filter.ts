import { useCallback, useEffect, useState } from "react";
import { useLocation } from "react-router";
import { type LabFilter, readFilter, writeFilter } from "./filter.ts";

/**
 * The filter, kept in the page's address so that it outlives a reload and the way back. Written past the router: it would
 * draw the page in a transition, and a field that waits for that loses keys on a slow machine.
 */
export function useFilter(): [LabFilter, (filter: LabFilter) => void] {
  const { key, pathname } = useLocation();
  const [filter, setFilter] = useState(() => readFilter(new URLSearchParams(location.search)));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for a navigation, like a click on the mark
  useEffect(() => setFilter(readFilter(new URLSearchParams(location.search))), [key]);

  const change = useCallback(
    (next: LabFilter) => {
      setFilter(next);
      const query = writeFilter(next).toString();
      history.replaceState(history.state, "", query === "" ? pathname : `${pathname}?${query}`);
    },
    [pathname],
  );
  return [filter, change];
}
