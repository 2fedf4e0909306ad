// The append-only list of what happened in an attempt. Everything a report says is computed from it.
import { z } from "zod";
import { checkRun, finding } from "./checks.ts";
import { hint, shownOutput } from "./diagnosis.ts";

/** A command as the marks in the shell reported it. */
export const command = z.strictObject({
  id: z.string(),
  terminal: z.string(),
  machine: z.string(),
  /** The command line as typed; empty where the shell did not tell. */
  text: z.string(),
  cwd: z.string(),
  user: z.string(),
  /** Null while it runs, or when the shell ended within it. */
  exit: z.number().int().nullable(),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  /** Byte offsets in the terminal's output between which the command's own output lies. */
  fromSeq: z.number().int().min(0),
  toSeq: z.number().int().min(0).nullable(),
});
export type Command = z.infer<typeof command>;

/** Why an attempt is over. */
export const endReason = z.enum(["finished", "gave-up", "deadline", "failed-start", "sandbox-lost"]);
export type EndReason = z.infer<typeof endReason>;

const body = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("attempt-created") }),
  z.strictObject({ kind: z.literal("sandbox-ready"), startMs: z.number() }),
  z.strictObject({ kind: z.literal("sandbox-adopted") }),
  z.strictObject({ kind: z.literal("sandbox-reset") }),
  z.strictObject({ kind: z.literal("machine-stopped"), machine: z.string() }),
  z.strictObject({ kind: z.literal("terminal-opened"), terminal: z.string(), machine: z.string() }),
  z.strictObject({
    kind: z.literal("terminal-closed"),
    terminal: z.string(),
    exit: z.number().int().nullable(),
    /** `shell-lost`: it ended without a word, as when everything on the machine is killed. */
    reason: z.enum([
      "shell-ended",
      "shell-lost",
      "closed",
      "orchestrator-restarted",
      "machine-stopped",
      "attempt-ended",
    ]),
  }),
  /** So much of what the shell wrote is lost: it was more than its machine keeps while Sickbay was away. */
  z.strictObject({ kind: z.literal("output-lost"), terminal: z.string(), bytes: z.number().int().min(1) }),
  /** From here on the terminal is not recorded: the attempt's room is used up, or the disk refused. The shell goes on. */
  z.strictObject({ kind: z.literal("recording-stopped"), terminal: z.string(), reason: z.enum(["full", "failed"]) }),
  /** The store refused what came before, as on a full disk: pages show the timeline all the same, a crash would lose it. */
  z.strictObject({ kind: z.literal("timeline-not-kept") }),
  z.strictObject({ kind: z.literal("command-started"), command }),
  z.strictObject({ kind: z.literal("command-ended"), command }),
  /** What a command showed, told after its end; `edited` tells of an editor whether it changed a file, null of all else. */
  z.strictObject({
    kind: z.literal("command-shown"),
    command: z.string(),
    shown: shownOutput,
    edited: z.boolean().nullable(),
  }),
  z.strictObject({ kind: z.literal("marks-forged"), terminal: z.string() }),
  /** A shell went on without its marks: commands in it can't be told. */
  z.strictObject({ kind: z.literal("marks-silenced"), terminal: z.string() }),
  /** The second source disagrees with the marks. */
  z.strictObject({ kind: z.literal("trace-differs"), machine: z.string(), text: z.string() }),
  /** The second source was asked for and told nothing, or not all. */
  z.strictObject({ kind: z.literal("trace-missing") }),
  z.strictObject({ kind: z.literal("hint-taken"), hint }),
  z.strictObject({ kind: z.literal("coach-set"), on: z.boolean() }),
  z.strictObject({ kind: z.literal("check-started"), check: z.string() }),
  z.strictObject({
    kind: z.literal("check-step"),
    check: z.string(),
    step: z.string(),
    finding: finding.nullable(),
    saw: z.string(),
  }),
  z.strictObject({ kind: z.literal("check-ended"), run: checkRun }),
  z.strictObject({ kind: z.literal("attempt-ended"), reason: endReason }),
]);

/** What can happen in an attempt, without its place in the list. */
export type TimelineBody = z.infer<typeof body>;

/** One entry: `seq` counts from 1 without gaps within an attempt, `atMs` is Unix time in milliseconds. */
export const timelineEvent = z.strictObject({ seq: z.number().int().min(1), atMs: z.number(), body });
export type TimelineEvent = z.infer<typeof timelineEvent>;
export const timelineBody = body;
