import { useEffect, useRef, useState } from "react";
import { type Arrangement, keepArrangement, readArrangement, untouched } from "./arrangement.ts";

/** Changes the arrangement; what is given back as it was is no change. */
export type Arrange = (edit: (now: Arrangement) => Arrangement) => void;

/** The arrangement of an attempt's terminals, and a way to change it; changes are kept in this browser. */
export function useArrangement(attempt: string): readonly [Arrangement, Arrange] {
  const [arrangement, arrange] = useState(() => read(attempt));
  const kept = useRef(arrangement);
  useEffect(() => {
    if (kept.current === arrangement) return;
    kept.current = arrangement;
    keep(attempt, arrangement);
  }, [attempt, arrangement]);
  return [arrangement, arrange];
}

function read(attempt: string): Arrangement {
  try {
    return readArrangement(attempt, localStorage);
  } catch {
    // Storage is barred; the arrangement then lasts as long as the page.
    return untouched;
  }
}

function keep(attempt: string, arrangement: Arrangement): void {
  try {
    keepArrangement(attempt, arrangement, localStorage);
  } catch {
    // Barred or full, as above.
  }
}
