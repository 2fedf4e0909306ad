import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RecordingEntry } from "../../../orchestrator/terminal/recording/format.ts";
import { readRecording } from "../../../orchestrator/terminal/recording/read.ts";
import { Recording, type Room } from "../../../orchestrator/terminal/recording/recording.ts";
import { Recordings } from "../../../orchestrator/terminal/recording/recordings.ts";

let folder: string;
let troubles: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-recording-"));
  troubles = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = (room: Room = { left: 1e9 }, terminal = "t1") =>
  new Recording({ folder, terminal, room, onTrouble: (trouble) => troubles.push(trouble) });

async function entries(terminal = "t1"): Promise<RecordingEntry[]> {
  const found: RecordingEntry[] = [];
  for await (const entry of readRecording(folder, terminal)) found.push(entry);
  return found;
}
const said = (all: readonly RecordingEntry[]): string[] =>
  all.map((entry) => {
    if (entry.kind === "output") return `${entry.atMs} ${entry.bytes}`;
    if (entry.kind === "numbered") return `numbered ${entry.commands}`;
    return entry.kind === "resize" ? `${entry.atMs} ${entry.cols}x${entry.rows}` : `${entry.kind} ${entry.bytes}`;
  });

describe("a recording", () => {
  it("tells what the shell wrote, its sizes and what was lost, in order and with the time", async () => {
    const recording = open();
    recording.output(Buffer.from("one"), 1000);
    recording.resized(120, 40, 1001);
    recording.lost(5, 1002);
    recording.output(Buffer.from("two"), 1003.5);
    recording.close();
    expect(said(await entries())).toEqual(["1000 one", "1001 120x40", "lost 5", "1003.5 two"]);
    expect(open().seq).toBe(11);
  });

  it("is there to be read as soon as it is written, by its owner alone", async () => {
    const recording = open();
    recording.output(Buffer.from("one"), 1000);
    expect(said(await entries())).toEqual(["1000 one"]);
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    recording.close();
  });

  it("takes one entry for all that comes within a millisecond", async () => {
    const recording = open();
    for (const letter of "many letters") recording.output(Buffer.from(letter), 1000);
    recording.output(Buffer.alloc(64 * 1024, "x"), 1000);
    recording.close();
    expect((await entries()).map((entry) => entry.kind === "output" && entry.bytes.length)).toEqual([12, 64 * 1024]);
    expect((await stat(join(folder, "t1.index"))).size).toBe(32);
  });

  it("loses at most its last entries to a cut of either file at any byte, and goes on from there", async () => {
    const recording = open();
    recording.output(Buffer.from("first "), 1000);
    recording.resized(90, 30, 1001);
    recording.output(Buffer.from("second "), 1002);
    recording.lost(9, 1003);
    recording.output(Buffer.from("third"), 1004);
    recording.close();
    const whole = said(await entries());
    const files = { raw: await readFile(join(folder, "t1.raw")), index: await readFile(join(folder, "t1.index")) };
    for (const cut of ["raw", "index"] as const) {
      for (let length = 0; length <= files[cut].length; length += 1) {
        await writeFile(join(folder, "t1.raw"), files.raw);
        await writeFile(join(folder, "t1.index"), files.index);
        await truncate(join(folder, `t1.${cut}`), length);
        const left = said(await entries());
        expect(whole.slice(0, left.length)).toEqual(left);
        const again = open();
        const seq = left.reduce(
          (sum, text) => sum + (/x30$/.test(text) ? 0 : text.startsWith("lost") ? 9 : text.length - 5),
          0,
        );
        expect(again.seq).toBe(seq);
        again.output(Buffer.from("more"), 2000);
        again.close();
        expect(said(await entries())).toEqual([...left, "2000 more"]);
      }
    }
    expect(troubles).toEqual([]);
  });

  it("ends where a power cut left zeros or bytes that no entry has", async () => {
    const recording = open();
    recording.output(Buffer.from("kept"), 1000);
    recording.close();
    const index = await readFile(join(folder, "t1.index"));
    for (const rest of [Buffer.alloc(48), Buffer.alloc(48, 0xff)]) {
      await writeFile(join(folder, "t1.index"), Buffer.concat([index, rest]));
      expect(said(await entries())).toEqual(["1000 kept"]);
      open().close();
      expect(await readFile(join(folder, "t1.index"))).toEqual(index);
    }
  });

  it("gives back the same bytes however they are cut into pieces and whenever it was opened anew", async () => {
    const piece = fc.uint8Array({ maxLength: 700 });
    const step = fc.record({ bytes: piece, ms: fc.integer({ min: 0, max: 2 }), reopens: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        await rm(join(folder, "t1.raw"), { force: true });
        await rm(join(folder, "t1.index"), { force: true });
        let recording = open();
        let nowMs = 1000;
        for (const { bytes, ms, reopens } of steps) {
          nowMs += ms;
          recording.output(bytes, nowMs);
          if (!reopens) continue;
          recording.close();
          recording = open();
        }
        recording.close();
        const read = (await entries()).map((entry) => (entry.kind === "output" ? entry.bytes : Buffer.alloc(0)));
        const all = Buffer.concat(steps.map(({ bytes }) => bytes));
        expect(Buffer.concat(read).equals(all)).toBe(true);
        expect(recording.seq).toBe(all.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a recording without room", () => {
  it("counts what it does not keep in one entry, says so once, and numbers go on after it was opened again", async () => {
    const room = { left: 124 };
    const recording = open(room);
    recording.output(Buffer.alloc(60, "x"), 1000);
    for (let ms = 1001; ms < 1100; ms += 1) recording.output(Buffer.alloc(50, "y"), ms);
    recording.resized(100, 30, 1200);
    recording.lost(7, 1201);
    recording.close();
    expect(troubles).toEqual(["full"]);
    expect((await entries()).map((entry) => entry.kind)).toEqual(["output", "full"]);
    expect(said(await entries())[1]).toBe(`full ${99 * 50 + 7}`);
    const again = open(room);
    expect(again.seq).toBe(60 + 99 * 50 + 7);
    again.output(Buffer.alloc(50, "z"), 2000);
    again.close();
    expect(said(await entries())[1]).toBe(`full ${100 * 50 + 7}`);
  });

  it("shares its room with the other terminals of its attempt, index and all", async () => {
    const room = { left: 230 };
    const one = open(room, "t1");
    const other = open(room, "t2");
    one.output(Buffer.alloc(50), 1000);
    other.output(Buffer.alloc(30), 1000);
    expect(room.left).toBe(230 - 80 - 2 * 64);
    other.output(Buffer.alloc(30), 1001);
    one.output(Buffer.alloc(1), 1001);
    expect(troubles).toEqual(["full", "full"]);
    one.close();
    other.close();
  });

  it.runIf(process.platform === "linux")("flags a full disk once, and the numbers go on", async () => {
    await symlink("/dev/full", join(folder, "t1.raw"));
    const recording = open();
    for (let ms = 1000; ms < 1010; ms += 1) recording.output(Buffer.from("12345"), ms);
    expect(troubles).toEqual(["failed"]);
    expect(recording.seq).toBe(50);
    recording.close();
    expect(said(await entries())).toEqual(["full 50"]);
    expect(open().seq).toBe(50);
  });
});

describe("the recordings of attempts", () => {
  const about = { terminal: "t1", machine: "web", name: "web-1", shell: "s1", nonce: "secret", openedAtMs: 5 };
  const options = { onTrouble: (trouble: string) => troubles.push(trouble) };
  const all = () => new Recordings(folder, (file) => troubles.push(file));

  it("know the terminals of an attempt in the order in which they were opened, and go on with them", async () => {
    const recordings = all();
    recordings.create("a1", { ...about, terminal: "t2", openedAtMs: 9 }, options).close();
    const first = recordings.create("a1", about, options);
    first.output(Buffer.from("one"), 10);
    first.close();
    const later = all();
    expect(later.heads("a1").map(({ terminal }) => terminal)).toEqual(["t1", "t2"]);
    expect(later.heads("a1")[0]).toEqual(about);
    expect(later.heads("other")).toEqual([]);
    const again = later.resume("a1", about, options);
    expect(again.seq).toBe(3);
    again.close();
    const files = await readdir(join(folder, "a1"));
    for (const file of files) expect((await stat(join(folder, "a1", file))).mode & 0o077).toBe(0);
  });

  it("tell of what is known of a terminal and can't be read, and know the others", async () => {
    all().create("a1", about, options).close();
    await writeFile(join(folder, "a1", "t0.json"), "");
    expect(all().heads("a1")).toEqual([about]);
    expect(troubles).toEqual([join(folder, "a1", "t0.json")]);
  });

  it("can't be made where their folder is a file, and say so", async () => {
    await writeFile(join(folder, "a1"), "");
    expect(() => all().create("a1", about, options)).toThrow();
    await mkdir(join(folder, "a2"));
    await mkdir(join(folder, "a2", "t1.raw"));
    expect(() => all().create("a2", about, options)).toThrow();
  });

  it("are of attempts alone: no address leads out of their folder", () => {
    for (const id of ["..", "a/b", "", "x".repeat(65)]) expect(() => all().heads(id)).toThrow("can't be the id");
  });
});
