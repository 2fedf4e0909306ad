// Lets any part of the result page have a moment replayed.
import { createContext, useContext } from "react";

/** What is to be replayed: a command or a check, by its id. A new object each time it is asked for. */
export interface ReplayWish {
  readonly moment: string;
}

/** Asks for a moment; null where nothing is recorded. */
export const ReplayContext = createContext<((moment: string) => void) | null>(null);

export function useReplay(): ((moment: string) => void) | null {
  return useContext(ReplayContext);
}
