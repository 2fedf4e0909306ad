// What a hostile program in the machine may not do to the page through escape sequences.
// CSI and OSC: control and operating system commands of ECMA-48, `ESC [` and `ESC ]`.

import { MAX_COUNT, REPEATING } from "../../orchestrator/protocol/escape-limits.ts";

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

/** The part of xterm's parser that is needed, so that the headless build fits as well. */
export interface Parser {
  registerCsiHandler(
    id: { prefix?: string; intermediates?: string; final: string },
    handler: (params: Params) => boolean,
  ): Disposable;
  registerOscHandler(id: number, handler: (data: string) => boolean): Disposable;
  registerDcsHandler(
    id: { intermediates?: string; final: string },
    handler: (data: string, params: Params) => boolean,
  ): Disposable;
}

/**
 * Refuses counts above MAX_COUNT, the clipboard (OSC 52) and titles, and answers no question while output is replayed:
 * it was answered when it was first shown, and an answer now would be typed into the shell.
 *
 * @param replaying whether the bytes being parsed are a replay
 */
export function guardSequences(parser: Parser, replaying: () => boolean): Disposable {
  const handlers = [
    ...REPEATING.map((final) => parser.registerCsiHandler({ final }, tooMany)),
    ...QUERIES.map((id) => parser.registerCsiHandler(id, replaying)),
    ...COLOUR_QUERIES.map((id) => parser.registerOscHandler(id, (data) => data.includes("?") && replaying())),
    parser.registerDcsHandler({ intermediates: "$", final: "q" }, replaying),
    ...[0, 1, 2, 52].map((id) => parser.registerOscHandler(id, () => true)),
  ];
  return { dispose: () => handlers.forEach((handler) => void handler.dispose()) };
}

function tooMany(params: Params): boolean {
  return params.flat().some((count) => count > MAX_COUNT);
}

/** An address that a link in the terminal may lead to: http and https only. Null for anything else. */
export function safeLink(text: string): string | null {
  const url = URL.parse(text);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : null;
}
