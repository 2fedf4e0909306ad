import { Terminal } from "@xterm/headless";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_JOINED } from "../../../orchestrator/protocol/escape-limits.ts";
import { setWidths } from "../../../orchestrator/protocol/widths.ts";

let term: Terminal;
const write = (text: string) => new Promise<void>((resolve) => term.write(text, resolve));
const cell = (x: number) => term.buffer.active.getLine(0)?.getCell(x);

beforeEach(() => {
  term = new Terminal({ cols: 80, rows: 4, allowProposedApi: true });
  setWidths(term.unicode);
});
afterEach(() => term.dispose());

describe("characters in a terminal", () => {
  it("are as wide as Unicode 11 has them, with what joins them in their cell", async () => {
    await write("e\u0301東🩺");
    expect(cell(0)?.getChars()).toBe("e\u0301");
    expect([cell(0)?.getWidth(), cell(1)?.getWidth(), cell(3)?.getWidth()]).toEqual([1, 2, 2]);
    expect(cell(1)?.getChars()).toBe("東");
  });

  it("share a cell with so many that join them, and any more get cells of their own", async () => {
    await write(`a${"\u0301".repeat(3000)}b`);
    const lengths = Array.from({ length: 80 }, (_, x) => cell(x)?.getChars().length ?? 0);
    expect(Math.max(...lengths)).toBe(MAX_JOINED + 1);
    await write(`\x1bcz${"\u0301".repeat(MAX_JOINED)}y`);
    expect([cell(0)?.getChars().length, cell(1)?.getChars()]).toEqual([MAX_JOINED + 1, "y"]);
  });

  it("are repeated at once, however many were joined", async () => {
    await write(`a${"\u0301".repeat(3000)}\x1b[10000bz`);
    expect(term.buffer.active.cursorX).toBeGreaterThan(0);
  });
});
