import { setTimeout as wait } from "node:timers/promises";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import headless, { type IBuffer } from "@xterm/headless";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seededRandom } from "../../orchestrator/core/draw.ts";
import type { Sandbox } from "../../orchestrator/core/ports.ts";
import { OutputLog } from "../../orchestrator/terminal/output-log.ts";
import { HarmlessText } from "../../orchestrator/terminal/recording/harmless.ts";
import { Screen } from "../../orchestrator/terminal/screen.ts";
import { unserialized } from "../../orchestrator/terminal/serialized.ts";
import { eventually } from "./eventually.ts";
import { openBox, testEngine } from "./sandbox-fixture.ts";

const SIZE = { cols: 100, rows: 30 };
const POINTS = 17;
/** What is typed into a program, bit by bit. */
const programs: Readonly<Record<string, readonly string[]>> = {
  vi: [
    "vi /etc/services\r",
    "10j20lihello \u4f60\u597d e\u0301\x1b",
    "\x06\x06\x02:set number\r",
    "/ssh\r",
    "ggdG:q!\r",
  ],
  top: ["top -d 0.2\r", "M1", "", "fq", "q"],
  less: ["less -N /etc/services\r", "    /http\r", "nnGgb", "q"],
  tmux: ["tmux -u\r", "", "\x02%", "ls -la --color /etc\r", '\x02"', "top\r", "", "q\x02o", "\x02&y"],
  flood: [
    "for i in $(seq 3000); do printf '\\e[3%dm%d \u00e4\u00f6\u00fc \u4e16\u754c\\e[0m\\n' $((i%8)) $i; done\r",
    "",
    "ls --color /usr/bin\r",
    "ls -C --color /usr/bin\r",
  ],
  htop: ["htop -d 2\r", "", "\x1b[B\x1b[B\x1bOP", "q", "q"],
};
/** How long a program has to show what it was asked for, in milliseconds; what it shows later counts as well. */
const SHOWS_MS = 700;
/** All of them show more than this, in bytes. */
const LEAST_BYTES = 3000;

let box: Sandbox & AsyncDisposable;
beforeAll(async () => {
  box = await openBox(testEngine());
});
afterAll(async () => box[Symbol.asyncDispose]());

/** Plays a program in a real machine; gives all that it wrote. */
async function play(steps: readonly string[]): Promise<Buffer> {
  const shell = await box.openShell("web", { ...SIZE, env: { LANG: "C.UTF-8" } });
  const parts: Buffer[] = [];
  shell.onData((bytes) => parts.push(Buffer.from(bytes)));
  await eventually(() => Buffer.concat(parts).includes("# "), "the prompt is there");
  for (const keys of steps) {
    shell.write(Buffer.from(keys));
    await wait(SHOWS_MS);
  }
  await shell.close();
  return Buffer.concat(parts);
}

class Page {
  readonly term = new headless.Terminal({ ...SIZE, scrollback: 1000, allowProposedApi: true });
  constructor() {
    this.term.loadAddon(new Unicode11Addon());
    this.term.unicode.activeVersion = "11";
  }
  async draw(data: string | Uint8Array): Promise<this> {
    await new Promise<void>((resolve) => this.term.write(data, resolve));
    return this;
  }
  /** All that can be seen, cell by cell, and what decides how more is shown. */
  get looks(): string[] {
    const { active: buffer, normal } = this.term.buffer;
    const rows = [...Array(SIZE.rows).keys()].map((row) => this.#row(buffer, buffer.baseY + row));
    const above = [...Array(20).keys()].map(
      (row) => normal.getLine(normal.baseY - 1 - row)?.translateToString(true) ?? "",
    );
    const { modes } = this.term;
    return [
      ...rows,
      ...above,
      `${buffer.type} ${buffer.cursorX},${buffer.cursorY} ${unserialized(this.term)}`,
      JSON.stringify({ ...modes, synchronizedOutputMode: false }),
    ];
  }
  #row(buffer: IBuffer, row: number): string {
    const line = buffer.getLine(row);
    return [...Array(SIZE.cols).keys()]
      .map((column) => {
        const cell = line?.getCell(column);
        if (!cell) return "";
        const flags = [
          cell.isBold(),
          cell.isDim(),
          cell.isItalic(),
          cell.isUnderline(),
          cell.isInverse(),
          cell.isBlink(),
        ];
        // The colour of a blank can't be seen.
        if (cell.getChars().trim() === "" && cell.isBgDefault() && !cell.isInverse() && !cell.isUnderline()) return " ";
        const looks = `${flags.map((flag) => (flag ? 1 : 0)).join("")}${cell.getFgColorMode()}/${cell.getFgColor()}/${cell.getBgColorMode()}/${cell.getBgColor()}`;
        return `${cell.getChars() || " "}${looks === "0000000/-1/0/-1" ? "" : looks}`;
      })
      .join("");
  }
}

/** An output as it is played; `restMs` pass before each character. */
function played(output: Buffer, restMs: number): string {
  const player = new HarmlessText(SIZE);
  return [...output.toString()].map((char, index) => player.push(char, index * restMs)).join("");
}

const seed = Math.floor(Math.random() * 2 ** 31);

it.each(Object.entries(programs))(
  `whoever joins late at random points of %s sees what others see (seed ${seed})`,
  async (name, steps) => {
    const output = await play(steps);
    expect(output.length).toBeGreaterThan(LEAST_BYTES);
    // Ten times all of it in one moment is as much as over hours: its work is never too much for a player.
    const often = Buffer.concat(Array<Buffer>(10).fill(output));
    expect(played(often, 0) === played(often, 1000)).toBe(true);
    const random = seededRandom(seed + name.length);
    for (let point = 0; point < POINTS; point += 1) {
      const at = Math.floor(random() * output.length);
      const log = new OutputLog();
      log.append(output.subarray(0, at));
      const screen = new Screen(log, SIZE);
      const snapshot = await screen.snapshot();
      screen.dispose();
      const late = await new Page().draw(snapshot.screen);
      await late.draw(output.subarray(snapshot.seq, at));
      const twin = await new Page().draw(output.subarray(0, at));
      const context = `at ${at}: ${JSON.stringify(output.toString("latin1", Math.max(0, at - 60), at))}, the screen ends with ${JSON.stringify(snapshot.screen.slice(-120))}`;
      expect(late.looks, context).toEqual(twin.looks);
      // And still after all that follows.
      await late.draw(output.subarray(at));
      await twin.draw(output.subarray(at));
      expect(late.looks, `after ${at}`).toEqual(twin.looks);
    }
  },
);
