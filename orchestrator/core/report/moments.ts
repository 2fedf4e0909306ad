// Looking things up in a result: commands by id, and when things happened.
import type { AttemptResult } from "../../protocol/attempts.ts";
import type { EvidenceView, SuspectView } from "../../protocol/diagnosis.ts";
import type { Command } from "../../protocol/timeline.ts";
import type { Run, Text } from "./blocks.ts";
import { clock, spell } from "./words.ts";

/** A result without what is written about it. */
export type Judged = Omit<AttemptResult, "story">;

export class Moments {
  readonly #startMs: number;
  readonly #commands: ReadonlyMap<string, Command>;
  readonly #evidence: ReadonlyMap<string, EvidenceView>;

  constructor({ attempt, commands, report }: Judged) {
    this.#startMs = attempt.startedAtMs ?? attempt.createdAtMs;
    this.#commands = new Map(commands.map((command) => [command.id, command]));
    this.#evidence = new Map((report?.evidence ?? []).map((piece) => [piece.id, piece]));
  }

  command(id: string | null): Command | null {
    return (id !== null && this.#commands.get(id)) || null;
  }

  /** A Unix time as the clock of the attempt showed it. */
  at(ms: number): string {
    return clock(ms - this.#startMs);
  }

  /** When a command had shown its output; empty where it is not known. */
  seenAt(id: string | null): string {
    const command = this.command(id);
    return command ? this.at(command.endedAtMs ?? command.startedAtMs) : "";
  }

  /** The same in prose. */
  spelled(command: Command): string {
    return spell(((command.endedAtMs ?? command.startedAtMs) - this.#startMs) / 1000);
  }

  /** The evidence that ruled a suspect out; null where none did. */
  ruledOutBy({ ruledOutBy }: SuspectView): EvidenceView | null {
    return (ruledOutBy !== null && this.#evidence.get(ruledOutBy)) || null;
  }

  /** Commands as typed, one after the other; empty where none is known. */
  typed(ids: readonly string[]): readonly Run[] {
    const known = ids.flatMap((id) => this.command(id) ?? []);
    return known.flatMap(({ text }, index): Run[] => [...(index > 0 ? [", "] : []), commandRun(text)]);
  }

  /** A sentence with the commands behind it. */
  withCommands(text: string, ids: readonly string[]): Text {
    const typed = this.typed(ids);
    return typed.length > 0 ? [`${text} `, ...typed] : text;
  }
}

/** A command as typed; the shell does not always tell it. */
export function commandRun(text: string): Run {
  return text === "" ? "(the shell did not tell)" : { code: text };
}
