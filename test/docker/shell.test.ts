import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { openBox, testEngine, textOf } from "./sandbox-fixture.ts";

const engine = testEngine();

it("opens a login shell of root with the size and the environment asked for", async () => {
  await using box = await openBox(engine);
  const shell = await box.openShell("web", { cols: 101, rows: 37, env: { MARK: "m1" } });
  const seen: Uint8Array[] = [];
  shell.onData((bytes) => seen.push(bytes));
  const ended = new Promise((resolve) => shell.onEnd(resolve));
  shell.write(Buffer.from('stty size; echo "<$0 $MARK $HOME $PWD $TERM>"; shopt login_shell; exit 7\n'));
  expect(await ended).toBe(7);
  expect(textOf(seen)).toContain("37 101\r\n");
  expect(textOf(seen)).toContain("<bash m1 /root /root xterm-256color>");
  expect(textOf(seen)).toMatch(/login_shell\s+on/);
  // The line that tells us the process id is not the candidate's to see.
  expect(textOf(seen)).not.toMatch(/^\d+\r\n/);
});

it("passes Ctrl-P and Ctrl-Q on to the shell", async () => {
  await using box = await openBox(engine);
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  const seen: Uint8Array[] = [];
  shell.onData((bytes) => seen.push(bytes));
  shell.write(Buffer.from("echo first-$((40+2))\n"));
  await eventually(() => textOf(seen).includes("first-42"), "the first command prints");
  shell.write(Buffer.from("\x10\x11"));
  shell.write(Buffer.from("\necho last-$((40+3))\n"));
  await eventually(() => textOf(seen).includes("last-43"), "the last command prints");
  expect(textOf(seen).split("first-42")).toHaveLength(3);
});

it("loses no byte while it is paused", async () => {
  await using box = await openBox(engine);
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  const seen: Uint8Array[] = [];
  shell.onData((bytes) => seen.push(bytes));
  shell.pause();
  shell.write(Buffer.from("stty -opost -echo; seq 100000; echo end-$((1+1))\n"));
  const whilePaused = seen.length;
  await box.run("web", "true", 5000);
  expect(seen.length).toBe(whilePaused);
  shell.resume();
  await eventually(() => textOf(seen).includes("end-2"), "all output comes");
  const numbers = textOf(seen).match(/^\d+$/gm) ?? [];
  expect(numbers).toHaveLength(100_000);
});

it("leaves no process behind when it is closed, but what runs under nohup", async () => {
  await using box = await openBox(engine);
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  const ended = new Promise((resolve) => shell.onEnd(resolve));
  shell.write(Buffer.from("nohup sleep 1111 >/dev/null 2>&1 & sleep 2222 & sleep 3333\n"));
  const running = async () => (await box.run("web", "pgrep -a sleep | cut -d' ' -f3 | sort", 5000)).output;
  await eventually(async () => (await running()).includes("3333"), "the last program runs");
  await shell.close();
  await ended;
  await eventually(async () => !/2222|3333/.test(await running()), "the shell's programs have ended");
  expect(await running()).toContain("1111");
  expect((await box.run("web", "pgrep -c -x bash", 5000)).output.trim()).toBe("1");
  await shell.close();
});

it("ends when its machine's shell is killed", async () => {
  await using box = await openBox(engine);
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  const ended = new Promise((resolve) => shell.onEnd(resolve));
  shell.write(Buffer.from("kill -9 $$\n"));
  expect(await ended).toBe(137);
});
