// What can be done on the page in view, by name. Pages register their commands; the palette lists them.
import { useEffect, useId, useSyncExternalStore } from "react";

export interface Command {
  readonly id: string;
  /** What it does, as a verb and its object: `Open a terminal on checkout-1`. */
  readonly title: string;
  /** A line of detail, or the keys that do the same. */
  readonly detail?: string;
  readonly group: string;
  /** More words by which it is found. */
  readonly words?: readonly string[];
  run(): void;
}

const byOwner = new Map<string, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function publish(): void {
  all = [...byOwner.values()].flat();
  for (const listener of listeners) listener();
}

/** Offers commands while the caller is on the page. Pass a memoised list. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  useEffect(() => {
    byOwner.set(owner, commands);
    publish();
    return () => {
      byOwner.delete(owner);
      publish();
    };
  }, [owner, commands]);
}

/** Every command on offer now. */
export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
}
