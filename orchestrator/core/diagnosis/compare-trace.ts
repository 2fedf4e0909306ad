// Compares the shell's account of an attempt with the kernel's. It would rather miss something than accuse wrongly: aliases,
// functions, scripts and jobs in the background run programs that their line does not name. Nothing here scores.
import { type CommandNode, type PipelineNode, parse } from "unbash";
import type { TimelineBody } from "../../protocol/timeline.ts";
import type { ProgramStart, Traced } from "../ports.ts";
import { TOOLS } from "./commands-table.ts";
import type { ObservedCommand } from "./model.ts";
import { CUT_TEXT_LENGTH } from "./telling-lines.ts";
import { count, quote } from "./wording.ts";

/** How far the two clocks, and the way of a line to us, may differ, in milliseconds. */
const SLACK_MS = 2000;
/** Findings of a kind that are told one by one. */
const MAX_TOLD = 10;

/** What bash does itself, so that no program of that name starts. */
const BUILTINS = new Set(
  `. : [ [[ alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown echo enable eval
  exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray
  readonly return set shift shopt source suspend test time times trap true type typeset ulimit umask unalias unset wait`.split(
    /\s+/,
  ),
);
/** Aliases of the machines' image. */
const ALIASES = new Set(["ll", "la"]);
/** Of the builtins, what runs text that the line need not show. */
const RUNS_TEXT = new Set([".", "source", "eval", "fc", "exit", "logout"]);
const SHELL = /^-?(ba|da|z|k|a)?sh$/;

type TraceEvent = Extract<TimelineBody, { kind: "trace-differs" | "trace-missing" }>;

/**
 * What the timeline is to say of the second source.
 *
 * @param commands all of the attempt, as its marks told them
 * @param traced null where the second source was asked for and could not be had
 * @param nowMs when the trace was taken, Unix time in milliseconds
 */
export function compareTrace(commands: readonly ObservedCommand[], traced: Traced | null, nowMs: number): TraceEvent[] {
  if (traced === null) return [{ kind: "trace-missing" }];
  const findings = [...neverRun(commands, traced, nowMs), ...notShown(commands, traced)];
  return [...told(findings), ...(traced.whole ? [] : [{ kind: "trace-missing" } as const])];
}

interface Finding {
  readonly machine: string;
  readonly what: string;
  readonly how: "was shown, but no such program was started." | "was run, and stands in no line that the shell told.";
}

function told(findings: readonly Finding[]): TraceEvent[] {
  const events: TraceEvent[] = [];
  for (const same of Map.groupBy(findings, ({ machine, how }) => `${machine} ${how}`).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const { machine, how } = first;
    const texts = [...new Set(same.map(({ what }) => what))];
    const more = texts.length - MAX_TOLD;
    for (const text of texts.slice(0, MAX_TOLD))
      events.push({ kind: "trace-differs", machine, text: `${text} ${how}` });
    if (more > 0)
      events.push({
        kind: "trace-differs",
        machine,
        text: `there are ${count(more, "further difference")} like these.`,
      });
  }
  return events;
}

/**
 * Lines that ended well, though the program whose exit status that is was never started. A line that was not traced from
 * beginning to end, and a name that may be an alias or a function, is passed over.
 */
function neverRun(commands: readonly ObservedCommand[], { starts, fromMs, whole }: Traced, nowMs: number): Finding[] {
  if (!whole) return [];
  const defined = new Set(commands.flatMap(({ text }) => definedIn(text)));
  const wasStarted = (name: string, { startedAtMs, endedAtMs }: ObservedCommand): boolean =>
    starts.some((start) => isWithin(start, startedAtMs, endedAtMs) && nameOf(start.program) === name);
  // A machine that told of nothing may not be traced at all.
  const isTraced = (machine: string, atMs: number): boolean =>
    starts.some((start) => start.machine === machine && start.atMs < atMs);
  return commands.flatMap((command) => {
    const { machine, text, exit, startedAtMs, endedAtMs } = command;
    // Only what looks can have shown something that was made up.
    if (exit !== 0 || command.class !== "observe" || startedAtMs < fromMs || endedAtMs + SLACK_MS > nowMs) return [];
    const name = programOfStatus(text);
    if (name === null || ALIASES.has(name) || defined.has(name) || !isTraced(machine, startedAtMs)) return [];
    // The end of a shell within a command can be told with that command's own line.
    if (commands.some((same) => same.text === text && wasStarted(name, same))) return [];
    return [{ machine, what: quote(text), how: "was shown, but no such program was started." }];
  });
}

/** The known program whose exit status is that of the line; null where that can't be told, or where the shell does it itself. */
function programOfStatus(text: string): string | null {
  if (text.length >= CUT_TEXT_LENGTH) return null;
  const { commands, errors } = parse(text);
  const last = commands.at(-1);
  if (last === undefined || last.background || errors?.length) return null;
  const parts = last.command.type === "AndOr" ? last.command.commands : [last.command];
  const some = last.command.type === "AndOr" && last.command.operators.includes("||");
  const end = some ? undefined : parts.at(-1);
  const node = end && lastOf(end);
  const name = node?.type === "Command" ? node.name : undefined;
  if (name === undefined || name.text !== name.value) return null;
  return TOOLS.has(name.value) && !BUILTINS.has(name.value) ? name.value : null;
}

/** The command whose exit status is that of a part of the line; none where `!` turns it round. */
function lastOf(node: PipelineNode): CommandNode | undefined {
  if (node.type !== "Pipeline") return node;
  return node.prefixes.length === 0 ? node.commands.at(-1) : undefined;
}

/** Names that a line may have given another meaning: functions, and aliases as all that stands before a `=`. */
function definedIn(line: string): string[] {
  return [...line.matchAll(/([\w.+-]+)(?:=|\s*\()|\bfunction\s+([\w.+-]+)/g)].flatMap(
    ([, one, other]) => one ?? other ?? [],
  );
}

/** Programs that were typed to a shell, by the kernel's account, and that no line of that time explains. */
function notShown(commands: readonly ObservedCommand[], { starts }: Traced): Finding[] {
  const running = new Map<string, ProgramStart>();
  return starts.flatMap((start) => {
    const parent = running.get(`${start.machine} ${start.parent}`);
    running.set(`${start.machine} ${start.pid}`, start);
    // A job that is typed gets a group and the terminal; what completion, `$(...)` and `<(...)` run lacks one of the two.
    if (start.pid !== start.group || !start.foreground || parent === undefined || !isPrompting(parent)) return [];
    const near = commands.filter(({ startedAtMs, endedAtMs }) => isWithin(start, startedAtMs, endedAtMs));
    if (near.some((command) => explains(command, start, starts))) return [];
    return [
      {
        machine: start.machine,
        what: quote(textOf(start)),
        how: "was run, and stands in no line that the shell told.",
      },
    ];
  });
}

/** Whether a line names the program, or runs what its own words don't tell: an alias, a function, a sourced file. */
function explains(command: ObservedCommand, start: ProgramStart, starts: readonly ProgramStart[]): boolean {
  const { text, simple, startedAtMs, endedAtMs } = command;
  if (text.trim() === "" || text.length >= CUT_TEXT_LENGTH) return true;
  const words = text.split(/[^\w.+@:/-]+/).map(nameOf);
  if (words.includes(nameOf(start.program))) return true;
  const names = simple.flatMap(({ argv, via }) => [...argv.slice(0, 1), ...via]);
  return names.some((name) => {
    if (BUILTINS.has(name)) return RUNS_TEXT.has(name);
    return !starts.some((other) => isWithin(other, startedAtMs, endedAtMs) && nameOf(other.program) === nameOf(name));
  });
}

function isPrompting({ program, args }: ProgramStart): boolean {
  const options = args.slice(1);
  return SHELL.test(nameOf(program)) && options.every((option) => option.startsWith("-") && !/^-[a-z]*c/.test(option));
}

function isWithin({ atMs }: ProgramStart, fromMs: number, toMs: number): boolean {
  return atMs >= fromMs - SLACK_MS && atMs <= toMs + SLACK_MS;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The program with its arguments, without the interpreter before a script. */
function textOf({ program, args }: ProgramStart): string {
  const at = args.findIndex((arg) => nameOf(arg) === nameOf(program));
  return [nameOf(program), ...args.slice(Math.max(at, 0) + 1)].join(" ");
}
