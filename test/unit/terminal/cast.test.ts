import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordingMarker } from "../../../orchestrator/protocol/recordings.ts";
import { type CastOptions, castLines } from "../../../orchestrator/terminal/recording/cast.ts";
import type { RecordingEntry } from "../../../orchestrator/terminal/recording/format.ts";

const OPENED_MS = 1_764_000_000_000;
const nonce = "c0ffee";

type Event = [seconds: number, code: string, data: string];
interface Cast {
  head: Record<string, unknown>;
  events: Event[];
}

async function castOf(entries: readonly RecordingEntry[], more: Partial<CastOptions> = {}): Promise<Cast> {
  const source = (async function* () {
    yield* entries;
  })();
  const options = { title: "t", nonce, openedAtMs: OPENED_MS, size: { cols: 80, rows: 24 }, markers: [], exit: null };
  let file = "";
  for await (const line of castLines(source, { ...options, ...more })) file += line;
  expect(file.endsWith("\n")).toBe(true);
  const [head, ...events] = file.trimEnd().split("\n");
  return { head: JSON.parse(head ?? ""), events: events.map((line) => JSON.parse(line) as Event) };
}

const out = (seconds: number, data: string | Uint8Array): RecordingEntry => ({
  kind: "output",
  atMs: OPENED_MS + seconds * 1000,
  bytes: Buffer.from(data),
});
const textOf = ({ events }: Cast) =>
  events
    .filter(([, code]) => code === "o")
    .map(([, , data]) => data)
    .join("");
const marker = (seconds: number, label: string): RecordingMarker => ({
  atMs: OPENED_MS + seconds * 1000,
  kind: "command",
  label,
  target: "c1",
});
/** Cuts bytes into entries of output, 10 ms after each other. */
function cut(bytes: Buffer, cuts: readonly number[]): RecordingEntry[] {
  const edges = [...new Set([0, ...cuts.map((at) => at % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  return edges.slice(1).map((edge, index) => out(index / 100, bytes.subarray(edges[index], edge)));
}

describe("a recording as asciicast", () => {
  it("says in its head what it is, and in its events what came when", async () => {
    const { head, events } = await castOf(
      [{ kind: "resize", atMs: OPENED_MS + 40, cols: 120, rows: 30 }, out(0.5, "$ "), out(2.25, "ls\r\n")],
      { title: "Checkout (checkout-1)", exit: { atMs: OPENED_MS + 3000, status: 7 } },
    );
    expect(head).toEqual({
      version: 3,
      term: { cols: 80, rows: 24, type: "xterm-256color" },
      timestamp: OPENED_MS / 1000,
      title: "Checkout (checkout-1)",
    });
    expect(events).toEqual([
      [0.04, "r", "120x30"],
      [0.46, "o", "$ "],
      [1.75, "o", "ls\r\n"],
      [0.75, "x", "7"],
    ]);
  });

  it("has each marker before the output that came after it, and those after the last output at the end", async () => {
    const { events } = await castOf([out(1, "a"), out(3, "b")], {
      markers: [marker(0.5, "first"), marker(3, "at once"), marker(9, "last")],
    });
    expect(events).toEqual([
      [0.5, "m", "first"],
      [0.5, "o", "a"],
      [2, "m", "at once"],
      [0, "o", "b"],
      [6, "m", "last"],
      [0.001, "o", ""],
    ]);
  });

  it("goes on after its last marker, since players leave out one at the very end", async () => {
    const markers = [marker(3, "last")];
    expect((await castOf([out(1, "a"), out(3, "b")], { markers })).events.slice(-2)).toEqual([
      [0, "o", "b"],
      [0.001, "o", ""],
    ]);
    const exit = { atMs: OPENED_MS + 3000, status: 1 };
    expect((await castOf([out(1, "a")], { markers, exit })).events.slice(-2)).toEqual([
      [2, "m", "last"],
      [0.001, "x", "1"],
    ]);
    expect((await castOf([out(1, "a"), out(4, "b")], { markers })).events.at(-1)).toEqual([1, "o", "b"]);
  });

  it("is the same text wherever the bytes were cut, without a single mark", async () => {
    const piece = fc.oneof(
      fc.constantFrom("é", "✓", "😀", "a", "\x1b[31m", "\r\n", `\x1b]7770;${nonce};C;5\x07`, "\x1b]7770;forged;C\x07"),
      fc.string({ unit: "grapheme", maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 15 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        async (pieces, cuts) => {
          const bytes = Buffer.from(pieces.join(""));
          const whole = textOf(await castOf(cut(bytes, [])));
          expect(textOf(await castOf(cut(bytes, cuts)))).toBe(whole);
          expect(whole).not.toContain("7770");
          expect(whole).not.toContain(nonce);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("holds a cut character back for the next event, and shows what is no UTF-8 as U+FFFD", async () => {
    const check = Buffer.from("✓");
    const { events } = await castOf([
      out(1, check.subarray(0, 1)),
      out(2, check.subarray(1)),
      out(3, Buffer.of(0xff, 0x61)),
    ]);
    expect(events).toEqual([
      [2, "o", "✓"],
      [1, "o", "\ufffda"],
    ]);
    expect(textOf(await castOf([out(1, Buffer.of(0x61, 0xe2, 0x9c))]))).toBe("a\ufffd");
    expect(textOf(await castOf(cut(Buffer.from([0xc3, 0x28, 0xf0, 0x9f, 0x61]), [1, 3])))).toBe("\ufffd(\ufffda");
  });

  it("never goes back in time, whatever the clock did, and adds no error up", async () => {
    const times = fc.array(fc.double({ min: -5, max: 5000, noNaN: true }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(times, async (seconds) => {
        const { events } = await castOf(
          seconds.map((at) => out(at, "x")),
          { exit: { atMs: OPENED_MS, status: 0 } },
        );
        for (const [interval] of events) expect(interval).toBeGreaterThanOrEqual(0);
        const last = events.reduce((sum, [interval]) => sum + interval, 0);
        expect(last).toBeCloseTo(Math.max(0, ...seconds.map((at) => Math.round(at * 1000) / 1000)), 2);
      }),
    );
  });

  it("shows where output is missing, after what was cut by the gap", async () => {
    const cast = await castOf([
      out(1, "half \x1b[3"),
      { kind: "lost", atMs: OPENED_MS + 2000, bytes: 512 },
      out(3, "1m after"),
      { kind: "full", atMs: OPENED_MS + 4000, bytes: 99 },
    ]);
    expect(textOf(cast)).toMatch(
      /half .*\[512 bytes lost while Sickbay was away\].*1m after.*\[99 bytes not recorded/s,
    );
    expect(textOf(cast)).not.toContain("\x1b[31m");
  });

  it("reads only as fast as it is read", async () => {
    let read = 0;
    const endless = (async function* () {
      for (;;) {
        read += 1;
        yield out(read, "y\r\n");
      }
    })();
    const options = { title: "t", nonce, openedAtMs: OPENED_MS, size: { cols: 80, rows: 24 }, markers: [], exit: null };
    const lines = castLines(endless, options);
    for (let taken = 0; taken < 5; taken += 1) await lines.next();
    expect(read).toBeLessThanOrEqual(5);
    await lines.return();
  });
});
