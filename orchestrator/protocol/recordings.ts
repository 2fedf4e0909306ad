// Recordings of terminals, for whoever replays them. The recording itself is a file of its own: asciicast, version 3.
import { z } from "zod";

/** A moment to jump to. Both the list and the file have them in the same order. */
export const recordingMarker = z.strictObject({
  /** Unix time in milliseconds. */
  atMs: z.number(),
  label: z.string(),
  /** The command that it marks; null for a check. */
  command: z.string().nullable(),
  /** The check that it marks; null for a command. */
  check: z.string().nullable(),
});
export type RecordingMarker = z.infer<typeof recordingMarker>;

/** What is recorded of one terminal. */
export const recordingView = z.strictObject({
  terminal: z.string(),
  machine: z.string(),
  name: z.string(),
  openedAtMs: z.number(),
  markers: z.array(recordingMarker),
});
export type RecordingView = z.infer<typeof recordingView>;

/** Where a recording can be had as a file that players of asciinema play. */
export const castPath = "/api/attempts/:attempt/terminals/:terminal/recording.cast";
