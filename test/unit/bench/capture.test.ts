import { describe, expect, it } from "vitest";
import { overAndOver } from "../../../bench/capture/loads.ts";
import { PlainTerminal } from "../../../bench/capture/plain-terminal.ts";
import { scanSpeed } from "../../../bench/capture/scan-speed.ts";
import { type Moment, momentsOf, NONCE, readSession, withoutMarks } from "../../../bench/capture/session.ts";
import type { ShellStream } from "../../../orchestrator/core/ports.ts";
import { Terminal } from "../../../orchestrator/terminal/terminal.ts";
import type { Attachment } from "../../../orchestrator/terminal/viewers.ts";
import { FakeViewer } from "../../fakes/fake-viewer.ts";

class ScriptedShell implements ShellStream {
  readonly id = "scripted";
  /** What was asked of it, in order. */
  readonly asked: string[] = [];
  say: (bytes: Uint8Array) => void = () => {};
  write(bytes: Uint8Array): void {
    this.asked.push(`write ${Buffer.from(bytes).toString()}`);
  }
  async resize(cols: number, rows: number): Promise<void> {
    this.asked.push(`resize ${cols} ${rows}`);
  }
  onData(listener: (bytes: Uint8Array) => void): void {
    this.say = listener;
  }
  onLost(): void {}
  onEnd(): void {}
  pause(): void {
    this.asked.push("pause");
  }
  resume(): void {
    this.asked.push("resume");
  }
  async close(): Promise<void> {}
}

/** Plays to a terminal what one page may do, and tells what page and shell saw of it. */
async function playedOn(make: (stream: ShellStream) => Pick<Terminal, "attach" | "type" | "resize">) {
  const shell = new ScriptedShell();
  const terminal = make(shell);
  const seen: string[] = [];
  const viewer = Object.assign(new FakeViewer(), {
    output: (bytes: Uint8Array) => void seen.push(`output ${Buffer.from(bytes).toString("latin1")}`),
    ended: () => void seen.push("ended"),
  });
  const attach = (seq: number): Attachment => {
    const attachments: Attachment[] = [];
    terminal.attach(seq, viewer, (attachment) => attachments.push(attachment));
    const [attachment] = attachments;
    if (!attachment) throw new Error("not attached");
    seen.push(`attached ${attachment.seq} ${attachment.until}`);
    return attachment;
  };
  shell.say(Buffer.from("before "));
  const first = attach(2);
  first.drawn(5);
  for (let part = 0; part < 40; part += 1) shell.say(Buffer.alloc(8 * 1024, String(part)));
  first.drawn(300_000);
  terminal.type(Buffer.from("key"), viewer);
  first.detach();
  attach(100).drawn(100);
  await terminal.resize(90, 20);
  return { asked: shell.asked, seen };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const MARK = /\x1b\]7770;(\w+);([A-Z])[^\x07]*\x07/g;
const { moments, lengthMs } = momentsOf(readSession());
const written = (some: readonly Moment[]) =>
  Buffer.concat(some.filter(({ typed }) => !typed).map(({ bytes }) => bytes)).toString("latin1");

describe("the terminal without capture", () => {
  it("does for its viewers and its shell what the terminal does", async () => {
    const without = await playedOn((stream) => new PlainTerminal("t", stream));
    expect(without).toEqual(await playedOn(terminalOf));
    expect(without.asked).toEqual(["pause", "resume", "write key", "pause", "resize 90 20"]);
  });
});

function terminalOf(stream: ShellStream): Terminal {
  const silent = () => {};
  return Terminal.open({
    id: "t",
    machine: "web",
    stream,
    size: { cols: 80, rows: 24 },
    nonce: NONCE,
    now: () => 0,
    onCommand: silent,
    onForged: silent,
    onSilenced: silent,
    onShown: silent,
    onEnd: silent,
  });
}

describe("the recorded session", () => {
  it("is in order and has the marks of every command", () => {
    expect(moments.map(({ atMs }) => atMs)).toEqual(moments.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    expect(moments.at(-1)?.atMs).toBe(lengthMs);
    const marks = [...written(moments).matchAll(MARK)];
    expect(new Set(marks.map(([, nonce]) => nonce))).toEqual(new Set([NONCE]));
    const starts = marks.filter(([, , kind]) => kind === "C");
    expect(starts.length).toBeGreaterThan(10);
    expect(marks.filter(([, , kind]) => kind === "D")).toHaveLength(starts.length);
  });

  it("shows and types the same without marks", () => {
    const plain = withoutMarks(moments);
    expect(written(plain)).toBe(written(moments).replace(MARK, ""));
    expect(plain.filter(({ typed }) => typed)).toEqual(moments.filter(({ typed }) => typed));
    expect(plain.every(({ bytes }) => bytes.length > 0)).toBe(true);
  });

  it("goes on over and over, for each person from another place", () => {
    const key = (atMs: number): Moment => ({ atMs, typed: true, bytes: Buffer.from(`${atMs}`) });
    const endless = overAndOver([key(10), key(20), key(90)], 100, 15);
    const first = Array.from({ length: 5 }, () => endless.next().value);
    expect(first.map(({ atMs, bytes }) => `${bytes} at ${atMs}`)).toEqual([
      "20 at 5",
      "90 at 75",
      "10 at 95",
      "20 at 105",
      "90 at 175",
    ]);
  });
});

describe("the scanner's speed", () => {
  it("is that of what was scanned beside what was copied", () => {
    const { scanned, copied } = scanSpeed([Buffer.from("some output\r\n")], 1);
    expect(scanned).toBeGreaterThan(0);
    expect(copied).toBeGreaterThan(0);
  });
});
