// Lets any part of the result page have a moment replayed.
import { createContext, useContext } from "react";

/** What is to be replayed. A new object each time it is asked for. */
export interface ReplayWish {
  /** From when on, Unix time in milliseconds. */
  readonly atMs: number;
  /** The id of the terminal to look at; null where any does. */
  readonly terminal: string | null;
}

/** Asks for a moment; null where nothing is recorded. */
export const ReplayContext = createContext<((wish: ReplayWish) => void) | null>(null);

export function useReplay(): ((wish: ReplayWish) => void) | null {
  return useContext(ReplayContext);
}
