import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ShellStream } from "../../../orchestrator/core/ports.ts";
import { castLines } from "../../../orchestrator/terminal/recording/cast.ts";
import { FloodAllowance } from "../../../orchestrator/terminal/recording/flood-allowance.ts";
import { readRecording } from "../../../orchestrator/terminal/recording/read.ts";
import { Recording } from "../../../orchestrator/terminal/recording/recording.ts";
import { Recordings } from "../../../orchestrator/terminal/recording/recordings.ts";
import { Thinned } from "../../../orchestrator/terminal/recording/thinned.ts";
import { Terminal, type TerminalOptions } from "../../../orchestrator/terminal/terminal.ts";

const nonce = "c0ffee00";
const mark = (body: string) => `\x1b]7770;${nonce};${body}\x07`;
const prompt = `${mark("P;0;root;/root")}${mark("A")}# ${mark("B")}`;
const ran = (text: string, output: string) =>
  `${text}\r\n${mark("C;101")}${output}${mark(`E;${text}`)}${mark("D;0;101")}${prompt}`;
const MB = 1024 * 1024;
const BOUND = 64 * MB;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-thinned-"));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

const about = { terminal: "t1", machine: "web", name: "web-1", shell: "s1", nonce, openedAtMs: 1000 };
const sizeOf = async () => {
  const sizes = (await readdir(join(folder, "a1"))).map(async (name) => (await stat(join(folder, "a1", name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};
async function castOf(recordings: Recordings): Promise<string> {
  const size = { cols: 80, rows: 24 };
  const options = { title: "", nonce, openedAtMs: 1000, size, markers: [], exit: null };
  let text = "";
  for await (const line of castLines(recordings.read("a1", "t1"), options)) text += line;
  return text;
}

it("keeps the beginning and the end of a flood of 200 MB, says what is missing, and has what comes after it", async () => {
  const recordings = new Recordings(folder, (file) => expect.fail(file));
  const recording = recordings.create("a1", about, { onTrouble: (trouble) => expect.fail(trouble) });
  const say = (text: string, atMs: number) => recording.output(Buffer.from(text), atMs);
  const flood = "one line of very many\r\n".repeat(2800);
  say(`${prompt}yes\r\n${mark("C;1")}the first line\r\n`, 1000);
  for (let bytes = 0; bytes < 200 * MB; bytes += flood.length) say(flood, 1000 + bytes / 1e5);
  say(`the last line\r\n^C${mark("D;130;9")}${prompt}`, 3200);
  say(ran("df -h", "98 % used\r\n"), 8000);
  recording.resized(120, 40, 8500);
  // As soon as it is quiet the end is written, as fast as floods are allowed.
  vi.advanceTimersByTime(60_000);
  const cast = await castOf(recordings);
  for (const text of ["the first line", "the last line", "98 % used", "120x40"]) expect(cast).toContain(text);
  expect(cast.match(/\[(\d+) bytes not recorded, too much came at once\]/g)).toHaveLength(1);
  const { gaps, bytes } = await recordings.summary("a1", "t1");
  expect(gaps).toMatchObject([{ kind: "skipped" }]);
  expect(bytes).toBeLessThan(5 * MB);
  expect((gaps[0]?.bytes ?? 0) + bytes).toBeGreaterThan(200 * MB);
  expect(await sizeOf()).toBeLessThan(BOUND / 8);
  recording.close();
});

it("has room for commands after any number of floods, for hours", async () => {
  const recordings = new Recordings(folder, (file) => expect.fail(file));
  const recording = recordings.create("a1", about, { onTrouble: (trouble) => expect.fail(trouble) });
  const flood = Buffer.alloc(MB, "flood\r\n");
  let nowMs = 1000;
  for (let count = 0; count < 100; count += 1) {
    for (let part = 0; part < 8; part += 1) recording.output(flood, nowMs);
    vi.advanceTimersByTime(60_000);
    nowMs += 60_000;
    recording.output(Buffer.from(ran(`command ${count}`, `answer ${count}\r\n`)), nowMs);
  }
  vi.advanceTimersByTime(60_000);
  const cast = await castOf(recordings);
  for (let count = 0; count < 100; count += 1) expect(cast).toContain(`answer ${count}\\r\\n`);
  expect(await sizeOf()).toBeLessThan(BOUND);
  recording.close();
});

it("writes everything as it comes where it is no flood, though for hours", async () => {
  const recordings = new Recordings(folder, (file) => expect.fail(file));
  const recording = recordings.create("a1", about, { onTrouble: (trouble) => expect.fail(trouble) });
  const screen = "a screen of top \r\n".repeat(200);
  let last = 0;
  for (let second = 0; second < 4 * 3600; second += 3) {
    recording.output(Buffer.from(`${screen}${second}.`), 1000 + second * 1000);
    last = second;
  }
  const { gaps } = await recordings.summary("a1", "t1");
  expect(gaps).toEqual([]);
  expect(await castOf(recordings)).toContain(`${last}.`);
  recording.close();
});

/** A held shell: what it wrote stays in its machine. */
class HeldShell implements ShellStream {
  readonly id = "held";
  say: (bytes: Uint8Array) => void = () => {};
  onData(listener: (bytes: Uint8Array) => void): void {
    this.say = listener;
  }
  onLost(): void {}
  onEnd(): void {}
  write(): void {}
  pause(): void {}
  resume(): void {}
  async resize(): Promise<void> {}
  async close(): Promise<void> {}
}

const step = fc.oneof(
  fc.constantFrom(
    ran("ls", "a file\r\n"),
    ran("df", "98 %\r\n"),
    "half a mark \x1b]777",
    "\x1b]7770;wrong;D;0\x07",
    "\x1b",
  ),
  fc
    .record({
      line: fc.constantFrom("line\r\n", "\x1b[31mred\x1b[m\r\n", "\x1b]7770;wrong;D;0\x07x", ran("w", "")),
      kib: fc.integer({ min: 1, max: 500 }),
    })
    .map(({ line, kib }) => ran("flood", line.includes("C;") ? "" : line.repeat((kib * 1024) / line.length))),
);

it("makes the same numbers and commands again after a kill at any moment, in the middle of floods as well", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 8 }),
      fc.array(
        fc.record({ length: fc.integer({ min: 30_000, max: 150_000 }), kills: fc.boolean(), rests: fc.boolean() }),
        {
          minLength: 1,
          maxLength: 20,
        },
      ),
      async (steps, cuts) => {
        const session = Buffer.from(prompt + steps.join(""));
        const terminalName = `t${++count}`;
        const told: string[] = [];
        const twinTold: string[] = [];
        let nowMs = 2000;
        const options = (stream: ShellStream, into: string[]): TerminalOptions => ({
          id: "t1",
          machine: "web",
          stream,
          size: { cols: 80, rows: 24 },
          nonce,
          now: () => nowMs,
          onCommand: (kind, { id, fromSeq, toSeq }) => into.push(`${kind} ${id} ${fromSeq} ${toSeq}`),
          onShown: () => {},
          onForged: () => {},
          onSilenced: () => {},
          onEnd: () => {},
        });
        const open = () => {
          const room = { left: 3 * MB };
          const recording = new Recording({
            folder,
            terminal: terminalName,
            room,
            onTrouble: (why) => expect.fail(why),
          });
          return { recording, recorder: new Thinned(recording, nonce, room, new FloodAllowance(room)) };
        };
        const twinShell = new HeldShell();
        const twin = Terminal.open(options(twinShell, twinTold));
        let shell = new HeldShell();
        let { recording, recorder } = open();
        let terminal = Terminal.open({ ...options(shell, told), recorder });
        for (let at = 0, turn = 0; at < session.length; turn += 1) {
          const { length, kills, rests } = cuts[turn % cuts.length] ?? expect.fail("no cut");
          nowMs += 1;
          twinShell.say(session.subarray(at, at + length));
          shell.say(session.subarray(at, at + length));
          at += length;
          if (rests) vi.advanceTimersByTime(500);
          if (!kills) continue;
          // Killed: what is in memory is gone, and the machine gives what comes after the files.
          recording.close();
          vi.clearAllTimers();
          shell = new HeldShell();
          ({ recording, recorder } = open());
          const { seq } = recorder;
          expect(at - seq).toBeLessThan(MB);
          const known = new Set(told.map((entry) => entry.split(" ").slice(0, 2).join(" ")));
          terminal = await Terminal.resume(
            { ...options(shell, told), recorder },
            {
              openedAtMs: 1000,
              recorded: readRecording(folder, terminalName),
              isTold: (kind, id) => known.has(`${kind} ${id}`),
              commands: 0,
            },
          );
          shell.say(session.subarray(seq, Math.min(at, session.length)));
        }
        expect(terminal.seq).toBe(twin.seq);
        expect(told).toEqual(twinTold);
        recorder.close();
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
}, 60_000);
