// On xterm's build without a screen: it queues writes as the page's does.
import { Terminal } from "@xterm/headless";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Drawing } from "../../../web/terminal/drawing.ts";

const ACK_BYTES = 16 * 1024;
let term: Terminal;
let drawing: Drawing;
let told: number[];

beforeEach(() => {
  term = new Terminal({ cols: 40, rows: 6, allowProposedApi: true });
  told = [];
  drawing = new Drawing(term, (seq) => told.push(seq));
});
afterEach(() => term.dispose());

const bytes = (text: string) => new TextEncoder().encode(text);
/** Waits for all that is queued. */
const drawn = () => new Promise<void>((resolve) => term.write("", resolve));
const row = (y: number) => term.buffer.active.getLine(y)?.translateToString(true);

/** What the drawing says at the moment at which a sequence, `ESC [ n z`, is parsed. */
function whenParsed(): { replaying: boolean[]; showing: boolean[]; cols: number[] } {
  const seen = { replaying: [] as boolean[], showing: [] as boolean[], cols: [] as number[] };
  term.parser.registerCsiHandler({ final: "z" }, () => {
    seen.replaying.push(drawing.isReplaying);
    seen.showing.push(drawing.isShowingScreen);
    seen.cols.push(term.cols);
    return true;
  });
  return seen;
}

describe("what the page draws", () => {
  it("is a replay up to the byte that was the last when it attached, also where a piece goes on behind it", async () => {
    const seen = whenParsed();
    drawing.attached(0, 6);
    drawing.output(bytes("ab\x1b[zc\x1b[z"));
    drawing.output(bytes("\x1b[z"));
    await drawn();
    expect(seen.replaying).toEqual([true, false, false]);
    expect(row(0)).toBe("abc");
    expect(drawing.received).toBe(12);
  });

  it("goes on where it was after a lost line, and begins anew where the shell begins anew", async () => {
    drawing.attached(0, 0);
    drawing.output(bytes("one"));
    drawing.attached(3, 3);
    drawing.output(bytes(" two"));
    await drawn();
    expect(row(0)).toBe("one two");
    drawing.attached(0, 0);
    drawing.output(bytes("anew"));
    await drawn();
    expect(row(0)).toBe("anew");
  });

  it("empties the terminal only after all that was queued before", async () => {
    drawing.attached(0, 0);
    drawing.output(bytes("first\r\n"));
    drawing.attached(0, 0);
    drawing.output(bytes("again"));
    await drawn();
    expect([row(0), row(1)]).toEqual(["again", ""]);
  });

  it("says where output is no longer kept or was passed over, and ends what the gap cut in two", async () => {
    drawing.attached(0, 0);
    drawing.output(bytes("begin\x1b[3"));
    drawing.attached(100, 100);
    drawing.output(bytes("after\x1b]2;cut"));
    drawing.skipped(500, false);
    drawing.output(bytes("end"));
    await drawn();
    expect([row(0), row(1), row(2), row(3)]).toEqual([
      "begin[older output is no longer kept]",
      "after",
      "[output skipped]",
      "end",
    ]);
    expect(drawing.received).toBe(503);
  });

  it("has the size of a late comer's screen while that is drawn, then its own", async () => {
    const seen = whenParsed();
    drawing.attached(0, 0);
    drawing.output(bytes("before\x1b[z"));
    drawing.snapshot({
      type: "snapshot",
      seq: 5_000_000,
      until: 5_000_003,
      cols: 100,
      rows: 30,
      screen: "the screen\x1b[z",
    });
    drawing.output(bytes("\x1b[z"));
    drawing.output(bytes("\x1b[z"));
    await drawn();
    expect(seen).toEqual({
      replaying: [false, true, true, false],
      showing: [false, true, false, false],
      cols: [40, 100, 40, 40],
    });
    expect(row(0)).toBe("the screen");
    expect(drawing.received).toBe(5_000_006);
  });

  it("is told each 16 KiB, and not where it jumped since", async () => {
    const part = bytes("x".repeat(ACK_BYTES / 2));
    drawing.attached(1000, 1000);
    for (let count = 0; count < 4; count += 1) drawing.output(part);
    await drawn();
    expect(told).toEqual([1000 + ACK_BYTES, 1000 + 2 * ACK_BYTES]);
    drawing.output(part);
    drawing.output(part);
    drawing.skipped(1_000_000, false);
    await drawn();
    expect(told).toHaveLength(2);
  });
});
