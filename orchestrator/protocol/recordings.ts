// Recordings of terminals, for whoever replays them. A recording itself is a file: asciicast, version 3.
import { z } from "zod";

/** A moment to jump to. The list and the file have the same ones, in the same order. */
export const recordingMarker = z.strictObject({
  /** Unix time in milliseconds. */
  atMs: z.number(),
  /** `evidence` is told only after the end; from a `gap` on output is missing, a little or all. */
  kind: z.enum(["command", "evidence", "check", "gap"]),
  label: z.string(),
  /** The id of the command that it is about, or that showed the evidence, or of the check; null for a gap. */
  target: z.string().nullable(),
});
export type RecordingMarker = z.infer<typeof recordingMarker>;

/** What is recorded of one terminal. */
export const recordingView = z.strictObject({
  terminal: z.string(),
  machine: z.string(),
  /** Of the terminal, like `checkout-1 (2)`. */
  name: z.string(),
  /** Unix time in milliseconds. */
  openedAtMs: z.number(),
  /** Milliseconds from the opening to the last that is recorded. */
  durationMs: z.number().min(0),
  /** Of output that is kept. */
  bytes: z.number().int().min(0),
  /** Whether nothing is missing of what the shell wrote. */
  whole: z.boolean(),
  markers: z.array(recordingMarker),
});
export type RecordingView = z.infer<typeof recordingView>;

/** A recording as a file that players of asciinema play. */
export const castFile = {
  path: "/api/attempts/:attempt/terminals/:terminal/recording.cast",
  type: "application/x-asciicast",
  summary: "The recording of a terminal as an asciicast file, version 3; it can also be had while the attempt runs",
} as const;
