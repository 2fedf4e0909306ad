// vttest, the conformance tests of terminals, on our path to a browser and on a raw exec of the engine: what passes there has to
// pass here.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import headless from "@xterm/headless";
import Docker, { type Container } from "dockerode";
import type { Page } from "playwright-core";
import { pack } from "tar-stream";
import { expect, it } from "vitest";
import { runIn } from "../../bench/terminal/connections.ts";
import { label } from "../../orchestrator/docker/labels.ts";
import { playRoom } from "./play-room.ts";

const room = playRoom();
const docker = new Docker();
const IMAGE = "sickbay-test/vttest:latest";
const DOCKERFILE = `FROM sickbay/base:latest
RUN apt-get update && apt-get install -y --no-install-recommends vttest
`;
/** Both show the same within this time, in milliseconds, also on a busy computer. */
const SAME_MS = 20_000;
/** Screens of one test, at most: it asks for a key after each. */
const MOST_SCREENS = 60;
/** vttest does nothing while it reads: so begins its system call, a read from its terminal. */
const READS = "0 0x0";
/** Where a test ends: at a menu, which asks for a number. */
const MENU = /Enter choice number \(0 - (\d+)\): *$/;
/**
 * The tests that tell most to whoever compares two screens: movements, screen features, characters, reports, insertion and deletion;
 * reports of a VT220. Any other, for example `9 11.1.2 11.5`, can be named here; but those of colours tell
 * nothing in text, and those of a keyboard, a mouse and a printer want a person.
 */
const TESTS: readonly string[] = "1 2 3 6 8 11.1.1".split(" ");

interface Difference {
  readonly path: string;
  readonly raw: string;
  readonly ours: string;
}

/** A shell of the engine's own exec, on a terminal in this process. */
class Raw {
  readonly #term: InstanceType<typeof headless.Terminal>;
  readonly #stream: NodeJS.ReadWriteStream;

  private constructor(term: InstanceType<typeof headless.Terminal>, stream: NodeJS.ReadWriteStream) {
    this.#term = term;
    this.#stream = stream;
    stream.on("data", (bytes: Buffer) => term.write(bytes));
    term.onData((answer) => void stream.write(answer));
    term.onBinary((answer) => void stream.write(Buffer.from(answer, "latin1")));
  }

  static async open(machine: Container, cols: number, rows: number): Promise<Raw> {
    const term = new headless.Terminal({ cols, rows, allowProposedApi: true });
    term.loadAddon(new Unicode11Addon());
    term.unicode.activeVersion = "11";
    const exec = await machine.exec({
      Cmd: ["/bin/bash", "--norc"],
      Env: ["TERM=xterm-256color", "PS1=# "],
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: true,
    });
    const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
    await exec.resize({ w: cols, h: rows });
    return new Raw(term, stream);
  }

  type(keys: string): void {
    this.#stream.write(keys);
  }

  get screen(): string {
    const { active } = this.#term.buffer;
    const rows = Array.from({ length: this.#term.rows }, (_, row) => {
      return active.getLine(active.baseY + row)?.translateToString(true) ?? "";
    });
    return shown(rows);
  }
}

function shown(rows: readonly string[]): string {
  return rows
    .map((row) => row.replaceAll("\u00a0", " ").trimEnd())
    .join("\n")
    .trimEnd();
}

/** One vttest in a page and one on a raw exec, which get the same keys. */
class Pair {
  readonly #page: Page;
  readonly #machine: Container;
  readonly #raw: Raw;
  readonly differences: Difference[] = [];
  screens = 0;

  constructor(page: Page, machine: Container, raw: Raw) {
    this.#page = page;
    this.#machine = machine;
    this.#raw = raw;
  }

  /** Types in both, and waits until both wait for more and show the same. */
  async type(keys: string, path: string): Promise<string> {
    this.#raw.type(keys);
    await this.#page.getByRole("textbox", { name: /^Terminal / }).focus();
    for (const key of keys) await this.#page.keyboard.press(key === "\r" ? "Enter" : key);
    this.screens += 1;
    const until = performance.now() + SAME_MS;
    let [raw, ours] = ["", "-"];
    do {
      await this.#idle();
      [raw, ours] = [this.#raw.screen, await screenOf(this.#page)];
    } while (raw !== ours && performance.now() < until);
    if (raw !== ours) this.differences.push({ path, raw, ours });
    return raw;
  }

  /** Runs a test, or all tests of a menu. Begins and ends at the menu that is shown. */
  async run([choice = "", ...within]: readonly string[], path: string, menu: string): Promise<void> {
    const here = path === "" ? choice : `${path}.${choice}`;
    let screen = await this.type(`${choice}\r`, here);
    for (let step = 1; step < MOST_SCREENS && headOf(screen) !== headOf(menu); step += 1) {
      const [, last] = MENU.exec(screen) ?? [];
      if (last === undefined) screen = await this.type("\r", `${here}, screen ${step}`);
      else {
        const items = within.length > 0 ? [within] : Array.from({ length: Number(last) }, (_, item) => [`${item + 1}`]);
        for (const item of items) await this.run(item, here, screen);
        screen = await this.type("0\r", `${here}, back`);
      }
    }
    expect(headOf(screen), `the test ${here} comes to an end`).toBe(headOf(menu));
  }

  /** Both read from their terminals, seen twice: one that asked its terminal something reads on once it is answered. */
  async #idle(): Promise<void> {
    const reading = "for p in $(pidof vttest); do cut -c1-5 /proc/$p/syscall; done";
    await expect
      .poll(async () => (await runIn(this.#machine, `${reading}; sleep 0.1; ${reading}`)).trim().split(/\s*\n/), {
        timeout: SAME_MS,
        interval: 20,
      })
      .toEqual(Array(4).fill(READS));
  }
}

function headOf(screen: string): string {
  return screen.split("\n").slice(0, 6).join("\n");
}

/** Puts vttest into a machine, which can't fetch it itself. */
async function install(machine: Container): Promise<void> {
  const context = pack();
  context.entry({ name: "Dockerfile" }, DOCKERFILE);
  context.finalize();
  const build = await docker.buildImage(Readable.from(context), { t: IMAGE });
  let last = "";
  for await (const line of createInterface({ input: build })) last = line;
  expect(last, "vttest is there").toContain("Successfully tagged");
  const holder = await docker.createContainer({ Image: IMAGE });
  try {
    await machine.putArchive(await holder.getArchive({ path: "/usr/bin/vttest" }), { path: "/usr/local/bin" });
  } finally {
    await holder.remove();
  }
}

it("passes whatever passes on a raw exec, screen by screen", { timeout: 10 * 60_000 }, async () => {
  const { player } = await room.visit();
  const attempt = await player.start(room.labOf("disk-full-logs").title);
  const ofMachine = { label: [`${label.attempt}=${attempt}`, `${label.role}=machine`] };
  const [found] = await docker.listContainers({ filters: ofMachine });
  if (!found) throw new Error("The attempt has no machine.");
  const machine = docker.getContainer(found.Id);
  await install(machine);
  await player.type(["stty size"]);
  await player.sees(/\d+ \d+/);
  const [, rows, cols] = /stty size\s*(\d+) (\d+)/.exec(await screenOf(player.page)) ?? [];
  const raw = await Raw.open(machine, Number(cols), Number(rows));
  const pair = new Pair(player.page, machine, raw);
  const menu = await pair.type(`vttest ${rows}x${cols}.${cols}\r`, "start");
  for (const test of TESTS) await pair.run(test.split("."), "", menu);
  expect(pair.differences).toEqual([]);
});

async function screenOf(page: Page): Promise<string> {
  return shown(await page.locator(".xterm-accessibility-tree > div").allTextContents());
}
