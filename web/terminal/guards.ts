// What a hostile program in the machine may not do to the page through escape sequences.
// CSI and OSC: control and operating system commands of ECMA-48, `ESC [` and `ESC ]`.

import {
  isOfLines,
  MAX_COUNT,
  MAX_JOINED,
  MAX_LINK,
  MAX_TITLE,
  REPEATING,
  repeatingWork,
} from "../../orchestrator/protocol/escape-limits.ts";
import { Allowance } from "./allowance.ts";

/** Sequences by which a program asks the terminal something and gets an answer as if typed. */
const QUERIES = [
  { final: "n" },
  { prefix: "?", final: "n" },
  { final: "c" },
  { prefix: ">", final: "c" },
  { prefix: "=", final: "c" },
  { prefix: ">", final: "q" },
  { intermediates: "$", final: "p" },
  { prefix: "?", intermediates: "$", final: "p" },
] as const;

/** OSC numbers that ask for or set colours, and answer when asked. */
const COLOUR_QUERIES = [4, 10, 11, 12] as const;

type Params = (number | number[])[];
interface Disposable {
  dispose(): void;
}

/** The part of xterm that is needed, so that the headless build fits as well. */
export interface Guarded {
  readonly cols: number;
  readonly parser: {
    registerCsiHandler(
      id: { prefix?: string; intermediates?: string; final: string },
      handler: (params: Params) => boolean,
    ): Disposable;
    registerOscHandler(id: number, handler: (data: string) => boolean): Disposable;
    registerDcsHandler(
      id: { intermediates?: string; final: string },
      handler: (data: string, params: Params) => boolean,
    ): Disposable;
  };
}

/** Work that repeating sequences may make at once, and again in each millisecond; a unit is about 4 ns. */
const WORK = { burst: 100_000_000, perMs: 100_000 };
/** Characters of links: each is kept, with what it costs beside its own, until its line is gone. */
const LINKS = { burst: 4 * 1024 * 1024, perMs: 20 };
const LINK_COST = 200;

export interface GuardEvents {
  /** Whether the bytes being parsed are not this page's to answer. */
  readonly replaying: () => boolean;
  /** A program gave the terminal a title, of MAX_TITLE characters at most. */
  readonly title: (text: string) => void;
}

/**
 * Refuses counts above MAX_COUNT, repeating sequences that would keep the page from all else, the clipboard (OSC 52) and links without bound,
 * cuts titles, and answers no question while output is replayed: it was answered when it was first shown, and an answer now would be typed
 * into the shell.
 */
export function guardSequences(term: Guarded, { replaying, title }: GuardEvents): Disposable {
  const { parser } = term;
  const work = new Allowance(WORK.burst, WORK.perMs);
  const links = new Allowance(LINKS.burst, LINKS.perMs);
  const isTooMuch = (final: string, params: Params): boolean => {
    const count = Math.max(1, ...params.flat());
    if (count > MAX_COUNT) return true;
    // Within a line programs mean what they say, and a cell holds MAX_JOINED characters: nothing is left out there.
    if (!isOfLines(final) && count <= term.cols) return false;
    return !work.spend(repeatingWork(final, count, term.cols, MAX_JOINED));
  };
  const takeTitle = (text: string): boolean => {
    title(text.slice(0, MAX_TITLE).toWellFormed());
    return true;
  };
  // What ends a link is `;` alone.
  const refusesLink = (link: string): boolean =>
    link !== ";" && (link.length > MAX_LINK || !links.spend(link.length + LINK_COST));
  const handlers = [
    ...REPEATING.map((final) => parser.registerCsiHandler({ final }, (params) => isTooMuch(final, params))),
    ...QUERIES.map((id) => parser.registerCsiHandler(id, replaying)),
    ...COLOUR_QUERIES.map((id) => parser.registerOscHandler(id, (data) => data.includes("?") && replaying())),
    parser.registerDcsHandler({ intermediates: "$", final: "q" }, replaying),
    ...[0, 2].map((id) => parser.registerOscHandler(id, takeTitle)),
    parser.registerOscHandler(8, refusesLink),
    // Names of icons, and the clipboard.
    ...[1, 52].map((id) => parser.registerOscHandler(id, () => true)),
  ];
  return { dispose: () => handlers.forEach((handler) => void handler.dispose()) };
}

/** An address that a link in the terminal may lead to: http and https only. Null for anything else. */
export function safeLink(text: string): string | null {
  const url = URL.parse(text);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : null;
}
