// Looking things up in a result: commands by id, and when things happened.
import type { AttemptResult } from "../../protocol/attempts.ts";
import type { EvidenceView, SuspectView } from "../../protocol/diagnosis.ts";
import type { Command } from "../../protocol/timeline.ts";
import { clock } from "../diagnosis/wording.ts";
import { type Run, sentenceText } from "./blocks.ts";
import { spell } from "./words.ts";

/** Commands that one sentence names. */
const MOST_NAMED = 6;
/** Characters of a command by which a sentence that quotes it is recognised; long ones are cut there. */
const QUOTED = 60;

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
    return typedRuns(ids.flatMap((id) => this.command(id) ?? []));
  }

  /** A sentence, with the commands behind it that it does not name itself. */
  withCommands(sentence: string, ids: readonly string[]): readonly Run[] {
    const said = sentence.replace(/\s+/g, " ");
    const unsaid = ids
      .flatMap((id) => this.command(id) ?? [])
      .filter(({ text }) => text === "" || !said.includes(text.trim().replace(/\s+/g, " ").slice(0, QUOTED)));
    return unsaid.length > 0 ? [...sentenceText(sentence), " ", ...typedRuns(unsaid)] : sentenceText(sentence);
  }
}

/** A command as typed; the shell does not always tell it. */
export function commandRun(text: string): Run {
  return text === "" ? "(the shell did not tell)" : { code: text };
}

function typedRuns(commands: readonly Command[]): Run[] {
  const named = commands.slice(0, MOST_NAMED).flatMap(({ text }, index): Run[] => {
    return index > 0 ? [", ", commandRun(text)] : [commandRun(text)];
  });
  const more = commands.length - MOST_NAMED;
  return more > 0 ? [...named, ` and ${more} more`] : named;
}
