// Reads an asciicast file, version 3, as the orchestrator writes it.
import { z } from "zod";

const head = z.looseObject({ version: z.literal(3), term: z.looseObject({ cols: z.number(), rows: z.number() }) });
const event = z.tuple([z.number().min(0), z.string(), z.string()]);
/** Seconds since the event before; `o` output, `r` resize, `m` marker, `x` exit; what it was. */
export type CastEvent = z.infer<typeof event>;

export interface Cast {
  readonly head: z.infer<typeof head>;
  readonly events: readonly CastEvent[];
}

/** Throws where a line is not as it should be, say, because the file was cut. */
export function readCast(text: string): Cast {
  const [first = "", ...lines] = text.trimEnd().split("\n");
  return { head: head.parse(JSON.parse(first)), events: lines.map((line) => event.parse(JSON.parse(line))) };
}

/** The largest screen that it had, in characters: room for all of them. */
export function largestScreen({ head: { term }, events }: Cast): { cols: number; rows: number } {
  const sizes = events.flatMap(([, code, data]) => (code === "r" ? [data.split("x").map(Number)] : []));
  // The size at the beginning is the orchestrator's own, until a page tells that of its screen.
  const seen = sizes.length > 0 ? sizes : [[term.cols, term.rows]];
  return {
    cols: Math.max(...seen.map(([cols = 0]) => cols)),
    rows: Math.max(...seen.map(([, rows = 0]) => rows)),
  };
}

/** When output came, Unix times in milliseconds, in order; several within a millisecond count once. */
export function outputTimes({ events }: Cast, openedAtMs: number): number[] {
  const times: number[] = [];
  let atMs = openedAtMs;
  for (const [seconds, code, data] of events) {
    atMs += seconds * 1000;
    const rounded = Math.round(atMs);
    // An empty one only makes a file longer.
    if (code === "o" && data !== "" && rounded !== times.at(-1)) times.push(rounded);
  }
  return times;
}
