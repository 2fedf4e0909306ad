// The feed of an attempt, from its timeline: commands as they were captured, and what the capture could not see. Pure.
import type { Command, TimelineEvent } from "../../orchestrator/protocol/timeline.ts";
import type { Sighting } from "./captured.ts";

export interface FeedCommand {
  readonly kind: "command";
  readonly command: Command;
  /** The host name of its machine. */
  readonly machine: string;
  /** `lost`: its shell went before its end was told. */
  readonly state: "running" | "ended" | "lost";
  /** What of its output could not be kept, in a sentence; empty where nothing is known of that. */
  readonly note: string;
  /** Labels of the evidence that it was the first to show, as the coach told them. */
  readonly evidence: readonly string[];
}

export interface FeedRemark {
  readonly kind: "remark";
  /** Its place in the timeline. */
  readonly seq: number;
  readonly text: string;
}

export type FeedEntry = FeedCommand | FeedRemark;

/**
 * Newest first.
 *
 * @param hostname of a machine, by its name
 */
export function feedOf(
  timeline: readonly TimelineEvent[],
  sightings: readonly Sighting[],
  hostname: (machine: string) => string,
): FeedEntry[] {
  const entries = new Map<string, FeedEntry>();
  const machines = new Map<string, string>();
  const change = (id: string, more: Partial<FeedCommand>) => {
    const entry = entries.get(id);
    if (entry?.kind === "command") entries.set(id, { ...entry, ...more });
  };
  for (const { seq, body } of timeline) {
    if (body.kind === "terminal-opened") machines.set(body.terminal, hostname(body.machine));
    else if (body.kind === "command-started" || body.kind === "command-ended") {
      const { command } = body;
      entries.set(command.id, {
        kind: "command",
        command,
        machine: hostname(command.machine),
        state: body.kind === "command-ended" ? "ended" : "running",
        note: "",
        evidence: seenIn(command.id, sightings),
      });
    } else if (body.kind === "command-shown") change(body.command, { note: body.shown.note });
    else if (body.kind === "terminal-closed") {
      if (body.reason === "shell-lost") {
        const text = `The shell on ${machines.get(body.terminal) ?? "an unknown machine"} ended without a word, as when everything there is killed. There is a new one.`;
        entries.set(`remark ${seq}`, { kind: "remark", seq, text });
      }
      for (const entry of entries.values()) {
        if (entry.kind !== "command" || entry.state !== "running" || entry.command.terminal !== body.terminal) continue;
        change(entry.command.id, { state: "lost" });
      }
    } else {
      const text = remarkOn(body, (terminal) => machines.get(terminal) ?? "an unknown machine", hostname);
      if (text) entries.set(`remark ${seq}`, { kind: "remark", seq, text });
    }
  }
  return [...entries.values()].reverse();
}

function seenIn(command: string, sightings: readonly Sighting[]): string[] {
  return sightings.filter((sighting) => sighting.command === command).flatMap(({ labels }) => labels);
}

function remarkOn(
  body: TimelineEvent["body"],
  machineOf: (terminal: string) => string,
  hostname: (machine: string) => string,
): string | null {
  switch (body.kind) {
    case "marks-silenced":
      return `A shell on ${machineOf(body.terminal)} went on without telling its commands. They are not listed here.`;
    case "marks-forged":
      return `Something on ${machineOf(body.terminal)} posed as the shell. What it claimed does not count.`;
    case "trace-differs":
      return `On ${hostname(body.machine)} the kernel's account differs from the shell's: ${body.text}`;
    case "output-lost":
      return `${body.bytes.toLocaleString("en")} bytes of output of a shell on ${machineOf(body.terminal)} are lost: they came while Sickbay was away, and were more than its machine keeps.`;
    case "recording-stopped":
      return body.reason === "full"
        ? `A terminal on ${machineOf(body.terminal)} is not recorded any more: this attempt's room for recordings is used up. Its shell goes on.`
        : `A terminal on ${machineOf(body.terminal)} is not recorded any more: the disk of Sickbay's host refused. Its shell goes on.`;
    case "timeline-not-kept":
      return "The disk of Sickbay's host refused to keep what happens here. The shells go on, and it is tried again; a restart of Sickbay before that would lose it.";
    case "sandbox-reset":
      return "The machines were reset.";
    default:
      return null;
  }
}

/** Names an entry among those of its feed. */
export function keyOf(entry: FeedEntry): string {
  return entry.kind === "command" ? entry.command.id : `remark ${entry.seq}`;
}
