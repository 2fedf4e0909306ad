// An attempt at a lab that says how it is diagnosed: its hints, and its timeline while it runs.
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import type { HintStep, HintView } from "../../orchestrator/protocol/diagnosis.ts";
import type { AttemptServerMessage } from "../../orchestrator/protocol/messages.ts";
import type { Command, TimelineBody, TimelineEvent } from "../../orchestrator/protocol/timeline.ts";
import { attempt, beganAtMs } from "./page-data.ts";

const hint = (step: HintStep, cost: number, text: string): HintView => ({ step, cost, text });

/** The lab's hints, in the order in which they are taken. */
export const allHints: readonly HintView[] = [
  hint("where", 2, "Files that have no name any more still take space. Ask which process holds what."),
  hint("what", 3, "lsof +L1 lists files that are open and deleted."),
  hint("meaning", 5, "The service still writes into the old log: it never heard that the log was rotated."),
];

/** An attempt that has taken so many hints. */
export function coachedAttempt(id: string, taken = 0, more: Partial<Attempt> = {}): Attempt {
  const next = allHints[taken];
  const nextHint = next ? { step: next.step, cost: next.cost } : null;
  return attempt(id, { hints: allHints.slice(0, taken), nextHint, diagnosed: true, ...more });
}

interface Typed extends Partial<Command> {
  readonly atS: number;
  readonly text: string;
  readonly ms?: number;
}

const typed: readonly Typed[] = [
  { atS: 8, text: "curl -si -X POST localhost:8431/orders" },
  { atS: 21, text: "systemctl status checkout", exit: 3 },
  { atS: 34, text: "tail -50 /var/log/checkout/error.log" },
  { atS: 52, text: "df -h", ms: 9 },
  { atS: 66, text: "du -xh --max-depth=2 /var/log 2>/dev/null | sort -h | tail", ms: 2340 },
  { atS: 98, text: 'psql -c "select count(*) from orders"', terminal: "t3", machine: "db" },
  { atS: 121, text: "", exit: 1 },
  { atS: 150, text: "lsof +L1", ms: 420, exit: 1 },
  { atS: 171, text: "journalctl -u checkout -f", exit: null, endedAtMs: null },
];

const commands = typed.map(
  ({ atS, text, ms = 40, ...more }, index): Command => ({
    id: `c${index}`,
    terminal: "t1",
    machine: "web",
    text,
    cwd: "/root",
    user: "root",
    exit: 0,
    startedAtMs: beganAtMs + atS * 1000,
    endedAtMs: beganAtMs + atS * 1000 + ms,
    fromSeq: index * 100,
    toSeq: index * 100 + 90,
    ...more,
  }),
);

const shown = (command: string, note: string): TimelineBody => ({
  kind: "command-shown",
  command,
  shown: { text: "", note },
  edited: null,
});

const told: readonly TimelineBody[] = [
  { kind: "attempt-created" },
  { kind: "sandbox-ready", startMs: 2400 },
  { kind: "terminal-opened", terminal: "t1", machine: "web" },
  { kind: "terminal-opened", terminal: "t2", machine: "web" },
  { kind: "terminal-opened", terminal: "t3", machine: "db" },
  ...commands.flatMap((command): TimelineBody[] => {
    const started: TimelineBody = { kind: "command-started", command: { ...command, exit: null, endedAtMs: null } };
    if (command.endedAtMs === null) return [started];
    const note = command.id === "c2" ? "41 KiB of its output are left out." : "";
    return [started, { kind: "command-ended", command }, shown(command.id, note)];
  }),
  { kind: "marks-silenced", terminal: "t2" },
];

export function asTimeline(bodies: readonly TimelineBody[], firstSeq = 1): TimelineEvent[] {
  return bodies.map((body, index) => ({ seq: firstSeq + index, atMs: beganAtMs + index * 1000, body }));
}

/** What happened so far: nine commands in two terminals, the last of them running, and a shell that went silent. */
export const timelineSoFar: readonly TimelineEvent[] = asTimeline(told);

/** Messages of a further command, from its start to what it showed, and the coach's note on it. */
export function typedNext(text: string, labels: readonly string[]): AttemptServerMessage[] {
  const [first] = commands;
  if (!first) throw new Error("There is no command.");
  const command = { ...first, id: "next", text, startedAtMs: beganAtMs + 190_000, endedAtMs: beganAtMs + 190_400 };
  const bodies: TimelineBody[] = [
    { kind: "command-started", command },
    { kind: "command-ended", command },
  ];
  const events = asTimeline(bodies, timelineSoFar.length + 1);
  return [
    // The note is sent at once, entries of the timeline once they are kept: it may come first.
    ...(labels.length > 0 ? [{ type: "evidence" as const, command: "next", labels: [...labels] }] : []),
    ...events.map((event) => ({ type: "timeline" as const, event })),
  ];
}
