// The marks of images/base in a real shell: the format is in images/base/README.md.
import { expect, it } from "vitest";
import type { Sandbox } from "../../orchestrator/core/ports.ts";
import { eventually } from "./eventually.ts";
import { openBox, testEngine, textOf } from "./sandbox-fixture.ts";

const engine = testEngine();
const NONCE = "0123456789abcdef";

/** A shell with marks; `marks` lists those seen so far, without nonce, bell and the time. */
async function openMarked(box: Sandbox) {
  const shell = await box.openShell("web", { cols: 120, rows: 30, env: { TERM_SESSION_ID: NONCE } });
  const seen: Uint8Array[] = [];
  shell.onData((bytes) => seen.push(bytes));
  const marks = () =>
    textOf(seen)
      .split(`\x1b]7770;${NONCE};`)
      .slice(1)
      .map((piece) => piece.slice(0, piece.indexOf("\x07")).replace(/;\d+\.\d{6}$/, ""));
  const prompts = () => marks().filter((mark) => mark.startsWith("P;")).length;
  await eventually(() => prompts() > 0, "the first prompt comes");
  return {
    marks,
    text: () => textOf(seen),
    /** Types a line and waits for the prompt after it; gives the marks in between but those of prompts. */
    async type(line: string): Promise<string[]> {
      const before = marks().length;
      const already = prompts();
      shell.write(Buffer.from(`${line}\r`));
      await eventually(() => prompts() > already, `the prompt after "${line}" comes`);
      return marks()
        .slice(before)
        .filter((mark) => /^[CED]/.test(mark));
    },
  };
}

it("marks a command's start, text and exit status", async () => {
  await using box = await openBox(engine);
  const shell = await openMarked(box);
  expect(await shell.type("echo hi; false")).toEqual(["C", "E;echo hi; false", "D;1"]);
  expect(await shell.type("echo '50%;x'")).toEqual(["C", "E;echo '50%25;x'", "D;0"]);
  await shell.type("cd /var/log");
  expect(shell.marks()).toContain("P;0;root;/var/log");
});

it("counts neither Enter nor Ctrl-C at an empty prompt as a command", async () => {
  await using box = await openBox(engine);
  const shell = await openMarked(box);
  expect(await shell.type("")).toEqual([]);
  expect(await shell.type("abc\x03")).toEqual([]);
  expect(await shell.type("true")).toEqual(["C", "E;true", "D;0"]);
});

it("tells a here-document as one command of several lines", async () => {
  await using box = await openBox(engine);
  const shell = await openMarked(box);
  expect(await shell.type("cat <<X\rone\rX")).toEqual(["C", "E;cat <<X%0Aone%0AX", "D;0"]);
});

it("goes on in a bash without startup files and in a login of another user", async () => {
  await using box = await openBox(engine);
  const shell = await openMarked(box);
  // A shell without marks on its first prompt shows them from the end of its first command on.
  expect(await shell.type("bash --norc\rtrue inner")).toEqual(["C", "C", "E;true inner", "D;0"]);
  await shell.type("exit");
  await shell.type("su - -s /bin/bash nobody");
  expect(await shell.type("id -u")).toEqual(["C", "E;id -u", "D;0"]);
  expect(shell.marks().some((mark) => mark.startsWith("P;65534;nobody;"))).toBe(true);
});

it("starts no process of its own and needs no PATH, so it works at the process limit", async () => {
  await using box = await openBox(engine);
  const shell = await openMarked(box);
  // The machine starts its own last process, which a busy host may delay, before ours are counted.
  await eventually(async () => (await box.run("web", "pgrep -x runsvdir", 5000)).exit === 0, "the machine is up");
  // Process ids are given in order: with no fork in between, the second is the first plus one.
  await shell.type("set +m; : & first=$!");
  expect(await shell.type("PATH=/nowhere")).toEqual(["C", "E;PATH=/nowhere", "D;0"]);
  expect(await shell.type("echo a $((6 * 7))")).toEqual(["C", "E;echo a $((6 * 7))", "D;0"]);
  await shell.type(": & echo forks-$(($! - first))-");
  expect(shell.text()).toContain("forks-1-\r\n");
});

it("stays silent in a shell without a session id", async () => {
  await using box = await openBox(engine);
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  const seen: Uint8Array[] = [];
  shell.onData((bytes) => seen.push(bytes));
  shell.write(Buffer.from("echo all-$((1+1))\n"));
  await eventually(() => textOf(seen).includes("all-2"), "the command prints");
  expect(textOf(seen)).not.toContain("7770");
});
