// A recording as asciicast, version 3 (docs.asciinema.org/manual/asciicast/v3): a line of JSON for the head, then one for each
// event, with the seconds since the event before.
import { StringDecoder } from "node:string_decoder";
import type { RecordingMarker } from "../../protocol/recordings.ts";
import { MarkScanner } from "../marks.ts";
import type { RecordingEntry } from "./format.ts";
import { HarmlessText } from "./harmless.ts";

export interface CastOptions {
  readonly title: string;
  /** What the shell's marks carry; no mark comes into the file. */
  readonly nonce: string;
  /** Unix time in milliseconds. */
  readonly openedAtMs: number;
  /** The size at the beginning, in characters. */
  readonly size: { readonly cols: number; readonly rows: number };
  /** In order of time. */
  readonly markers: readonly RecordingMarker[];
  /** How the shell ended and when, Unix time in milliseconds; null where that is not known. */
  readonly exit: { readonly atMs: number; readonly status: number } | null;
}

/** Why output is missing. */
const WHY = {
  lost: "lost while Sickbay was away",
  full: "not recorded, there was no room",
  skipped: "not recorded, too much came at once",
} as const;

/** The shell's bytes as text that every player takes: whole characters, no marks, nothing hostile. */
class OutputText {
  readonly #scanner: MarkScanner;
  readonly #harmless: HarmlessText;
  // Characters that are cut by the end of a piece are held back; what is no UTF-8 becomes U+FFFD.
  #decoder = new StringDecoder("utf8");

  constructor({ nonce, size }: CastOptions) {
    this.#scanner = new MarkScanner(nonce);
    this.#harmless = new HarmlessText(size);
  }

  resized(size: CastOptions["size"]): void {
    this.#harmless.resized(size);
  }

  push(bytes: Buffer, atMs: number): string {
    return this.#harmless.push(this.#decoder.write(this.#scanner.push(bytes).bytes), atMs);
  }

  /** What was held back, at the end or before a gap: the rest of it never comes. */
  end(atMs: number): string {
    const rest = this.#harmless.push(this.#decoder.write(this.#scanner.end()) + this.#decoder.end(), atMs);
    this.#harmless.reset();
    return rest;
  }
}

/** The file, line by line, each with its newline. */
export async function* castLines(
  entries: AsyncIterable<RecordingEntry>,
  options: CastOptions,
): AsyncGenerator<string, void, undefined> {
  const { title, openedAtMs, size, markers, exit } = options;
  const output = new OutputText(options);
  const waiting = [...markers];
  // Differences of whole milliseconds don't add up to an error.
  let lastMs = Math.round(openedAtMs);
  let markedMs: number | null = null;
  const event = (atMs: number, code: string, data: string): string => {
    // Clocks can be set back; a file's time never goes back.
    const nowMs = Math.max(lastMs, Math.round(atMs));
    const interval = (nowMs - lastMs) / 1000;
    lastMs = nowMs;
    return `${JSON.stringify([interval, code, data])}\n`;
  };
  const due = function* (atMs: number): Generator<string> {
    for (let [next] = waiting; next && next.atMs <= atMs; [next] = waiting) {
      waiting.shift();
      yield event(next.atMs, "m", next.label);
      markedMs = lastMs;
    }
  };
  const shown = function* (atMs: number, text: string): Generator<string> {
    if (text !== "") yield event(atMs, "o", text);
  };

  const term = { cols: size.cols, rows: size.rows, type: "xterm-256color" };
  yield `${JSON.stringify({ version: 3, term, timestamp: Math.floor(openedAtMs / 1000), title })}\n`;
  for await (const entry of entries) {
    yield* due(entry.atMs);
    if (entry.kind === "output") yield* shown(entry.atMs, output.push(entry.bytes, entry.atMs));
    else if (entry.kind === "resize") {
      output.resized(entry);
      yield event(entry.atMs, "r", `${entry.cols}x${entry.rows}`);
    } else if (entry.kind !== "numbered") {
      const why = WHY[entry.kind];
      yield* shown(entry.atMs, `${output.end(entry.atMs)}\x1b[0;2m\r\n[${entry.bytes} bytes ${why}]\x1b[0m\r\n`);
    }
  }
  yield* shown(lastMs, output.end(lastMs));
  yield* due(Number.POSITIVE_INFINITY);
  // Players leave out a marker at the very end of a file, like that of a check after which nothing was written.
  const endMs = markedMs === lastMs ? lastMs + 1 : lastMs;
  if (exit) yield event(Math.max(endMs, exit.atMs), "x", String(exit.status));
  else if (endMs > lastMs) yield event(endMs, "o", "");
}
