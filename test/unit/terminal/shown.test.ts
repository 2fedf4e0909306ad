import { beforeEach, describe, expect, it } from "vitest";
import type { ShellStream } from "../../../orchestrator/core/ports.ts";
import { Terminal } from "../../../orchestrator/terminal/terminal.ts";

const nonce = "c0ffee00";
const mark = (body: string) => `\x1b]7770;${nonce};${body}\x07`;
const prompt = (ps1 = "# ") => `${mark("P;0;root;/root")}\x1b[?2004h${mark("A")}${ps1}${mark("B")}`;
const typed = (line: string) => `${line}\r\n\x1b[?2004l\r`;
const start = mark("C;11.000000");
const ended = (line: string, exit = 0) => `${mark(`E;${line}`)}${mark(`D;${exit};12.000000`)}`;
/** A command from the line typed to the next prompt. */
const ran = (line: string, output: string) => typed(line) + start + output + ended(line) + prompt();

class ScriptedShell implements ShellStream {
  readonly id = "scripted";
  say: (bytes: Uint8Array) => void = () => {};
  write(): void {}
  async resize(): Promise<void> {}
  onData(listener: (bytes: Uint8Array) => void): void {
    this.say = listener;
  }
  onLost(): void {}
  onEnd(): void {}
  pause(): void {}
  resume(): void {}
  async close(): Promise<void> {}
}

let terminal: Terminal;
let say: (...parts: (string | Buffer)[]) => void;
let told: string[];
let shown: { line: string; text: string; note: string }[];
let nowMs: number;
beforeEach(() => {
  const shell = new ScriptedShell();
  told = [];
  shown = [];
  nowMs = 20_000;
  terminal = Terminal.open({
    id: "t1",
    machine: "web",
    stream: shell,
    size: { cols: 80, rows: 24 },
    nonce,
    now: () => nowMs,
    onCommand: (kind, command) => told.push(`${kind} ${command.text}`),
    onShown: (command, { text, note }) => {
      told.push(`shown ${command.text}`);
      shown.push({ line: command.text, text, note });
    },
    onSilenced: () => told.push("silenced"),
    onForged: () => told.push("forged"),
    onEnd: () => told.push("end"),
  });
  say = (...parts) => {
    for (const part of parts) shell.say(Buffer.from(part));
  };
  say(prompt());
});
const texts = async (): Promise<string[][]> => {
  await terminal.settled();
  return shown.map(({ line, text }) => [line, text]);
};

describe("what commands showed", () => {
  it("is told once for each, after its end, in the order of the ends", async () => {
    say(ran("one", "1\r\n"), ran("two", "2\r22\r\n"), ran("three", ""));
    expect(told.filter((event) => event.startsWith("shown"))).toEqual([]);
    expect(await texts()).toEqual([
      ["one", "1"],
      ["two", "22"],
      ["three", ""],
    ]);
    await terminal.settled();
    expect(shown).toHaveLength(3);
  });

  it("is told of a command that still ran when the terminal was closed or abandoned", async () => {
    say(typed("tail -f log"), start, "last words\r\n");
    terminal.abandon();
    expect(await texts()).toEqual([["tail -f log", "last words"]]);
    expect(told.slice(-2)).toEqual(["end", "shown tail -f log"]);
  });

  it("has the beginning and the end of ten megabytes, in whatever chunks they come", async () => {
    const flood = Buffer.from("a line of the flood\r\n".repeat(500_000));
    say(typed("yes"), start, "begin\r\n", flood, "end\r\n", ended("yes"), prompt());
    say(
      `${typed("again") + start + Buffer.concat([Buffer.from("begin\r\n"), flood]).toString()}end\r\n${ended("again")}`,
    );
    await terminal.settled();
    for (const { text, note } of shown) {
      expect(text).toMatch(/^begin\na line of the flood\n[\s\S]*\nend$/);
      expect(text.length).toBeLessThanOrEqual(48_000);
      expect(note).toContain("9.9 MiB of its output are left out.");
    }
  });

  it("is cut short while too much waits, and all of it is told", async () => {
    const long = "x".repeat(79).concat("\r\n").repeat(1500);
    for (let i = 0; i < 60; i += 1) say(ran(`long ${i}`, long));
    await terminal.settled();
    expect(shown.map(({ line }) => line)).toEqual(Array.from({ length: 60 }, (_, i) => `long ${i}`));
    expect(shown[0]?.note).toContain("characters the middle is left out");
    expect(shown.at(-1)?.note).toContain("of its output are left out");
    expect(shown.at(-1)?.text.length).toBeLessThan(9000);
  });

  it("of a shell within a shell stands with its own commands", async () => {
    say(typed("echo before; su -"), start, "before\r\n", prompt(), ran("id", "uid=0\r\n"));
    say("logout\r\n", ended("echo before; su -"), prompt(), ran("pwd", "/root\r\n"));
    expect(await texts()).toEqual([
      ["id", "uid=0"],
      ["echo before; su -", "before\nlogout"],
      ["pwd", "/root"],
    ]);
  });

  it("has what stood still on a screen that was changed only in part", async () => {
    say(typed("watch"), start, "\x1b[?1049h\x1b[H\x1b[2Jat 1");
    nowMs += 2000;
    say("\x1b[1;4H2");
    nowMs += 2000;
    say("\x1b[1;4H3\x1b[?1049l", ended("watch"));
    expect(await texts()).toEqual([["watch", "at 1\nat 2\nat 3"]]);
  });

  it("follows a change of the screen's size", async () => {
    say(typed("top"), start, "\x1b[?1049h\x1b[Hone");
    await terminal.resize(120, 24);
    say("\x1b[H\x1b[2J\x1b[1;100Htwo\x1b[?1049l", ended("top"));
    expect(await texts()).toEqual([["top", `one\n${" ".repeat(99)}two`]]);
  });
});

describe("a shell that goes on without its marks", () => {
  it("is told of once, by its own prompt in the middle of a command", () => {
    const bare = `\x1b[?2004h${mark("A")}# ${mark("B")}`;
    say(typed(". ./quiet"), start, bare, "ls\r\n\x1b[?2004l\rfile\r\n", bare);
    expect(told.filter((event) => event === "silenced")).toHaveLength(1);
  });

  it.each([
    "unset PROMPT_COMMAND PS0 PS1",
    "PS0=; PROMPT_COMMAND=(); PS1='$ '",
    "declare +x PROMPT_COMMAND; unset PS0",
  ])("is told of after %s, by a prompt of any form", (line) => {
    say(typed(line), start, "\x1b[?2004h");
    say("\x1b[32mweb\x1b[0m $ ");
    expect(told).toContain("silenced");
  });

  it("is told of where only the starts are gone", () => {
    say(ran("unset PS0", ""), `ls\r\n\x1b[?2004l\rfile\r\n${prompt()}`);
    expect(told).toContain("silenced");
  });

  it.each([
    ["programs that ask for pasted text", `${typed("python3") + start}\x1b[?2004h>>> `],
    ["a shell without startup files", `${typed("bash --norc") + start}\x1b[?2004hbash-5.2# `],
    ["a shell that was given PS1", `${typed("bash --norc") + start}\x1b[?2004h${mark("A")}# ${mark("B")}`],
    ["a program with the variable in its words", `${typed("grep -r PROMPT_COMMAND /etc") + start}\x1b[?2004h# `],
    ["a variable for one program", `${typed("PS0= psql") + start}\x1b[?2004hshop=# `],
    ["a prompt that is printed", `${typed('echo "$PS1"') + start}\\[${mark("A")}\\]# \\[${mark("B")}\\]\r\n`],
    ["an editor", `${typed("unset PS0; vi /etc/profile") + start}\x1b[?2004h\x1b[1;1Hunset PROMPT_COMMAND\r\n# `],
    [
      "notices and given up lines",
      `${ran("unset PS0", "")}\r\n[1]+  Done   sleep 1\r\n${prompt()}for x\r\n${mark("F")}> ^C\r\n${prompt()}`,
    ],
  ])("is not seen in %s", (_, stream) => {
    say(stream);
    expect(told).not.toContain("silenced");
  });
});
