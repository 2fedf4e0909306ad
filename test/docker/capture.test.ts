// What is captured of commands in real shells: text, exit status and what each showed.
//
// sudo is not among them: machines have no-new-privileges, so it can't work there. Candidates are root.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../orchestrator/core/ports.ts";
import { CapturedTerminal } from "./capture-fixture.ts";
import { openBox, plan, testEngine } from "./sandbox-fixture.ts";

const engine = testEngine();
let box: Sandbox & AsyncDisposable;
beforeAll(async () => {
  box = await openBox(engine, [plan("web", { tmpfs: { "/srv/ram": { mb: 8, inodes: null } } })]);
  await box.run(
    "web",
    "seq -f 'row %g of the file' 1 200 >/srv/rows; printf 'port 80\\n' >/etc/app.conf; cp /etc/app.conf /srv/ram/",
    10_000,
  );
});
afterAll(async () => box[Symbol.asyncDispose]());

/** Starts processes for as long as there are any to be had. */
const TAKE_ALL_PIDS = `
import os, time
while True:
    try:
        if os.fork() == 0:
            time.sleep(1000)
    except OSError:
        open("/run/full", "w").close()
        time.sleep(0.001)
`;

const rows = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, place) => `row ${from + place} of the file`);

describe("in a plain shell", () => {
  it("captures text, exit status and what was shown", async () => {
    const shell = await CapturedTerminal.open(box);
    expect(await shell.run("echo hi; false")).toMatchObject({ line: "echo hi; false", exit: 1, text: "hi", note: "" });
    expect(await shell.run("ls /nope")).toMatchObject({
      exit: 2,
      text: "ls: cannot access '/nope': No such file or directory",
    });
    expect(await shell.run("cat /srv/rows")).toMatchObject({ exit: 0, text: rows(1, 200).join("\n") });
    expect(await shell.run("grep 'row 7 ' /srv/rows")).toMatchObject({ text: "row 7 of the file" });
  });

  it("captures aliases and what set -x shows", async () => {
    const shell = await CapturedTerminal.open(box);
    await shell.run("alias rows='head -n 1'");
    expect(await shell.run("rows /srv/rows")).toMatchObject({ line: "rows /srv/rows", text: rows(1, 1)[0] });
    await shell.run("set -x");
    expect(await shell.run("cd /srv")).toMatchObject({ exit: 0, text: "+ cd /srv" });
  });

  it("captures here-documents and commands of several lines", async () => {
    const shell = await CapturedTerminal.open(box);
    expect(await shell.run("cat <<X\rone\rtwo\rX")).toMatchObject({ line: "cat <<X\none\ntwo\nX", text: "one\ntwo" });
    expect(await shell.run("for n in 1 2; do\recho n$n\rdone")).toMatchObject({ exit: 0, text: "n1\nn2" });
  });

  it("captures a command that was stopped with Ctrl-C", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("sh -c 'echo begun; exec sleep 1000'\r");
    await shell.sees("begun\r\n");
    expect(await shell.next(() => shell.keys("\x03"))).toMatchObject({ exit: 130, text: "begun\n^C" });
  });

  it("captures without a history, from the screen", async () => {
    const shell = await CapturedTerminal.open(box);
    await shell.run("set +o history");
    expect(await shell.run("echo unkept")).toMatchObject({ line: "echo unkept", exit: 0, text: "unkept" });
    await shell.run("set -o history; HISTCONTROL=ignorespace");
    expect(await shell.run(" echo spaced")).toMatchObject({ line: " echo spaced", text: "spaced" });
    expect(await shell.run(" echo mistakk\x7fe\x1b[D\x1b[D\x1b[3~k")).toMatchObject({
      line: " echo mistake",
      text: "mistake",
    });
  });

  it("captures beginning and end of an endless output, and binary output", async () => {
    const shell = await CapturedTerminal.open(box);
    const { text, note, exit } = await shell.run("echo first; seq -w 1 100000; echo last");
    expect(exit).toBe(0);
    expect(text).toMatch(/^first\n000001\n[\s\S]*\n100000\nlast$/);
    expect(text.length).toBeLessThanOrEqual(48_000);
    expect(note).toContain("left out");
    expect(await shell.run("head -c 100000 /bin/bash; echo; stty sane; printf '\\033c'; echo after")).toMatchObject({
      exit: 0,
      text: expect.stringContaining("after"),
    });
  });

  it("captures what was shown while the terminal was resized", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("echo before; read; echo after\r");
    await shell.sees("before\r\n");
    await shell.resize(60, 20);
    expect(await shell.next(() => shell.keys("\r"))).toMatchObject({ exit: 0, text: "before\n\nafter" });
  });

  it("captures with a broken PATH", async () => {
    const shell = await CapturedTerminal.open(box);
    await shell.run("PATH=/nowhere");
    expect(await shell.run("ls")).toMatchObject({ line: "ls", exit: 127, text: "bash: ls: command not found" });
    expect(await shell.run("echo $((6 * 7))")).toMatchObject({ exit: 0, text: "42" });
  });
});

describe("in shells within shells", () => {
  it("captures the inner commands once, and of the outer one what stands outside them", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("echo outside; bash\r");
    await shell.sees("outside\r\n");
    await shell.sees("# ");
    expect(await shell.run("echo inside")).toMatchObject({ line: "echo inside", text: "inside" });
    await shell.next(() => shell.keys("exit 3\r"));
    await shell.run("true");
    expect(shell.captured.map(({ line, exit, text }) => [line, exit, text])).toEqual([
      ["echo inside", 0, "inside"],
      ["exit 3", null, "exit"],
      ["echo outside; bash", 3, "outside"],
      ["true", 0, ""],
    ]);
  });

  it("captures what comes after an inner shell that was left with Ctrl-D", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("bash -c 'bash; echo late'\r");
    await shell.sees("# ");
    const outer = await shell.next(() => shell.keys("\x04"));
    expect(outer).toMatchObject({ line: "bash -c 'bash; echo late'", exit: 0, text: "\nexit\nlate" });
  });

  it("captures a bash without startup files, from its first command on", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("bash --norc\r");
    await shell.sees("bash-5.2# ");
    expect(await shell.run("echo one")).toMatchObject({ line: "echo one", exit: 0, text: "one" });
    expect(await shell.run("echo two")).toMatchObject({ line: "echo two", exit: 0, text: "two" });
    expect(shell.events).toEqual([]);
  });

  it("captures su and su - with the user's name", async () => {
    const shell = await CapturedTerminal.open(box);
    for (const su of ["su -s /bin/bash www-data", "su - -s /bin/bash www-data"]) {
      shell.keys(`${su}\r`);
      await shell.sees("$ ");
      expect(await shell.run("id -un")).toMatchObject({ line: "id -un", user: "www-data", text: "www-data" });
      shell.keys("exit\r");
      await shell.sees("# ");
      expect(await shell.run("id -un")).toMatchObject({ user: "root", text: "root" });
    }
  });

  it("captures a shell without marks as one command with all that it showed", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("dash\r");
    await shell.sees("# ");
    shell.keys("echo in-dash-$((1 + 1))\r");
    await shell.sees("in-dash-2");
    const { line, exit, text } = await shell.next(() => shell.keys("exit 4\r"));
    expect({ line, exit }).toEqual({ line: "dash", exit: 4 });
    expect(text).toContain("# echo in-dash-$((1 + 1))\nin-dash-2");
    expect(shell.events).toEqual([]);
  });

  it("captures commands in tmux", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("tmux\r");
    await shell.sees("[0] 0:bash");
    await shell.sees("# ");
    const first = await shell.run("head -n 3 /srv/rows");
    expect(first).toMatchObject({ line: "head -n 3 /srv/rows", exit: 0 });
    for (const row of rows(1, 3)) expect(first.text).toContain(row);
    const many = await shell.run("cat /srv/rows; false");
    expect(many).toMatchObject({ exit: 1 });
    for (const row of rows(180, 200)) expect(many.text).toContain(row);
    await shell.next(() => shell.keys("exit\r"));
    await shell.run("true");
    const outer = shell.captured.find(({ line }) => line === "tmux");
    expect(outer).toMatchObject({ exit: 0 });
    expect(outer?.text).not.toContain(" of the file");
  });
});

describe("of full-screen programs", () => {
  it("captures the pages of less that were looked at", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("less /srv/rows\r");
    await shell.sees("row 29 of");
    shell.keys(" ");
    await shell.sees("row 58 of");
    shell.keys("G");
    await shell.sees("row 200 of");
    const { exit, text } = await shell.next(() => shell.keys("q"));
    expect(exit).toBe(0);
    for (const row of [...rows(1, 58), ...rows(172, 200)]) expect(text.split("\n")).toContain(row);
    expect(text).not.toContain("row 100 of");
  });

  it("captures the screens of top and watch", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("top -d 0.3\r");
    await shell.sees(/top - [\s\S]*runsvdir[\s\S]*runsvdir/);
    const top = await shell.next(() => shell.keys("q"));
    expect(top).toMatchObject({ line: "top -d 0.3", exit: 0 });
    expect(top.text).toMatch(/^top - .*load average/m);
    expect(top.text).toMatch(/^ +1 root .* init$/m);
    shell.keys("watch -n 0.3 'date +at-%N; cat /etc/app.conf'\r");
    await shell.sees(/port 80/);
    const seen = await shell.next(() => setTimeout(() => shell.keys("\x03"), 1000));
    expect(seen.text.split("\n").filter((line) => line === "port 80")).toHaveLength(1);
    expect(seen.text.match(/^at-\d+$/gm)?.length).toBeGreaterThan(1);
  });

  it("captures vi, and whether it changed its file", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("vi /etc/app.conf\r");
    await shell.sees("port 80");
    const read = await shell.next(() => shell.keys(":q\r"));
    expect(read).toMatchObject({ line: "vi /etc/app.conf", exit: 0, edited: false });
    expect(read.text).toContain("port 80");
    shell.keys("vi /etc/app.conf\r");
    await shell.sees("port 80");
    shell.keys(":s/80/8080/\r");
    await shell.sees("8080");
    expect(await shell.next(() => shell.keys(":wq\r"))).toMatchObject({ exit: 0, edited: true });
    expect(await shell.run("cat /etc/app.conf")).toMatchObject({ text: "port 8080", edited: null });
    expect(shell.events).toEqual([]);
  });

  it("tells of a new file and of a link whether an editor changed them", async () => {
    const shell = await CapturedTerminal.open(box);
    expect(await shell.run("ln -sf /etc/app.conf /srv/link; cd /srv")).toMatchObject({ edited: null });
    for (const file of ["new.conf", "link"]) {
      shell.keys(`vi ${file}\r`);
      await shell.sees(file);
      expect(await shell.next(() => shell.keys(":q\r"))).toMatchObject({ line: `vi ${file}`, edited: false });
      shell.keys(`vi ${file}\r`);
      await shell.sees(file);
      expect(await shell.next(() => shell.keys("ix\x1b:wq\r"))).toMatchObject({ edited: true });
    }
  });
});

it("learns from outside whether files changed, also on a tmpfs", async () => {
  const paths = ["/etc/hostname", "/srv/ram/app.conf", "/srv/none", "/srv/ram/none"];
  const before = await box.fileStates("web", paths);
  expect(before).toMatchObject({ "/srv/none": null, "/srv/ram/none": null });
  await box.run("web", "echo >>/srv/ram/app.conf; echo >/srv/none", 10_000);
  const after = await box.fileStates("web", paths);
  expect(paths.filter((path) => after[path] !== before[path])).toEqual(["/srv/ram/app.conf", "/srv/none"]);
});

describe("against those who hide", () => {
  it("believes no forged marks", async () => {
    const shell = await CapturedTerminal.open(box);
    const forged = await shell.run("printf '\\033]7770;0123456789abcdef;D;0;1\\a'; echo shown; false");
    expect(forged).toMatchObject({ exit: 1, text: "shown" });
    expect(shell.events).toEqual(["forged"]);
  });

  it.each(["unset PROMPT_COMMAND PS0", "unset PROMPT_COMMAND PS0; PS1='$ '", "unset PS0"])(
    "says that %s silenced the shell",
    async (line) => {
      const shell = await CapturedTerminal.open(box);
      await shell.run("true");
      shell.keys(`${line}\r`);
      await shell.sees(/[#$] $/);
      shell.keys("echo hid-$((1 + 1))den\r");
      await shell.sees("hid-2den");
      await shell.sees(/[#$] $/);
      expect(shell.events).toEqual(["silenced"]);
      await shell.close();
      expect(shell.captured.map((captured) => captured.line)).toEqual(expect.arrayContaining(["true", line]));
    },
  );

  it("accuses nobody whose programs ask for pasted text themselves", async () => {
    const shell = await CapturedTerminal.open(box);
    shell.keys("python3 -q\r");
    await shell.sees(">>> ");
    await shell.next(() => shell.keys("exit()\r"));
    shell.keys("echo \"$PS1\" 'PROMPT_COMMAND'; bash --norc\r");
    await shell.sees("bash-5.2# ");
    await shell.run("true");
    expect(shell.events).toEqual([]);
  });
});

it("captures when no process can be started any more", async () => {
  await using full = await openBox(engine, [plan("web", { limits: { pids: 64, memoryMb: 256, nofile: 1024 } })]);
  const shell = await CapturedTerminal.open(full);
  await full.run("web", `python3 -c '${TAKE_ALL_PIDS}' >/dev/null 2>&1 & until [[ -e /run/full ]]; do :; done`, 10_000);
  shell.keys("ls\r");
  await shell.sees("fork: retry: Resource temporarily unavailable");
  const failed = await shell.next(() => shell.keys("\x03"));
  expect(failed).toMatchObject({ line: "ls", text: expect.stringContaining("fork: retry") });
  expect(failed.exit).not.toBe(0);
  expect(await shell.run("echo still-$((1 + 1))")).toMatchObject({ exit: 0, text: "still-2" });
});
