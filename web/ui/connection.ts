// Whether the orchestrator answers, as seen by the calls and sockets of this page.
import { useSyncExternalStore } from "react";

let reachable = true;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === reachable) return;
  reachable = next;
  for (const listener of listeners) listener();
}

/** An answer came back, whatever it said. */
export function reportReachable(): void {
  set(true);
}

/** A call or socket could not reach the orchestrator. */
export function reportUnreachable(): void {
  set(false);
}

/** Follows whether the orchestrator answers. */
export function useReachable(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => reachable,
  );
}
