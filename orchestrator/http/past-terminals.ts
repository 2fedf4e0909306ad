// What a timeline tells of an attempt's terminals, for whoever takes the attempt over.
import type { TimelineEvent } from "../protocol/timeline.ts";

export interface PastTerminals {
  /** Ids of those that were open last. */
  readonly open: readonly string[];
  /** What is told already: a kind of entry, a blank, and the id of the command or terminal it is about; a reason where there are several. */
  readonly told: ReadonlySet<string>;
  /** The highest number of a command, by terminal: ids of commands end with it. */
  readonly commands: ReadonlyMap<string, number>;
}

export function pastTerminals(timeline: readonly TimelineEvent[]): PastTerminals {
  const open = new Set<string>();
  const told = new Set<string>();
  const commands = new Map<string, number>();
  for (const { body } of timeline) {
    if (body.kind === "terminal-opened") open.add(body.terminal);
    if (body.kind === "terminal-closed") open.delete(body.terminal);
    if (body.kind === "command-started" || body.kind === "command-ended") told.add(`${body.kind} ${body.command.id}`);
    if (body.kind === "command-started") {
      const { id, terminal } = body.command;
      commands.set(terminal, Math.max(commands.get(terminal) ?? 0, Number(id.slice(terminal.length + 1))));
    }
    if (body.kind === "command-shown") told.add(`${body.kind} ${body.command}`);
    if (body.kind === "recording-stopped") told.add(`${body.kind} ${body.terminal} ${body.reason}`);
    if (body.kind === "marks-silenced" || body.kind === "marks-forged") told.add(`${body.kind} ${body.terminal}`);
  }
  return { open: [...open], told, commands };
}
