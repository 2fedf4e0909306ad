// Shells that their machine holds, in both ways in which they are reached.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Engine, Sandbox, ShellStream } from "../../orchestrator/core/ports.ts";
import { createEngine, type EngineOptions } from "../../orchestrator/docker/engine.ts";
import { eventually } from "./eventually.ts";
import { openBox, plan, testEngine, testLog, testOptions, textOf, ways } from "./sandbox-fixture.ts";

/** What a machine keeps of a shell's output, in bytes. */
const KEPT = 1024 * 1024;
const SIZE = { cols: 80, rows: 24 };

/** All that comes of a shell from now on, and how it ends. */
function watched(shell: ShellStream) {
  const seen: Uint8Array[] = [];
  const lost: number[] = [];
  shell.onLost((bytes) => lost.push(bytes));
  shell.onData((bytes) => seen.push(Buffer.from(bytes)));
  const ended = new Promise<number | null>((resolve) => shell.onEnd(resolve));
  return { shell, ended, lost, text: () => textOf(seen), type: (text: string) => shell.write(Buffer.from(text)) };
}

async function open(box: Sandbox) {
  return watched(await box.openShell("web", { ...SIZE, env: {} }));
}

/** Joins the holders of all shells as an orchestrator would, which ends the lines that they have, and leaves at once. */
const CUT = `for pid in $(pgrep -x holder); do
  id=$(tr '\\0' '\\n' </proc/$pid/environ | sed -n 's/^TERMINAL_ID=//p')
  TERMINAL_ID=$id /usr/lib/terminal/holder attach </dev/null >/dev/null
done`;

/** Numbers that stand alone on a line. */
function numbers(text: string): number[] {
  return (text.match(/^\d+(?=\r?$)/gm) ?? []).map(Number);
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** A process that opened a sandbox with a shell for each line; it is killed at the latest at the end of the scope. */
async function owner(options: Omit<EngineOptions, "log">, ...lines: readonly string[]) {
  const file = join(import.meta.dirname, "shell-owner.ts");
  const args = ["--disable-warning=ExperimentalWarning", file, JSON.stringify(options), ...lines];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  if (!child.stdout) throw new Error("no output");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const told = z.object({ owner: z.string(), ids: z.array(z.string()) }).parse(JSON.parse(String(line)));
  return { ...told, kill, [Symbol.asyncDispose]: kill };
}

async function adopted(engine: Engine, of: string): Promise<Sandbox & AsyncDisposable> {
  const box = (await engine.adopt(of)) ?? expect.fail("the machines are gone");
  return Object.assign(box, { [Symbol.asyncDispose]: () => box.close() });
}

describe.each(ways)("a shell that %s", (_, way) => {
  const engine = testEngine(way);

  it("loses not a byte when its line is cut in the middle of output", async () => {
    await using box = await openBox(engine);
    const shell = await open(box);
    shell.type(
      "stty -opost -echo; for n in $(seq 20); do seq $((n * 10000 - 9999)) $((n * 10000)); sleep 0.1; done; exit 3\n",
    );
    for (let cut = 1; cut <= 5; cut += 1) {
      await eventually(() => numbers(shell.text()).length > cut * 10_000, "output flows");
      await box.run("web", CUT, 10_000);
    }
    expect(await shell.ended).toBe(3);
    expect(numbers(shell.text())).toEqual(upTo(200_000));
    expect(shell.lost).toEqual([]);
  });

  it("gives all that it printed right before it ended, also to who does not read it yet", async () => {
    await using box = await openBox(engine);
    const shell = await open(box);
    shell.type("stty -opost -echo; PS1=; echo\n");
    shell.shell.pause();
    shell.type("seq 200000; exit 5\n");
    shell.shell.resume();
    expect(await shell.ended).toBe(5);
    expect(numbers(shell.text())).toEqual(upTo(200_000));
    // It waits for nobody, now that its end was heard.
    await eventually(
      async () => (await box.run("web", "pgrep -c -x holder", 5000)).output === "0\n",
      "nothing is left",
    );
  });

  it("leaves no connection to the engine open, which would keep a process from its end", async () => {
    const connections = () =>
      process.getActiveResourcesInfo().filter((kind) => /^(Pipe|TCPSocket)Wrap$/.test(kind)).length;
    await using box = await openBox(engine);
    await (await open(box)).shell.close();
    const before = connections();
    for (let count = 0; count < 3; count += 1) await (await open(box)).shell.close();
    await eventually(() => connections() <= before, "closed shells leave nothing");
  });

  it("is not read ahead without bound while nobody takes its output", async () => {
    await using box = await openBox(engine);
    const shell = await open(box);
    shell.type("cp /usr/bin/yes flood; ready=$((40+2)); echo ready-$ready\n");
    await eventually(() => shell.text().includes("ready-42"), "the flood is laid");
    shell.shell.pause();
    shell.type("./flood\n");
    const written = async () =>
      Number((await box.run("web", "sed -n 's/^wchar: //p' /proc/$(pidof flood)/io", 5000)).output);
    let before = -1;
    const stands = async (): Promise<boolean> => {
      const now = await written();
      const same = now > 0 && now === before;
      before = now;
      return same;
    };
    await eventually(stands, "the flood stands still");
    // The engine keeps a megabyte on an exec's way (1.69 MB written in all were met); without a bound it would be hundreds.
    expect(before).toBeLessThan(way.linesFolder ? 4e6 : 1.5e6);
    shell.shell.resume();
    await eventually(() => shell.text().length > 10e6, "it flows");
    shell.type("\x03");
    await eventually(() => /\^C.*# $/s.test(shell.text()), "the prompt is back");
  });

  it("takes Ctrl-C although a program leaves a megabyte of pasted lines unread", async () => {
    await using box = await openBox(engine);
    const shell = await open(box);
    shell.type("sleep 4321\n");
    await eventually(async () => (await box.run("web", "pgrep -x sleep", 5000)).exit === 0, "it runs");
    shell.type("a line that was pasted\n".repeat(45_000));
    shell.type("\x03");
    await eventually(async () => (await box.run("web", "pgrep -x sleep", 5000)).exit !== 0, "it is interrupted");
    shell.type("\x15echo back-$((40+2))\n");
    await eventually(() => shell.text().includes("back-42"), "the shell answers");
    expect(shell.text()).not.toContain("command not found");
  });

  it("gives all of a long paste to a program that reads it slowly", async () => {
    await using box = await openBox(engine);
    const shell = await open(box);
    shell.type("stty -echo; (sleep 1; wc -l); stty echo\n");
    await eventually(async () => (await box.run("web", "pgrep -x sleep", 5000)).exit === 0, "it runs");
    shell.type(`${"forty characters in each of all the lines\n".repeat(60_000)}\x04`);
    await eventually(() => shell.text().includes("60000\r\n"), "every line was read");
  });

  it("ends with nobody to tell its status when its holder is killed", async () => {
    await using box = await openBox(engine);
    const shell = await open(box);
    await box.run("web", "pkill -9 -x holder", 5000);
    expect(await shell.ended).toBeNull();
    await eventually(
      async () => (await box.run("web", "pgrep -c -x bash", 5000)).output === "1\n",
      "its shell has ended",
    );
    const next = await open(box);
    next.type("exit 4\n");
    expect(await next.ended).toBe(4);
  });

  it("ends when its machine is stopped", async () => {
    await using box = await openBox(engine);
    const shell = await open(box);
    shell.type("kill -TERM 1\n");
    expect(await shell.ended).toBeNull();
  });

  it("stays where no process ids are left, while another is refused with a way out", async () => {
    await using box = await openBox(engine, [plan("web", { limits: { pids: 40, memoryMb: 512, nofile: 1024 } })]);
    const shell = await open(box);
    shell.type(`python3 -c '
import os, time
try:
    while True:
        if os.fork() == 0: time.sleep(1000)
except OSError: print("full", 40 + 2, flush=True)
time.sleep(1000)' &\n`);
    await eventually(() => shell.text().includes("full 42"), "no process ids are left");
    await expect(box.openShell("web", { ...SIZE, env: {} })).rejects.toMatchObject({ code: "machine-stopped" });
    shell.type("echo here-$((40+2))\n");
    await eventually(() => shell.text().includes("here-42"), "the shell answers");
  });

  it("goes on after its orchestrator was killed, and says how much of its output is lost", async () => {
    const options = { ...testOptions(), ...way };
    await using first = await owner(
      options,
      "stty -opost -echo; read -t 3; seq 500000; touch /tmp/done; read; echo got-$REPLY",
    );
    await first.kill();
    await using box = await adopted(createEngine({ ...options, log: testLog }), first.owner);
    await eventually(async () => (await box.run("web", "test -e /tmp/done", 5000)).exit === 0, "all is printed");
    const resumed = await box.resumeShell("web", first.ids[0] ?? "", 0);
    const shell = watched(resumed ?? expect.fail("the shell is gone"));
    shell.type("it\n");
    await eventually(() => shell.text().includes("got-it"), "the same shell goes on");
    const shown = numbers(shell.text());
    const [lost = 0] = shell.lost;
    expect(shell.lost).toHaveLength(1);
    // The first line that came may be the end of one that did not come whole.
    expect(shown.slice(1)).toEqual(upTo(500_000).slice(-shown.length + 1));
    const kept = Buffer.byteLength(shell.text().slice(0, shell.text().indexOf("500000\n") + "500000\n".length));
    expect(kept).toBe(KEPT);
    const typed = lost + kept - upTo(500_000).reduce((sum, number) => sum + String(number).length + 1, 0);
    // What bash printed before: its prompt and the echo of the line.
    expect(typed).toBeGreaterThan(0);
    expect(typed).toBeLessThan(1000);
  });

  it("is ended when nobody takes it up again after its orchestrator was killed", async () => {
    const options = { ...testOptions(), ...way };
    await using first = await owner(options, "shell=wanted", "nohup sleep 1111 >/dev/null 2>&1 & sleep 2222");
    await first.kill();
    await using box = await adopted(createEngine({ ...options, log: testLog }), first.owner);
    const resumed = watched((await box.resumeShell("web", first.ids[0] ?? "", 0)) ?? expect.fail("the shell is gone"));
    box.endOtherShells();
    const left = async () => (await box.run("web", "pgrep -a 'holder|sleep' | cut -d' ' -f2-", 5000)).output;
    await eventually(async () => !/2222|serve.*serve/s.test(await left()), "the other shell has ended");
    expect(await left()).toContain("sleep 1111");
    const another = await open(box);
    for (const shell of [resumed, another]) {
      shell.type("echo $((40+2))-$shell\n");
      await eventually(() => shell.text().includes("42-"), "it answers");
    }
    expect(resumed.text()).toContain("42-wanted");
  });
});
