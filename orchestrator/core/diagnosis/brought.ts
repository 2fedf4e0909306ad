// What the candidate typed before: a later output that only repeats it shows nothing of the machine.
import type { ObservedCommand } from "./model.ts";
import { fold } from "./wording.ts";

/** Characters below which a text may be repeated by chance. */
const LEAST = 6;
/** A command line below this length is too short to tell a listing of the history by. */
const LEAST_LINE = 8;
/** Newest commands that are remembered; a line that matters is not repeated over more than that. */
const MAX_COMMANDS = 1000;
const MAX_PIECES = 300;

/** What one command brought. */
interface Typed {
  /** The line, as `history` or a file with it would show it: as it was typed, and without its quotes. */
  readonly lines: readonly string[];
  /** Texts that it may have put somewhere: into a file, a variable, a name. */
  readonly pieces: readonly string[];
  /** Whether it put them where nothing of the service's lies, as into /tmp. */
  readonly aside: boolean;
}

/** All that was typed before a command ended, except itself. */
export interface Brought {
  /** Whether an output's line repeats a whole command line, or stands in one. */
  readonly repeats: (line: string) => boolean;
  /**
   * Texts that were put somewhere.
   *
   * @param aside only those that were put where nothing of the service's lies: what a change left in its files is worth a look
   */
  readonly pieces: (aside: boolean) => Iterable<string>;
}

/** Tells of each command what was brought before it. */
export function broughtBefore(commands: readonly ObservedCommand[]): (command: ObservedCommand) => Brought {
  const inOrder = commands.toSorted((one, other) => one.startedAtMs - other.startedAtMs);
  const typed = inOrder.map(broughtBy);
  return (command) => {
    const earlier = function* (): Generator<Typed> {
      let left = MAX_COMMANDS;
      for (let place = lastBefore(inOrder, command.endedAtMs); place >= 0 && left > 0; place -= 1, left -= 1) {
        const one = typed[place];
        if (one && inOrder[place] !== command) yield one;
      }
    };
    return {
      repeats: (line) => {
        const folded = fold(line);
        if (folded.length < LEAST) return false;
        for (const { lines } of earlier()) {
          if (lines.some((text) => text.includes(folded) || contains(folded, text))) return true;
        }
        return false;
      },
      pieces: function* (aside) {
        for (const each of earlier()) if (!aside || each.aside) yield* each.pieces;
      },
    };
  };
}

/** Place of the last command that began by then. */
function lastBefore(inOrder: readonly ObservedCommand[], atMs: number): number {
  let [from, to] = [0, inOrder.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((inOrder[middle]?.startedAtMs ?? Number.POSITIVE_INFINITY) <= atMs) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

function contains(line: string, text: string): boolean {
  return text.length >= LEAST_LINE && text.includes(" ") && line.includes(text);
}

/** What commands brought; while an attempt runs, each new one is compared with the same earlier ones. */
const known = new WeakMap<ObservedCommand, Typed>();

function broughtBy(command: ObservedCommand): Typed {
  const typed = known.get(command) ?? typedBy(command);
  known.set(command, typed);
  return typed;
}

function typedBy(command: ObservedCommand): Typed {
  const plain = command.text.replaceAll(/['"\\]/g, "");
  const lines = [...new Set([fold(command.text), fold(plain)])];
  // What only looks puts nothing anywhere, unless it is handed a text.
  const puts = command.class !== "observe" || command.text.includes("<<");
  return {
    lines,
    pieces: puts ? piecesOf(plain, command) : [],
    aside: command.class === "neutral" || command.class === "observe",
  };
}

function piecesOf(plain: string, { text, simple }: ObservedCommand): string[] {
  const quoted = [...text.matchAll(/'([^']+)'|"([^"]+)"/g)].map(([, single, double]) => single ?? double ?? "");
  const words = simple.flatMap(({ argv }) => argv.flatMap((word) => [word, word.replace(/^.*\//, "")]));
  const all = [...plain.split(/[\n;|&=<>]+/), ...quoted, ...words].map(fold).filter((text) => text.length >= LEAST);
  return [...new Set(all)].slice(0, MAX_PIECES);
}
