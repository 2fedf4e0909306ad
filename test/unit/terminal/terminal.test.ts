import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ShellStream } from "../../../orchestrator/core/ports.ts";
import type { Command } from "../../../orchestrator/protocol/timeline.ts";
import { KEPT_BYTES, OutputLog } from "../../../orchestrator/terminal/output-log.ts";
import type { Snapshot } from "../../../orchestrator/terminal/screen.ts";
import { Terminal } from "../../../orchestrator/terminal/terminal.ts";
import type { Attachment } from "../../../orchestrator/terminal/viewers.ts";
import { FakeViewer } from "../../fakes/fake-viewer.ts";

const nonce = "c0ffee00";

/** A shell that writes what the test tells it to. */
class ScriptedShell implements ShellStream {
  readonly id = "scripted";
  readonly typed: string[] = [];
  sizes: string[] = [];
  paused = false;
  say: (bytes: Uint8Array) => void = () => {};
  end: (exit: number | null) => void = () => {};
  write(bytes: Uint8Array): void {
    this.typed.push(Buffer.from(bytes).toString());
  }
  async resize(cols: number, rows: number): Promise<void> {
    this.sizes.push(`${cols}x${rows}`);
  }
  onData(listener: (bytes: Uint8Array) => void): void {
    this.say = listener;
  }
  lose: (bytes: number) => void = () => {};
  onLost(listener: (bytes: number) => void): void {
    this.lose = listener;
  }
  onEnd(listener: (exit: number | null) => void): void {
    this.end = listener;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  async close(): Promise<void> {}
}

/** A viewer that notes what it is shown. */
class Screen extends FakeViewer {
  text = "";
  exits: (number | null)[] = [];
  readonly snapshots: Snapshot[] = [];
  readonly skips: number[] = [];
  readonly losses: boolean[] = [];
  readonly keyboards: boolean[] = [];
  /** Sizes and texts in their order. */
  readonly seen: string[] = [];
  attachment: Attachment | null = null;
  override output(bytes: Uint8Array): void {
    this.text += Buffer.from(bytes).toString("latin1");
    this.seen.push(Buffer.from(bytes).toString("latin1"));
  }
  override ended(exit: number | null): void {
    this.exits.push(exit);
  }
  override snapshot(snapshot: Snapshot): void {
    this.snapshots.push(snapshot);
  }
  override sized(cols: number, rows: number): void {
    this.seen.push(`${cols}x${rows}`);
  }
  override keyboard(has: boolean): void {
    this.keyboards.push(has);
  }
  override skipped(seq: number, lost: boolean): void {
    this.skips.push(seq);
    this.losses.push(lost);
  }
  attachTo(terminal: Terminal, seq: number, watches = false): Attachment {
    terminal.attach(
      seq,
      this,
      (attachment) => {
        this.attachment = attachment;
      },
      watches,
    );
    if (!this.attachment) throw new Error("not attached");
    return this.attachment;
  }
}

let shell: ScriptedShell;
let terminal: Terminal;
let told: string[];
let commands: Command[];
beforeEach(() => {
  shell = new ScriptedShell();
  told = [];
  commands = [];
  terminal = Terminal.open({
    id: "t1",
    machine: "web",
    stream: shell,
    size: { cols: 80, rows: 24 },
    nonce,
    now: () => 1000,
    onCommand: (kind, command) => {
      told.push(`${kind} ${command.text}`);
      commands.push(command);
    },
    onShown: (command, { text }) => told.push(`shown ${command.text}: ${text}`),
    onSilenced: () => told.push("silenced"),
    onForged: () => told.push("forged"),
    onEnd: (exit) => told.push(`end ${exit}`),
  });
});
const say = (text: string) => shell.say(Buffer.from(text, "latin1"));

describe("a terminal", () => {
  it("shows a viewer all output from the byte it asks for, and what follows", () => {
    say("one two ");
    const screen = new Screen();
    expect(screen.attachTo(terminal, 4)).toMatchObject({ seq: 4, until: 8 });
    say("three");
    expect(screen.text).toBe("two three");
  });

  it("loses and repeats nothing over any number of reloads", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant(null)), { maxLength: 40 }), (steps) => {
        const scripted = new ScriptedShell();
        const one = Terminal.open({
          id: "t",
          machine: "web",
          stream: scripted,
          size: { cols: 80, rows: 24 },
          nonce,
          now: () => 0,
          onCommand: () => {},
          onShown: () => {},
          onSilenced: () => {},
          onForged: () => {},
          onEnd: () => {},
        });
        const screen = new Screen();
        let attachment = screen.attachTo(one, 0);
        let written = "";
        for (const step of steps) {
          if (step === null) {
            attachment.detach();
            attachment = screen.attachTo(one, screen.text.length);
            continue;
          }
          const bytes = Buffer.from(step.replaceAll("\x1b", ""), "latin1");
          written += bytes.toString("latin1");
          scripted.say(bytes);
        }
        expect(screen.text).toBe(written);
      }),
    );
  });

  it("shows the screen, and what follows, to whoever asks for output that is no longer kept", async () => {
    say("\x1b[?1049h\x1b[2;20r\x1b[?25l");
    for (let i = 0; i < 5; i += 1) shell.say(Buffer.alloc(KEPT_BYTES / 2, String(i)));
    say("\r\nthe last line");
    const screen = new Screen();
    screen.attachTo(terminal, 100);
    await vi.waitFor(() => expect(screen.snapshots).toHaveLength(1), { timeout: 20_000 });
    const [{ seq, screen: sequences } = expect.fail("no screen")] = screen.snapshots;
    expect(seq).toBe(terminal.seq);
    expect(sequences).toContain("the last line");
    // What set these was dropped long ago.
    for (const mode of ["\x1b[?1049h", "\x1b[2;20r", "\x1b[?25l"]) expect(sequences).toContain(mode);
    say(" goes on");
    expect(screen.text).toBe(" goes on");
  });

  it("shows a viewer that does not keep up the screen when it is free again, and the shell never waits for it", async () => {
    const slow = new Screen();
    slow.attachTo(terminal, 0);
    new Screen().attachTo(terminal, 0).drawn(0);
    const free = Promise.withResolvers<void>();
    slow.drained = () => free.promise;
    slow.unsent = () => 2 * 1024 * 1024;
    say("missed\r\n");
    say("also missed\r\n");
    expect(slow.text).toBe("");
    free.resolve();
    await vi.waitFor(() => expect(slow.snapshots).toHaveLength(1), { timeout: 20_000 });
    expect(slow.snapshots[0]?.screen).toContain("also missed");
    slow.unsent = () => 0;
    say("seen");
    expect(slow.text).toBe("seen");
  });

  it("gives whoever only watches the screen in the size that it has, with its title, and each size that comes later in its place", async () => {
    await terminal.resize(100, 30);
    say("\x1b]0;build 7\x07before");
    const watcher = new Screen();
    watcher.attachTo(terminal, 0, true);
    await vi.waitFor(() => expect(watcher.snapshots).toHaveLength(1), { timeout: 20_000 });
    expect(watcher.snapshots[0]).toMatchObject({ cols: 100, rows: 30, seq: terminal.seq });
    expect(watcher.snapshots[0]?.screen).toContain("before");
    expect(watcher.snapshots[0]?.screen).toContain("\x1b]2;build 7\x1b\\");
    say("wide");
    await terminal.resize(90, 25);
    say("narrow");
    expect(watcher.seen).toEqual(["wide", "90x25", "narrow"]);
  });

  it("takes the screen anew for a watcher where the size changes while it is made", async () => {
    say("x".repeat(500_000));
    const watcher = new Screen();
    watcher.attachTo(terminal, 0, true);
    say("y".repeat(1000));
    await terminal.resize(50, 20);
    say("z".repeat(1000));
    await vi.waitFor(() => expect(watcher.snapshots).toHaveLength(1), { timeout: 20_000 });
    expect(watcher.snapshots[0]).toMatchObject({ cols: 50, rows: 20, seq: terminal.seq });
    expect(watcher.seen).toEqual([]);
  });

  it("lets whoever only watches never hold up the shell", async () => {
    const watcher = new Screen();
    watcher.attachTo(terminal, 0, true).drawn(0);
    await vi.waitFor(() => expect(watcher.snapshots).toHaveLength(1), { timeout: 20_000 });
    shell.say(Buffer.alloc(300 * 1024));
    expect(shell.paused).toBe(false);
  });

  it("tells which of its pages answers what a program asks: the last that came or typed, and of those that are left the last", () => {
    const pages = [new Screen(), new Screen(), new Screen()] as const;
    const [first, second, watcher] = pages;
    first.attachTo(terminal, 0);
    const side = second.attachTo(terminal, 0);
    watcher.attachTo(terminal, 0, true);
    const answers = () => pages.map(({ keyboards }) => keyboards.at(-1) ?? null);
    expect(answers()).toEqual([false, true, false]);
    terminal.type(Buffer.from("x"), first);
    expect(answers()).toEqual([true, false, false]);
    terminal.type(Buffer.from("x"), second);
    side.detach();
    expect(answers()[0]).toBe(true);
  });

  it("passes over a backlog on Ctrl-C, but for its last lines, and the shell goes on at once", async () => {
    const screen = new Screen();
    const side = screen.attachTo(terminal, 0);
    side.drawn(0);
    shell.say(Buffer.alloc(300 * 1024, "flood\r\n"));
    expect(shell.paused).toBe(true);
    const before = screen.text.length;
    terminal.type(Buffer.from("\x03"), screen);
    expect(shell.paused).toBe(false);
    shell.say(Buffer.alloc(500 * 1024, "flood\r\n"));
    say("^C\r\n# ");
    expect(screen.text).toHaveLength(before);
    await vi.waitFor(() => expect(screen.skips).toHaveLength(1), { timeout: 20_000 });
    const after = screen.text.slice(before);
    expect(after).toMatch(/^flood\r\n(flood\r\n)*.*\^C\r\n# $/s);
    expect(after.length).toBeLessThanOrEqual(4096);
    expect((screen.skips[0] ?? 0) + after.length).toBe(terminal.seq);
    expect(shell.paused).toBe(false);
    say("typed");
    expect(screen.text.endsWith("# typed")).toBe(true);
  });

  it("shows nothing twice after Ctrl-C where hardly anything was left to pass over", async () => {
    const screen = new Screen();
    screen.attachTo(terminal, 0).drawn(0);
    const flood = "flood\r\n".repeat(30_000);
    say(flood);
    terminal.type(Buffer.from("\x03"), screen);
    say("^C\r\n# ");
    await vi.waitFor(() => expect(screen.text).toContain("# "), { timeout: 20_000 });
    expect(screen.text).toBe(`${flood}^C\r\n# `);
    expect(screen.skips).toEqual([]);
  });

  it("lets a page that is there go on after a gap, with numbers that fit, so that the shell does not wait for what never came", () => {
    const screen = new Screen();
    const side = screen.attachTo(terminal, 0);
    say("before");
    side.drawn(6);
    shell.lose(1_000_000);
    expect([screen.skips, screen.losses]).toEqual([[1_000_006], [true]]);
    expect(screen.text).toContain("[1000000 bytes");
    const notice = screen.text.length - "before".length;
    expect(1_000_006 + notice).toBe(terminal.seq);
    shell.say(Buffer.alloc(100 * 1024));
    expect(shell.paused).toBe(false);
  });

  it("sends a page that reads and does not draw no more than it can keep, and the screen once it has drawn that", async () => {
    const hidden = new Screen();
    const side = hidden.attachTo(terminal, 0, true);
    for (let count = 0; count < 32; count += 1) shell.say(Buffer.alloc(512 * 1024, "flood\r\n"));
    expect(hidden.text.length).toBeLessThan(5 * 1024 * 1024);
    say("the last line");
    side.drawn(1024);
    expect(hidden.snapshots).toEqual([]);
    side.drawn(hidden.text.length);
    await vi.waitFor(() => expect(hidden.snapshots).toHaveLength(1), { timeout: 20_000 });
    expect(hidden.snapshots[0]?.screen).toContain("the last line");
  });

  it("takes over what a flood set long ago that nobody saw, in its order, however much that was", async () => {
    for (let count = 0; count < 20; count += 1) {
      const colours = Array.from(
        { length: 5000 },
        (_, colour) => `\x1b[38;2;${count};${colour % 256};9m\x1b[?25h\x1b[?2004h`,
      );
      say(colours.join("flood\r\n"));
    }
    say(`\x1b[0m\x1b[?25l${"flood\r\n".repeat(600_000)}`);
    const late = new Screen();
    late.attachTo(terminal, 0);
    await vi.waitFor(() => expect(late.snapshots).toHaveLength(1), { timeout: 20_000 });
    const screen = late.snapshots[0]?.screen ?? "";
    for (const mode of ["\x1b[?25l", "\x1b[?2004h"]) expect(screen).toContain(mode);
    expect(screen).not.toContain("38;2");
  });

  /** What a late viewer gets, which begins with the screen. */
  const late = async (): Promise<string> => {
    const viewer = new Screen();
    viewer.attachTo(terminal, 0, true);
    await vi.waitFor(() => expect(viewer.snapshots).toHaveLength(1), { timeout: 20_000 });
    return viewer.snapshots[0]?.screen ?? "";
  };

  it("keeps over a gap what a program set and drew before it, since that program runs on", async () => {
    say("\x1b[?1049h\x1b[2;10r\x1b[?25l\x1b[?1000h\x1b[20;1Hthe file that vi shows");
    shell.lose(5000);
    say("\x1b[5;1Hmore");
    const screen = await late();
    for (const mode of ["\x1b[?1049h", "\x1b[2;10r", "\x1b[?25l", "\x1b[?1000h"]) expect(screen).toContain(mode);
    for (const text of ["the file that vi shows", "[5000 bytes", "more"]) expect(screen).toContain(text);
  });

  it("keeps that over any number of gaps, with the sizes between them, however much came before each", async () => {
    say("\x1b[?25l\x1b[?2004h");
    for (let count = 0; count < 6; count += 1) {
      shell.say(Buffer.alloc(KEPT_BYTES, "flood\r\n"));
      say(`\x1b[${count + 30}m`);
      await terminal.resize(80 + count, 24);
      shell.lose(9000);
      say(`part ${count}\r\n\x1b[?1004h`);
    }
    const screen = await late();
    for (const text of ["\x1b[?25l", "\x1b[?2004h", "\x1b[?1004h", "part 5"]) expect(screen).toContain(text);
  });

  it("takes modes over in their order where a flood follows a gap that nobody saw", async () => {
    say("\x1b[?25l\x1b[?2004h\x1b[?1049h");
    shell.lose(100);
    say(`\x1b[?25h\x1b[?1049l${"flood\r\n".repeat(600_000)}`);
    const screen = await late();
    expect(screen).toContain("\x1b[?2004h");
    for (const undone of ["\x1b[?25l", "\x1b[?1049h"]) expect(screen).not.toContain(undone);
  });

  it("has whoever comes in the middle of a long image get all of it", async () => {
    say(`before\x1bPq${"~".repeat(900_000)}`);
    const viewer = new Screen();
    viewer.attachTo(terminal, 0, true);
    await vi.waitFor(() => expect(viewer.snapshots).toHaveLength(1), { timeout: 20_000 });
    expect(viewer.snapshots[0]?.seq).toBe("before".length);
    expect(viewer.text.slice(0, 4)).toBe("\x1bPq~");
  });

  it("passes Ctrl-C on and skips nothing where the page keeps up", () => {
    const screen = new Screen();
    screen.attachTo(terminal, 0).drawn(0);
    say("a little");
    terminal.type(Buffer.from("\x03"), screen);
    say("^C");
    expect(screen.text).toBe("a little^C");
    expect(shell.typed).toEqual(["\x03"]);
  });

  it("starts at the end when a viewer asks for output that was never written", () => {
    say("abc");
    expect(new Screen().attachTo(terminal, 1000)).toMatchObject({ seq: 3, until: 3 });
  });

  it("pauses the shell while the viewer at the keyboard is far behind, and only for that one", () => {
    const slow = new Screen();
    const fast = new Screen();
    const slowSide = slow.attachTo(terminal, 0);
    slowSide.drawn(0);
    shell.say(Buffer.alloc(300 * 1024));
    expect(shell.paused).toBe(true);
    slowSide.drawn(200 * 1024);
    expect(shell.paused).toBe(false);
    const fastSide = fast.attachTo(terminal, terminal.seq);
    fastSide.drawn(terminal.seq);
    shell.say(Buffer.alloc(200 * 1024));
    fastSide.drawn(terminal.seq);
    shell.say(Buffer.alloc(200 * 1024));
    expect(shell.paused).toBe(false);
    terminal.type(Buffer.from("x"), slow);
    expect(shell.paused).toBe(true);
  });

  it("resumes the shell when the viewer it waits for goes away", () => {
    const screen = new Screen();
    const side = screen.attachTo(terminal, 0);
    side.drawn(0);
    shell.say(Buffer.alloc(300 * 1024));
    expect(shell.paused).toBe(true);
    side.detach();
    expect(shell.paused).toBe(false);
  });

  it("waits for the viewer at the keyboard though it acknowledges nothing at all", () => {
    shell.say(Buffer.alloc(1024 * 1024));
    new Screen().attachTo(terminal, terminal.seq);
    expect(shell.paused).toBe(false);
    shell.say(Buffer.alloc(300 * 1024));
    expect(shell.paused).toBe(true);
  });

  it("tells of commands with offsets into what viewers were shown", () => {
    const screen = new Screen();
    screen.attachTo(terminal, 0);
    say(`\x1b]7770;${nonce};C;0.5\x07hello\x1b]7770;${nonce};E;echo hello\x07\x1b]7770;${nonce};D;0;0.6\x07`);
    expect(screen.text).toBe("hello");
    expect(commands.at(-1)).toMatchObject({ text: "echo hello", exit: 0, fromSeq: 0, toSeq: 5 });
    expect(told).toEqual(["command-started ", "command-ended echo hello"]);
  });

  it("reports forged marks once and never shows them", () => {
    const screen = new Screen();
    screen.attachTo(terminal, 0);
    say("a\x1b]7770;guess;D;0;1\x07b\x1b]7770;guess;D;0;1\x07c");
    say("\x1b]7770;guess;D;0;1\x07");
    expect(screen.text).toBe("abc");
    expect(told).toEqual(["forged"]);
  });

  it("tells its end once, also to a viewer that comes later, and keeps the last output", async () => {
    const screen = new Screen();
    screen.attachTo(terminal, 0);
    say("bye\x1b]77");
    shell.end(7);
    await terminal.close();
    expect(screen.exits).toEqual([7]);
    const late = new Screen();
    late.attachTo(terminal, 0);
    expect(late.text).toBe("bye\x1b]77");
    expect(late.exits).toEqual([7]);
    expect(told).toEqual(["end 7"]);
    terminal.type(Buffer.from("x"), screen);
    expect(shell.typed).toEqual([]);
  });

  it("passes what is typed and the size of the screen to the shell", async () => {
    const screen = new Screen();
    screen.attachTo(terminal, 0);
    terminal.type(Buffer.from("ls\r"), screen);
    await terminal.resize(120, 40);
    expect(shell.typed).toEqual(["ls\r"]);
    expect(shell.sizes).toEqual(["120x40"]);
  });

  it("sets the first and the newest of many sizes that come at once", async () => {
    await Promise.all([80, 90, 100, 110].map((cols) => terminal.resize(cols, 24)));
    expect(shell.sizes).toEqual(["80x24", "110x24"]);
    await terminal.resize(80, 24);
    expect(shell.sizes).toEqual(["80x24", "110x24", "80x24"]);
  });
});

describe("the output that is kept", () => {
  it("is what was written, for any sizes of writes and reads", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(sizes, fc.nat(500_000), fc.nat(500_000), (writes, from, to) => {
        const log = new OutputLog();
        const all: Buffer[] = [];
        for (const [index, size] of writes.entries()) {
          all.push(Buffer.alloc(size, index));
          log.append(Buffer.alloc(size, index));
        }
        const whole = Buffer.concat(all);
        const { seq, bytes } = log.read(from, to);
        expect(seq).toBe(Math.min(from, whole.length));
        expect(bytes.equals(whole.subarray(seq, Math.max(seq, to)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("is the newest of it where more was written than is kept", () => {
    const log = new OutputLog();
    const all: Buffer[] = [];
    for (let index = 0; index < 120; index += 1) {
      const piece = Buffer.alloc(10_000 + index * 317, index);
      all.push(piece);
      log.append(piece);
    }
    const whole = Buffer.concat(all);
    expect(log.end).toBe(whole.length);
    expect(log.end - log.start).toBeGreaterThanOrEqual(KEPT_BYTES);
    const early = log.read(0);
    log.append(Buffer.alloc(100_000, 255));
    expect(early.bytes.equals(whole.subarray(early.seq))).toBe(true);
    expect(log.includes(119, 0, log.end)).toBe(true);
    expect(log.includes(0, 0, log.end)).toBe(false);
    expect(log.includes(255, 0, whole.length)).toBe(false);
  });
});
