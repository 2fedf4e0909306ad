import { describe, expect, it } from "vitest";
import type { Command } from "../../../orchestrator/protocol/timeline.ts";
import { CommandLog } from "../../../orchestrator/terminal/commands.ts";
import { MarkScanner } from "../../../orchestrator/terminal/marks.ts";

const nonce = "c0ffee00";
const mark = (body: string) => `\x1b]7770;${nonce};${body}\x07`;
const prompt = `${mark("P;0;root;/root")}${mark("A")}# ${mark("B")}`;
/** A command as bash tells it: typed line, start, output, text, end. Times are seconds. */
const ran = (line: string, output: string, exit = 0, from = "11.000000", to = "12.500000") =>
  `${line}\r\n\x1b[?2004l\r${mark(`C;${from}`)}${output}${mark(`E;${line}`)}${mark(`D;${exit};${to}`)}`;

/** Feeds a shell's stream and returns what was told of commands. */
function follow(stream: string, nowMs = 20_000, gapAt: number | null = null) {
  const scanner = new MarkScanner(nonce);
  const { bytes, marks } = scanner.push(Buffer.from(stream));
  const started: Command[] = [];
  const ended: Command[] = [];
  const silenced: string[] = [];
  const forged: string[] = [];
  let clockMs = 10_000;
  const log = new CommandLog({
    terminal: "t1",
    machine: "web",
    openedAtMs: clockMs,
    now: () => clockMs,
    read: (from, to) => bytes.subarray(from, to),
    onStarted: (command) => started.push(command),
    onEntered: () => {},
    onEnded: (command) => ended.push(command),
    onSilenced: () => silenced.push("silenced"),
    onForged: () => forged.push("forged"),
  });
  clockMs = nowMs;
  let missing = gapAt !== null;
  for (const found of marks) {
    if (missing && found.at >= (gapAt ?? 0)) log.gap();
    missing &&= found.at < (gapAt ?? 0);
    log.take(found);
  }
  const output = (command: Command | undefined) => bytes.toString().slice(command?.fromSeq, command?.toSeq ?? 0);
  return { log, started, ended, silenced, forged, output, texts: ended.map(({ text, exit }) => [text, exit]) };
}

describe("commands told by a shell's marks", () => {
  it("have text, exit status, times, place and the extent of their output", () => {
    const { started, ended, output } = follow(prompt + ran("ls /nope", "ls: no such file\r\n", 2) + prompt);
    expect(started).toMatchObject([{ text: "ls /nope", exit: null, startedAtMs: 11_000, endedAtMs: null }]);
    expect(ended).toEqual([
      {
        id: "t1-1",
        terminal: "t1",
        machine: "web",
        text: "ls /nope",
        cwd: "/root",
        user: "root",
        exit: 2,
        startedAtMs: 11_000,
        endedAtMs: 12_500,
        fromSeq: expect.any(Number),
        toSeq: expect.any(Number),
      },
    ]);
    expect(output(ended[0])).toBe("ls: no such file\r\n");
  });

  it("keep semicolons, line breaks and per cent signs of their text", () => {
    const line = `${mark("C;11.000000")}${mark("E;for i in 1; do%0Aprintf 100%25; done")}${mark("D;0;12.000000")}`;
    expect(follow(prompt + line).texts).toEqual([["for i in 1; do\nprintf 100%; done", 0]]);
  });

  it("take their text from the screen where the history does not know them", () => {
    const line = ` secret\r\n\x1b[?2004l\r${mark("C;11.000000")}${mark("D;0;12.000000")}`;
    expect(follow(prompt + line).texts).toEqual([[" secret", 0]]);
  });

  it("of a shell within a shell belong to it, and the command that started it ends with it", () => {
    const inner = `${prompt}${ran("id", "uid=0\r\n")}${prompt}exit\r\n${mark("C;13.000000")}exit\r\n`;
    const stream = `${prompt}bash\r\n${mark("C;11.000000")}${inner}${mark("E;bash")}${mark("D;3;14.000000")}${prompt}`;
    const { texts } = follow(stream + ran("pwd", "/root\r\n"));
    expect(texts).toEqual([
      ["id", 0],
      ["exit", null],
      ["bash", 3],
      ["pwd", 0],
    ]);
  });

  it("go on in the outer shell after Ctrl-D in the inner one", () => {
    const stream = `${prompt}su -\r\n${mark("C;11.000000")}${prompt}logout\r\n${mark("E;su -")}${mark("D;0;12.000000")}`;
    expect(follow(stream + prompt + ran("true", "")).texts).toEqual([
      ["su -", 0],
      ["true", 0],
    ]);
  });

  it("that refuse to exit are told as a command", () => {
    expect(follow(prompt + ran("exit", "There are stopped jobs.\r\n", 1) + prompt).texts).toEqual([["exit", 1]]);
  });

  it("that replaced their shell have no exit status", () => {
    const stream = `${prompt}exec bash\r\n${mark("C;11.000000")}${prompt}${ran("id", "")}`;
    expect(follow(stream).texts).toEqual([
      ["exec bash", null],
      ["id", 0],
    ]);
  });

  it("still running when the shell ends have no exit status", () => {
    const { log, ended, started } = follow(`${prompt}top\r\n${mark("C;11.000000")}`);
    log.close(99);
    expect(ended).toEqual([{ ...started[0], endedAtMs: 20_000, toSeq: 99 }]);
  });

  it("never have times before the terminal opened or after now", () => {
    const { ended } = follow(prompt + ran("date", "", 0, "1.000000", "99999.000000"));
    expect(ended).toMatchObject([{ startedAtMs: 10_000, endedAtMs: 20_000 }]);
  });

  it("are flagged where something within a command told its end before the shell did", () => {
    const posed = `${mark("E;ls -la")}${mark("D;0;11.500000")}`;
    expect(follow(prompt + ran("rm -rf /var/lib/orders; sh /tmp/z", posed) + prompt).forged).toEqual(["forged"]);
    expect(
      follow(prompt + ran("ls", "") + prompt + ran("bash", prompt + ran("ls", "") + prompt) + prompt).forged,
    ).toEqual([]);
  });

  it("are flagged once where there are more of them than are kept", () => {
    const many = `${prompt}${mark("C;11.000000")}${mark("D;0;11.000000")}`.repeat(5_010);
    const { ended, silenced, forged } = follow(many);
    expect([ended.length, silenced, forged]).toEqual([5_000, ["silenced"], []]);
  });

  it("are not invented by an empty line or by marks without a start", () => {
    expect(follow(`${prompt}\r\n${prompt}${mark("D;0;12.000000")}${mark("E;x")}${mark("Z;1")}`).ended).toEqual([]);
  });
});

describe("commands around a gap in the output", () => {
  const before = `${prompt}flood\r\n${mark("C;11.000000")}yyy`;
  // Where clean output stands at the gap.
  const gapAt = "# flood\r\nyyy".length;

  it("end as they do where they ran on", () => {
    const { ended, forged } = follow(`${before}${mark("E;flood")}${mark("D;130;12.000000")}${prompt}`, 20_000, gapAt);
    expect(ended).toMatchObject([{ text: "flood", exit: 130 }]);
    expect(forged).toEqual([]);
  });

  it("have no exit status where their end is missing, and are not taken for shells", () => {
    const { texts, started, silenced } = follow(`${before}${prompt}${ran("ls", "x")}${prompt}`, 20_000, gapAt);
    expect(texts).toEqual([
      ["flood", null],
      ["ls", 0],
    ]);
    expect(started.map(({ id }) => id)).toEqual(["t1-1", "t1-2"]);
    expect(silenced).toEqual([]);
  });

  it("are no forgery where their beginning is missing; later ones are", () => {
    const end = `${mark("E;lost")}${mark("D;0;13.000000")}${prompt}`;
    const known = prompt + ran("ls", "x") + prompt;
    const at = "# ls\r\n\x1b[?2004l\rx# ".length;
    expect(follow(known + end, 20_000, at).forged).toEqual([]);
    expect(follow(known + end + end, 20_000, at).forged).toEqual(["forged"]);
    expect(follow(known + end).forged).toEqual(["forged"]);
  });
});
