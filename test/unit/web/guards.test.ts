// Against the same parser as the page's, in xterm's build without a screen.
import { Terminal } from "@xterm/headless";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitMs } from "../../../web/terminal/backoff.ts";
import { guardSequences, safeLink } from "../../../web/terminal/guards.ts";

let term: Terminal;
let answers: string;
let replaying: boolean;

const write = (text: string) => new Promise<void>((resolve) => term.write(text, resolve));
const row = (y: number) => term.buffer.active.getLine(y)?.translateToString(true);

beforeEach(() => {
  term = new Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  answers = "";
  replaying = false;
  term.onData((text) => {
    answers += text;
  });
  guardSequences(term.parser, () => replaying);
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

  it("take no title", async () => {
    let title = "";
    term.onTitleChange((text) => {
      title = text;
    });
    await write("\x1b]0;you have been hacked\x07\x1b]2;again\x07shown");
    expect(title).toBe("");
    expect(row(0)).toBe("shown");
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
