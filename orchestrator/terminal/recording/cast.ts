// A recording as asciicast, version 3 (docs.asciinema.org/manual/asciicast/v3): a line of JSON for the head, then one for each event,
// with the seconds since the event before.
import { StringDecoder } from "node:string_decoder";
import { MAX_COUNT, REPEATING } from "../../protocol/escape-limits.ts";
import type { RecordingMarker } from "../../protocol/recordings.ts";
import { MarkScanner } from "../marks.ts";
import type { RecordingEntry } from "./format.ts";

export interface CastOptions {
  readonly title: string;
  readonly nonce: string;
  /** Unix time in milliseconds. */
  readonly openedAtMs: number;
  /** The size at the beginning, in characters. */
  readonly size: { readonly cols: number; readonly rows: number };
  /** In order of time. */
  readonly markers: readonly RecordingMarker[];
}

/** A sequence that repeats something more often than any player should (protocol/escape-limits.ts). */
const TOO_MANY = new RegExp(`\\x1b\\[(\\d{5,})([${REPEATING.join("")}])`, "g");

/** The file, line by line, each with its newline. */
export async function* castLines(
  entries: AsyncIterable<RecordingEntry>,
  { title, nonce, openedAtMs, size, markers }: CastOptions,
): AsyncGenerator<string, void, undefined> {
  const scanner = new MarkScanner(nonce);
  // Characters that are cut by the end of a piece are held back; what is no UTF-8 becomes U+FFFD.
  const decoder = new StringDecoder("utf8");
  const waiting = [...markers];
  let lastMs = openedAtMs;
  const event = (atMs: number, code: string, data: string): string => {
    // Clocks can be set back; a file's time never goes back. Differences of whole milliseconds don't add up to an error.
    const nowMs = Math.max(lastMs, Math.round(atMs));
    const interval = (nowMs - lastMs) / 1000;
    lastMs = nowMs;
    return `${JSON.stringify([interval, code, data])}\n`;
  };
  const due = function* (atMs: number): Generator<string> {
    for (let [next] = waiting; next && next.atMs <= atMs; [next] = waiting) {
      waiting.shift();
      yield event(next.atMs, "m", next.label);
    }
  };

  const term = { cols: size.cols, rows: size.rows, type: "xterm-256color" };
  yield `${JSON.stringify({ version: 3, term, timestamp: Math.floor(openedAtMs / 1000), title })}\n`;
  for await (const entry of entries) {
    yield* due(entry.atMs);
    if (entry.kind === "output") {
      const text = decoder.write(scanner.push(entry.bytes).bytes).replace(TOO_MANY, `\x1b[${MAX_COUNT}$2`);
      if (text !== "") yield event(entry.atMs, "o", text);
    } else if (entry.kind === "resize") {
      yield event(entry.atMs, "r", `${entry.cols}x${entry.rows}`);
    } else {
      const why = entry.kind === "lost" ? "lost while Sickbay was away" : "not recorded, there was no room";
      yield event(entry.atMs, "o", `\x18\x1b[0;2m\r\n[${entry.bytes} bytes ${why}]\x1b[0m\r\n`);
    }
  }
  yield* due(Number.POSITIVE_INFINITY);
}
