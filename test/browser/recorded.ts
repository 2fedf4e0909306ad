// Recordings of a made-up attempt's terminals, as the orchestrator would list and send them: written by its own code.
import { recordingMarkers } from "../../orchestrator/http/recording-markers.ts";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { RecordingView } from "../../orchestrator/protocol/recordings.ts";
import { castLines } from "../../orchestrator/terminal/recording/cast.ts";
import type { RecordingEntry } from "../../orchestrator/terminal/recording/format.ts";

/** Recordings, and the files of them by their terminals. */
export interface Recorded {
  readonly views: RecordingView[];
  readonly files: Readonly<Record<string, string>>;
}

const nonce = "c0ffee";
/** A key is pressed so often while a command is typed, in milliseconds. */
const KEY_MS = 40;

/** What the terminals showed while the commands of a result were typed and ran. */
export async function recorded(
  result: AttemptResult,
  outputs: Readonly<Record<string, string>>,
  more: { readonly lost?: boolean } = {},
): Promise<Recorded> {
  const views: RecordingView[] = [];
  const files: Record<string, string> = {};
  const openedAtMs = (result.attempt.startedAtMs ?? 0) + 100;
  for (const terminal of new Set(result.commands.map((command) => command.terminal))) {
    const entries = entriesOf(result, outputs, terminal, openedAtMs, more.lost === true);
    const gaps = entries.flatMap((entry) => (entry.kind === "lost" ? [entry] : []));
    const markers = recordingMarkers(terminal, result, gaps);
    const name = terminal === "t1" ? "checkout-1" : `checkout-1 (${terminal.slice(1)})`;
    const bytes = entries.reduce((sum, entry) => sum + (entry.kind === "output" ? entry.bytes.length : 0), 0);
    const durationMs = (entries.at(-1)?.atMs ?? openedAtMs) - openedAtMs;
    views.push({ terminal, machine: "web", name, openedAtMs, durationMs, bytes, whole: gaps.length === 0, markers });
    const source = (async function* () {
      yield* entries;
    })();
    const options = { title: name, nonce, openedAtMs, size: { cols: 80, rows: 24 }, markers, exit: null };
    files[terminal] = "";
    for await (const line of castLines(source, options)) files[terminal] += line;
  }
  return { views, files };
}

function entriesOf(
  { commands }: AttemptResult,
  outputs: Readonly<Record<string, string>>,
  terminal: string,
  openedAtMs: number,
  lost: boolean,
): RecordingEntry[] {
  const own = commands.filter((command) => command.terminal === terminal);
  const out = (atMs: number, text: string): RecordingEntry => ({ kind: "output", atMs, bytes: Buffer.from(text) });
  const prompt = `\x1b]7770;${nonce};A\x07\x1b[1;32mroot@checkout-1\x1b[0m:\x1b[1;34m~\x1b[0m# `;
  const size = terminal === "t1" ? { cols: 116, rows: 32 } : { cols: 96, rows: 28 };
  return [
    { kind: "resize", atMs: openedAtMs + 30, ...size },
    out(openedAtMs + 60, prompt),
    ...own.flatMap(({ id, text, startedAtMs, endedAtMs, exit }, index) => [
      ...[...text].map((key, at) => out(startedAtMs - (text.length - at) * KEY_MS, key)),
      out(startedAtMs, "\r\n"),
      ...(lost && index === 3 ? [{ kind: "lost", atMs: startedAtMs + 1, bytes: 4096 } as const] : []),
      out(
        endedAtMs ?? startedAtMs,
        `${exit === 0 ? "" : "\x1b[31m"}${(outputs[id] ?? "").replaceAll("\n", "\r\n")}\x1b[0m${outputs[id] ? "\r\n" : ""}${prompt}`,
      ),
    ]),
  ];
}
