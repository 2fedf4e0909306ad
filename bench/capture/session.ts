// A recorded session of one person at a shell, key by key.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { MarkScanner } from "../../orchestrator/terminal/marks.ts";

/** What the marks in the recording carry. */
export const NONCE = "bench0000bench0000";

/** One key, and what the shell wrote for it: milliseconds since the key, and bytes as latin1. */
const step = z.strictObject({
  waitMs: z.number(),
  input: z.string(),
  output: z.array(z.tuple([z.number(), z.string()])),
});
export type Step = z.infer<typeof step>;

export function readSession(): Step[] {
  const lines = readFileSync(join(import.meta.dirname, "session.ndjson"), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => step.parse(JSON.parse(line)));
}

/** One thing that happens while a session is played. */
export interface Moment {
  /** Since the session began, in milliseconds. */
  readonly atMs: number;
  /** Whether it was typed; else the shell wrote it. */
  readonly typed: boolean;
  readonly bytes: Buffer;
}

/** The moments of a session in order, and how long it takes, in milliseconds. */
export function momentsOf(steps: readonly Step[]): { moments: Moment[]; lengthMs: number } {
  const moments: Moment[] = [];
  let atMs = 0;
  for (const { waitMs, input, output } of steps) {
    atMs += waitMs;
    moments.push({ atMs, typed: true, bytes: Buffer.from(input, "latin1") });
    for (const [afterMs, text] of output) {
      moments.push({ atMs: atMs + afterMs, typed: false, bytes: Buffer.from(text, "latin1") });
    }
    // A key waits for what the one before it did.
    atMs += output.at(-1)?.[0] ?? 0;
  }
  return { moments, lengthMs: atMs };
}

/** The same moments at a shell that writes no marks. What held nothing but marks does not come at all. */
export function withoutMarks(moments: readonly Moment[]): Moment[] {
  const scanner = new MarkScanner(NONCE);
  return moments
    .map((moment) => (moment.typed ? moment : { ...moment, bytes: scanner.push(moment.bytes).bytes }))
    .filter(({ bytes }) => bytes.length > 0);
}
