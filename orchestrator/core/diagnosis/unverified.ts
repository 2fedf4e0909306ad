// What a report can't vouch for, said in sentences: a root candidate can hide commands, and output can be cut.
import type { TimelineEvent } from "../../protocol/timeline.ts";
import type { ObservedCommand } from "./model.ts";
import { CUT_TEXT_LENGTH } from "./telling-lines.ts";
import { count, quote } from "./wording.ts";

/** Notes on outputs that are told one by one; more than these are counted. */
const MAX_NOTES = 10;

/** One sentence for each thing that was hidden, disputed, or cut. */
export function findUnverified(timeline: readonly TimelineEvent[], commands: readonly ObservedCommand[]): string[] {
  return [...new Set([...ofTerminals(timeline), ...ofTexts(commands), ...ofOutputs(commands)])];
}

/**
 * Whether commands may have run that no shell told: one was silenced, one told of nothing, or the kernel saw others. Then what is
 * said to have been left undone was only not seen.
 */
export function mayHaveHidden(timeline: readonly TimelineEvent[]): boolean {
  const opened = new Set<string>();
  for (const { body } of timeline) {
    if (body.kind === "marks-silenced" || body.kind === "trace-differs") return true;
    if (body.kind === "terminal-opened") opened.add(body.terminal);
    else if (body.kind === "command-started") opened.delete(body.command.terminal);
  }
  return opened.size > 0;
}

function ofTerminals(timeline: readonly TimelineEvent[]): string[] {
  const machines = new Map<string, string>();
  const telling = new Set<string>();
  for (const { body } of timeline) {
    if (body.kind === "terminal-opened") machines.set(body.terminal, body.machine);
    else if (body.kind === "command-started") telling.add(body.command.terminal);
  }
  const on = (terminal: string): string => machines.get(terminal) ?? "an unknown machine";
  const events = timeline.flatMap(({ body }): string[] => {
    switch (body.kind) {
      case "marks-forged":
        return [`In a terminal on ${on(body.terminal)} something posed as the shell. What it claimed was not counted.`];
      case "marks-silenced":
        return [
          `A shell on ${on(body.terminal)} went on without telling its commands. The recording shows what was done.`,
        ];
      case "trace-differs":
        return [`On ${body.machine} the kernel's account differs from the shell's: ${body.text}`];
      case "trace-missing":
        return [
          "The kernel's account of what ran is missing or has gaps, so the shell's could not be compared with all of it.",
        ];
      default:
        return [];
    }
  });
  const silent = [...machines.keys()].filter((terminal) => !telling.has(terminal));
  return [
    ...events,
    ...silent.map(
      (terminal) => `A terminal on ${on(terminal)} told of no command: it was not used, or it was silenced.`,
    ),
  ];
}

function ofTexts(commands: readonly ObservedCommand[]): string[] {
  const untold = commands.filter(({ text }) => text.trim() === "");
  const scripts = [...new Set(commands.filter((command) => command.untold).map(({ text }) => quote(text)))];
  const cut = commands.filter(({ text }) => text.length >= CUT_TEXT_LENGTH);
  const sentences = scripts
    .slice(0, MAX_NOTES)
    .map((line) => `What ${line} did can't be told from its line, so it was counted as a change that shows nothing.`);
  if (scripts.length > MAX_NOTES)
    sentences.push(`So it was with ${count(scripts.length - MAX_NOTES, "further line")}.`);
  if (untold.length > 0) sentences.push(`The shell did not tell the text of ${count(untold.length, "command")}.`);
  if (cut.length > 0) sentences.push(`${count(cut.length, "command line")} had to be cut, and earned no evidence.`);
  return sentences;
}

function ofOutputs(commands: readonly ObservedCommand[]): string[] {
  const noted = commands.filter(({ shown }) => shown.note !== "");
  const told = noted.slice(0, MAX_NOTES).map(({ text, shown }) => `${quote(text)}: ${shown.note}`);
  const more = noted.length - told.length;
  return more > 0 ? [...told, `${count(more, "further output")} had to be cut or left out.`] : told;
}
