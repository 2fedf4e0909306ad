// Against the same parser as the page's, in xterm's build without a screen.
import { Terminal } from "@xterm/headless";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitMs } from "../../../web/terminal/backoff.ts";
import { guardSequences, safeLink } from "../../../web/terminal/guards.ts";

let term: Terminal;
let answers: string;
let replaying: boolean;
let titles: string[];

const write = (text: string) => new Promise<void>((resolve) => term.write(text, resolve));
const row = (y: number) => term.buffer.active.getLine(y)?.translateToString(true);

/** A terminal with guards, and the number of sequences that they let through to what was there before them. */
function behindGuards(register: (term: Terminal, seen: () => boolean) => void) {
  const guarded = new Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  let count = 0;
  register(guarded, () => {
    count += 1;
    return true;
  });
  guardSequences(guarded, { replaying: () => false, title: () => {} });
  return {
    passed: () => count,
    write: (text: string) => new Promise<void>((resolve) => guarded.write(text, resolve)),
  };
}

beforeEach(() => {
  term = new Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  answers = "";
  replaying = false;
  term.onData((text) => {
    answers += text;
  });
  titles = [];
  guardSequences(term, { replaying: () => replaying, title: (title) => titles.push(title) });
});

afterEach(() => term.dispose());

describe("the guards of the terminal", () => {
  it.each(["b", "L", "M", "S", "T", "I", "Z"])(
    "drop a count of two thousand million before %s and go on",
    async (final) => {
      await write(`x\x1b[2147483647${final}\x1b[2Hafter`);
      expect(row(1)).toBe("after");
    },
  );

  it("leave counts alone that a program could mean", async () => {
    await write("x\x1b[5b");
    expect(row(0)).toBe("xxxxxx");
  });

  it.each([
    ["the cursor's place", "\x1b[6n"],
    ["the device", "\x1b[c"],
    ["the second device", "\x1b[>c"],
    ["a mode", "\x1b[?25$p"],
    ["a setting", "\x1bP$qm\x1b\\"],
  ])("answer a question for %s when it is live, and not in a replay", async (_, question) => {
    replaying = true;
    await write(question);
    expect(answers).toBe("");
    replaying = false;
    await write(question);
    expect(answers).not.toBe("");
  });

  it("pass over repeating sequences that would hold the page up together, and over none that stays within its line", async () => {
    const { passed, write } = behindGuards((term, seen) => {
      term.parser.registerCsiHandler({ final: "S" }, seen);
      term.parser.registerCsiHandler({ final: "b" }, seen);
    });
    await write("\x1b[9999S".repeat(1000));
    // 100 million units at once, about 8 million each; what comes back while they are parsed allows a few more.
    expect(passed()).toBeGreaterThanOrEqual(12);
    expect(passed()).toBeLessThan(500);
    const before = passed();
    await write("x\x1b[70b\r".repeat(5000));
    expect(passed() - before).toBe(5000);
  });

  it("let links of usual length and number through, and neither one of megabytes nor any number of them", async () => {
    const { passed, write } = behindGuards((term, seen) => void term.parser.registerOscHandler(8, seen));
    await write("\x1b]8;;https://a.example/\x1b\\a\x1b]8;;\x1b\\".repeat(1000));
    expect(passed()).toBe(2000);
    await write(`\x1b]8;;https://a.example/${"x".repeat(3_000_000)}\x1b\\`);
    expect(passed()).toBe(2000);
    await write("\x1b]8;;https://b.example/\x1b\\b".repeat(100_000));
    expect(passed()).toBeLessThan(50_000);
    const before = passed();
    await write("\x1b]8;;\x1b\\");
    expect(passed() - before).toBe(1);
  });

  it("tell a title, of 256 characters at most, and no name of an icon", async () => {
    await write(`\x1b]0;vi orders.conf\x07\x1b]1;icon\x07\x1b]2;${"long ".repeat(100_000)}\x1b\\shown`);
    expect(titles).toEqual(["vi orders.conf", "long ".repeat(52).slice(0, 256)]);
    expect(row(0)).toBe("shown");
  });

  it("cut no character of a title in two", async () => {
    await write(`\x1b]2;${"a".repeat(255)}🩺\x07`);
    expect(titles).toEqual([`${"a".repeat(255)}\ufffd`]);
  });

  it.each([
    ["https://a.example/x", "https://a.example/x"],
    ["HTTP://a.example", "http://a.example/"],
    ["javascript:alert(1)", null],
    ["file:///etc/passwd", null],
    ["data:text/html,x", null],
    ["not an address", null],
  ])("let a link %s lead to %s", (text, url) => expect(safeLink(text)).toBe(url));
});

it("waits twice as long before each further try, five seconds at most", () => {
  expect([0, 1, 2, 3, 4, 5, 50].map(waitMs)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
});
