// What a timeline tells of an attempt's terminals, for whoever takes the attempt over.
import type { TimelineEvent } from "../protocol/timeline.ts";

export interface PastTerminals {
  /** Ids of those that were open last. */
  readonly open: readonly string[];
  /** What is told already: a kind of entry, a blank, and the id of the command or terminal it is about. */
  readonly told: ReadonlySet<string>;
}

export function pastTerminals(timeline: readonly TimelineEvent[]): PastTerminals {
  const open = new Set<string>();
  const told = new Set<string>();
  for (const { body } of timeline) {
    if (body.kind === "terminal-opened") open.add(body.terminal);
    if (body.kind === "terminal-closed") open.delete(body.terminal);
    if (body.kind === "command-started" || body.kind === "command-ended") told.add(`${body.kind} ${body.command.id}`);
    if (body.kind === "command-shown") told.add(`${body.kind} ${body.command}`);
    if (body.kind === "marks-silenced" || body.kind === "marks-forged") told.add(`${body.kind} ${body.terminal}`);
  }
  return { open: [...open], told };
}
