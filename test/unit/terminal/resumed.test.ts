import { mkdir, mkdtemp, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ShellStream } from "../../../orchestrator/core/ports.ts";
import type { Command } from "../../../orchestrator/protocol/timeline.ts";
import { readRecording } from "../../../orchestrator/terminal/recording/read.ts";
import { Recording } from "../../../orchestrator/terminal/recording/recording.ts";
import type { Snapshot } from "../../../orchestrator/terminal/screen.ts";
import { Terminal, type TerminalOptions } from "../../../orchestrator/terminal/terminal.ts";
import { FakeViewer } from "../../fakes/fake-viewer.ts";

const nonce = "c0ffee00";
const OPENED_MS = 100_000;
const mark = (body: string) => `\x1b]7770;${nonce};${body}\x07`;
const prompt = `${mark("P;0;root;/root")}${mark("A")}# ${mark("B")}`;

/** A held shell: what it wrote stays in its machine. */
class HeldShell implements ShellStream {
  readonly id = "held";
  onBytes: (bytes: Uint8Array) => void = () => {};
  onGap: (bytes: number) => void = () => {};
  onData(listener: (bytes: Uint8Array) => void): void {
    this.onBytes = listener;
  }
  onLost(listener: (bytes: number) => void): void {
    this.onGap = listener;
  }
  onEnd(): void {}
  write(): void {}
  pause(): void {}
  resume(): void {}
  async resize(): Promise<void> {}
  async close(): Promise<void> {}
}

class Screen extends FakeViewer {
  readonly parts: Uint8Array[] = [];
  override output(bytes: Uint8Array): void {
    this.parts.push(Buffer.from(bytes));
  }
  /** Where output is missing there is only the screen. */
  override snapshot({ screen }: Snapshot): void {
    this.parts.push(Buffer.from(screen, "latin1"));
  }
}

interface Event {
  readonly kind: string;
  readonly id: string;
  readonly command: Command;
  readonly text: string;
}

/** What one orchestrator after the other makes of the same shell, and what they told that was kept. */
class Lives {
  readonly #folder: string;
  readonly room = { left: 1e9 };
  #stream = new HeldShell();
  #recording: Recording | null = null;
  #terminal: Terminal | null = null;
  #events: Event[] = [];
  nowMs = OPENED_MS;
  kept: Event[] = [];
  readonly others: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  get terminal(): Terminal {
    return this.#terminal ?? expect.fail("nobody lives");
  }

  get recording(): Recording {
    return this.#recording ?? expect.fail("nobody lives");
  }

  #options(): TerminalOptions {
    this.#events = [];
    this.#stream = new HeldShell();
    this.#recording = new Recording({
      folder: this.#folder,
      terminal: "t1",
      room: this.room,
      onTrouble: (trouble) => this.others.push(trouble),
    });
    const events = this.#events;
    const tell = (kind: string, command: Command, text: string) => events.push({ kind, id: command.id, command, text });
    return {
      id: "t1",
      machine: "web",
      stream: this.#stream,
      recorder: this.#recording,
      size: { cols: 80, rows: 24 },
      nonce,
      now: () => this.nowMs,
      onCommand: (kind, command) => tell(kind, command, command.text),
      onShown: (command, { text }) => tell("command-shown", { ...command }, text),
      onForged: () => this.others.push("forged"),
      onSilenced: () => this.others.push("silenced"),
      onLost: (bytes) => this.others.push(`lost ${bytes}`),
      onEnd: () => {},
    };
  }

  begin(): this {
    this.#terminal = Terminal.open(this.#options());
    return this;
  }

  hear(bytes: Uint8Array): void {
    this.#stream.onBytes(bytes);
  }

  miss(bytes: number): void {
    this.#stream.onGap(bytes);
  }

  /** @param untold how many of the last events are not kept */
  kill(untold: number): void {
    this.kept.push(...this.#events.slice(0, Math.max(0, this.#events.length - untold)));
    this.#events = [];
    this.recording.close();
  }

  async again(): Promise<void> {
    const told = new Set(this.kept.map(({ kind, id }) => `${kind} ${id}`));
    const numbers = this.kept.map(({ id }) => Number(id.split("-")[1]));
    this.#terminal = await Terminal.resume(this.#options(), {
      openedAtMs: OPENED_MS,
      recorded: readRecording(this.#folder, "t1"),
      isTold: (kind, command) => told.has(`${kind} ${command}`),
      commands: Math.max(0, ...numbers),
    });
  }

  async over(): Promise<Event[]> {
    await this.terminal.settled();
    this.kill(0);
    return this.kept.toSorted((one, other) => `${one.id}${one.kind}`.localeCompare(`${other.id}${other.kind}`));
  }

  async clean(): Promise<string> {
    const screen = new Screen();
    this.terminal.attach(0, screen, () => {});
    await vi.waitFor(() => expect(screen.parts).not.toEqual([]));
    return Buffer.concat(screen.parts).toString("latin1");
  }
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-resumed-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Lines of a session; times are those of the machine's clock. */
const line = fc.oneof(
  fc
    .record({ text: fc.stringMatching(/^[a-z ]{1,12}$/), output: fc.string({ maxLength: 60 }), exit: fc.nat(255) })
    .map(({ text, output, exit }) => {
      const times = ["101.250000", "101.500000"];
      return `${text}\r\n${mark(`C;${times[0]}`)}${output}${mark(`E;${text}`)}${mark(`D;${exit};${times[1]}`)}${prompt}`;
    }),
  // A shell within the shell, left by Ctrl-D.
  fc.constant(`bash\r\n${mark("C;101.100000")}${prompt}exit\r\n${mark("E;bash")}${mark("D;0;101.200000")}${prompt}`),
  fc.constant(`\x1b]7770;wrong;D;0\x07`),
  fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  fc.constant("\x1b]777"),
);
const cut = fc.record({
  length: fc.integer({ min: 1, max: 90 }),
  ms: fc.nat(200),
  kill: fc.option(fc.record({ untold: fc.nat(4), damage: fc.nat(70) }), { freq: 3 }),
});
const withoutTimes = ({ kind, id, text, command }: Event) => {
  const { startedAtMs: _started, endedAtMs: _ended, ...rest } = command;
  return { kind, id, text, command: rest };
};

describe("a terminal that is made again of its recording", () => {
  it.each([
    ["whole", false],
    ["damaged at its end", true],
  ])("is what it would be without any restart, of a recording that is %s", async (_, damaged) => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.array(cut, { minLength: 1, maxLength: 12 }),
        async (lines, cuts) => {
          count += 1;
          const [one, other] = [join(folder, `twin${count}`), join(folder, `killed${count}`)];
          await Promise.all([one, other].map((path) => mkdir(path)));
          const twin = new Lives(one).begin();
          const lives = new Lives(other).begin();
          const session = Buffer.from(prompt + lines.join(""), "latin1");
          let at = 0;
          for (let turn = 0; at < session.length; turn += 1) {
            const { length, ms, kill } = cuts[turn % cuts.length] ?? expect.fail("no cut");
            twin.nowMs += ms;
            lives.nowMs += ms;
            twin.hear(session.subarray(at, at + length));
            // What a damaged recording lost comes from the machine once more.
            lives.hear(session.subarray(lives.recording.seq, at + length));
            at += length;
            if (!kill) continue;
            if (turn % 2 === 0) await lives.terminal.settled();
            lives.kill(kill.untold);
            if (damaged) {
              const file = join(other, kill.damage % 2 === 0 ? "t1.raw" : "t1.index");
              await truncate(file, Math.max(0, (await stat(file)).size - kill.damage));
            }
            await lives.again();
          }
          lives.hear(session.subarray(lives.recording.seq));
          expect(await lives.clean()).toBe(await twin.clean());
          expect(lives.terminal.seq).toBe(twin.terminal.seq);
          const [theirs, ours] = [await twin.over(), await lives.over()];
          if (damaged) expect(ours.map(withoutTimes)).toEqual(theirs.map(withoutTimes));
          else expect(ours).toEqual(theirs);
        },
      ),
      { numRuns: 60 },
    );
  });

  const ran = (text: string, output: string) =>
    `${text}\r\n${mark("C;101")}${output}${mark(`E;${text}`)}${mark("D;0;101")}${prompt}`;
  const told = ({ kept }: Lives) => kept.map(({ kind, id, text }) => `${kind} ${id} ${text}`);

  it("shows the same gap as before where output was lost, with the same numbers after it", async () => {
    const lives = new Lives(folder).begin();
    lives.hear(Buffer.from(`${prompt}${ran("first", "1")}flood\r\n${mark("C;101")}many`));
    lives.miss(5000);
    lives.hear(Buffer.from(`rest${mark("E;flood")}${mark("D;130;102")}${prompt}`));
    const before = { clean: lives.terminal.seq, text: await lives.clean() };
    await lives.terminal.settled();
    lives.kill(0);
    await lives.again();
    expect({ clean: lives.terminal.seq, text: await lives.clean() }).toEqual(before);
    expect(before.text).toContain("[5000 bytes that came while Sickbay was away are lost]");
    lives.hear(Buffer.from(ran("next", "2")));
    await lives.over();
    expect(told(lives).filter((text) => !text.startsWith("command-shown"))).toEqual([
      "command-started t1-1 first",
      "command-ended t1-1 first",
      "command-started t1-2 flood",
      "command-ended t1-2 flood",
      "command-started t1-3 next",
      "command-ended t1-3 next",
    ]);
    expect(lives.others).toEqual(["lost 5000"]);
  });

  it("goes on with numbers that no command has where some were not recorded", async () => {
    const lives = new Lives(folder).begin();
    lives.hear(Buffer.from(prompt + ran("recorded", "1")));
    lives.room.left = 0;
    lives.hear(Buffer.from(ran("not recorded", "2") + ran("neither", "3")));
    const { seq } = lives.terminal;
    await lives.terminal.settled();
    lives.kill(0);
    await lives.again();
    expect(lives.terminal.seq).toBeGreaterThanOrEqual(seq);
    expect(await lives.clean()).toMatch(/\[\d+ bytes were not recorded\]/);
    lives.hear(Buffer.from(ran("after", "4")));
    lives.nowMs += 1;
    await lives.over();
    expect(lives.kept.filter(({ kind }) => kind === "command-ended").map(({ id, text }) => [id, text])).toEqual([
      ["t1-1", "recorded"],
      ["t1-2", "not recorded"],
      ["t1-3", "neither"],
      ["t1-4", "after"],
    ]);
    expect(lives.others).toEqual(["full"]);
  });

  it("tells all commands after output that was lost and one that failed to be recorded, over any number of restarts", async () => {
    const lives = new Lives(folder).begin();
    lives.hear(Buffer.from(prompt + ran("recorded", "1")));
    // The disk refused: nothing more is written, and not how much that is.
    lives.recording.close();
    for (let count = 0; count < 5; count += 1) lives.hear(Buffer.from(ran(`unrecorded ${count}`, "x")));
    const expected = ["recorded", ...[0, 1, 2, 3, 4].map((count) => `unrecorded ${count}`)];
    for (let life = 0; life < 3; life += 1) {
      await lives.terminal.settled();
      lives.kill(0);
      await lives.again();
      if (life !== 1) lives.miss(500);
      lives.hear(Buffer.from(prompt));
      for (let count = 0; count < 7; count += 1) {
        lives.nowMs += 1;
        lives.hear(Buffer.from(ran(`new ${life} ${count}`, "y")));
        expected.push(`new ${life} ${count}`);
      }
    }
    await lives.over();
    expect(lives.kept.filter(({ kind }) => kind === "command-ended").map(({ id, text }) => [id, text])).toEqual(
      expected.map((text, index) => [`t1-${index + 1}`, text]),
    );
  });

  it("lets others have their turn while much is read", async () => {
    const lives = new Lives(folder).begin();
    const line = Buffer.from("0123456789abcdef\r\n".repeat(3000));
    for (let count = 0; count < 300; count += 1) {
      lives.nowMs += 1;
      lives.hear(line);
    }
    lives.kill(0);
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns += 1;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await lives.again();
    isOver = true;
    expect(turns).toBeGreaterThan(1);
    expect(lives.terminal.seq).toBe(300 * line.length);
  });
});
