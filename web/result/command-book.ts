// The commands of a result by their ids, for all parts of the page that name them.
import { createContext, useContext } from "react";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { EvidenceView, JudgedCommand } from "../../orchestrator/protocol/diagnosis.ts";
import type { Command } from "../../orchestrator/protocol/timeline.ts";
import { clock } from "../ui/duration.ts";
import { terminalNames } from "./lanes.ts";
import type { Nameable } from "./said.ts";

export interface CommandBook {
  readonly attempt: string;
  /** All commands, as sentences name them. */
  readonly nameable: readonly Nameable[];
  command(id: string | null): Command | undefined;
  /** Undefined where the path is not judged, and after the first "fixed". */
  judged(id: string): JudgedCommand | undefined;
  /** The evidence that a command was the first to show. */
  evidence(id: string): readonly EvidenceView[];
  /** The name of the terminal that a command was typed in. */
  terminal(command: Command): string;
  /** A Unix time as the clock of the attempt showed it. */
  at(ms: number): string;
}

export function commandBook(result: AttemptResult): CommandBook {
  const { attempt, commands, report } = result;
  const startMs = attempt.startedAtMs ?? attempt.createdAtMs;
  const byId = new Map(commands.map((command) => [command.id, command]));
  const judged = new Map((report?.commands ?? []).map((command) => [command.id, command]));
  const evidence = Map.groupBy(report?.evidence ?? [], ({ command }) => command);
  const terminals = terminalNames(result);
  return {
    attempt: attempt.id,
    nameable: commands.map(({ id, text, startedAtMs }) => ({ id, text, ms: startedAtMs - startMs })),
    command: (id) => (id === null ? undefined : byId.get(id)),
    judged: (id) => judged.get(id),
    evidence: (id) => evidence.get(id) ?? [],
    terminal: ({ terminal, machine }) => terminals.get(terminal) ?? machine,
    at: (ms) => clock(ms - startMs),
  };
}

const Book = createContext<CommandBook | null>(null);
export const CommandBookProvider = Book.Provider;

export function useCommandBook(): CommandBook {
  const book = useContext(Book);
  if (!book) throw new Error("Nothing provides a book of commands.");
  return book;
}

/** The command line for reading; the shell does not always tell it. */
export function lineOf({ text }: Command): string {
  return text || "(the shell did not tell)";
}
