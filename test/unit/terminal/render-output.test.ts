import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { CommandOutput } from "../../../orchestrator/terminal/command-output.ts";
import { plainText } from "../../../orchestrator/terminal/plain-text.ts";
import { renderOutput } from "../../../orchestrator/terminal/render-output.ts";
import { screenText, withoutBlanks } from "../../../orchestrator/terminal/screen-text.ts";

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const whole = (output: string | Buffer, cols = 40, rows = 6): CommandOutput => ({
  pieces: [{ seq: 0, bytes: Buffer.from(output), leftOutBytes: 0 }],
  sizes: [{ seq: 0, cols, rows }],
  pauses: [],
});
const shown = async (output: string | Buffer, cols = 40, rows = 6) => renderOutput(whole(output, cols, rows));
const linesOf = async (output: string) => (await shown(output)).text.split("\n");

describe("what a command showed", () => {
  it("is text without colours, and only the last state of a line that was drawn over", async () => {
    expect(await shown("\x1b[31merror\x1b[0m: no space\r\n 10 %\r 50 %\r100 %\r\n")).toEqual({
      text: "error: no space\n100 %",
      note: "",
    });
  });

  it("has lines whole that wrapped at the edge of the screen", async () => {
    const line = `${"/very/long/path".repeat(8)} (deleted)`;
    expect(await linesOf(`first\r\n${line}\r\nlast\r\n`)).toEqual(["first", line, "last"]);
    expect(await linesOf(`first\r\n${line}\b)\r\nlast\r\n`)).toEqual(["first", line, "last"]);
  });

  it("has all lines of an output longer than the screen, also equal ones", async () => {
    const lines = Array.from({ length: 500 }, (_, place) => `line ${place % 7}`);
    expect(await linesOf(lines.join("\r\n"))).toEqual(lines);
    expect(await linesOf(`50 %\r${lines.join("\r\n")}`)).toEqual(lines);
  });

  it("has what stood on each screen of a program that fills it, each line once", async () => {
    const stream =
      "\x1b[?1049h\x1b[H\x1b[2Jtop - 10:00\r\n  PID COMMAND\r\n python3 99%" +
      "\x1b[Htop - 10:01\r\n  PID COMMAND\r\n python3 98%\x1b[?1049l\x1b[32mback\x1b[0m\r\n";
    const screens = ["top - 10:00", "  PID COMMAND", " python3 99%", "top - 10:01", " python3 98%", "back"];
    expect(await linesOf(stream)).toEqual(screens);
    // Without an alternate screen, as some programs draw.
    expect(await linesOf(stream.replaceAll("\x1b[?1049h", "").replaceAll("\x1b[?1049l", "\r\n"))).toEqual(screens);
  });

  it("has every page of a pager, though nothing scrolls back on its screen", async () => {
    const pages = Array.from({ length: 40 }, (_, place) => `row ${place}`);
    const lines = await linesOf(`\x1b[?1049h${pages.join("\r\n")}\r\n:\x1b[K\x1b[?1049l`);
    expect(lines).toEqual([...pages, ":"]);
  });

  it("has what stood still on the screen of a program that changes only a few characters", async () => {
    const first = "\x1b[?1049h\x1b[H\x1b[2Jload 1.00\r\nidle 90 %";
    const output = whole(`${first}\x1b[1;6H2\x1b[2;6H8\x1b[?1049l`);
    expect((await renderOutput({ ...output, pauses: [first.length] })).text).toBe(
      "load 1.00\nidle 90 %\nload 2.00\nidle 80 %",
    );
  });

  it("has what stood there before the screen was erased", async () => {
    expect(await linesOf("secret\r\n\x1b[H\x1b[2J\x1b[3Jafter\r\n")).toEqual(["secret", "after"]);
    expect(await linesOf("secret\r\n\x1bcafter\r\n")).toEqual(["secret", "after"]);
  });

  it("follows the size of the screen", async () => {
    const before = "\x1b[?1049h\x1b[Hnarrow";
    const { text } = await renderOutput({
      pieces: [
        { seq: 50, bytes: Buffer.from(`${before}\x1b[H\x1b[2J\x1b[1;60Hright\r\nwide\x1b[?1049l`), leftOutBytes: 0 },
      ],
      sizes: [
        { seq: 50, cols: 40, rows: 6 },
        { seq: 50 + before.length, cols: 80, rows: 10 },
      ],
      pauses: [],
    });
    expect(text).toBe(`narrow\n${" ".repeat(59)}right\nwide`);
  });

  it("reads UTF-8 and stands what is none", async () => {
    expect((await shown("Zürich → 東京\r\n")).text).toBe("Zürich → 東京");
    expect((await shown(Buffer.from([0xff, 0xfe, 0x41, 0x0a]))).text).toContain("A");
  });

  it("passes over what would make a terminal work for minutes", async () => {
    for (const final of ["b", "L", "M", "S", "T", "I", "Z"]) {
      const { text, note } = await shown(`x\x1b[2147483647${final}y\r\n`);
      expect(text).toContain("y");
      expect(note).toContain("redrew");
    }
    // A cell of 3,000 characters, repeated: 17 s and 2 GB, where nothing bounds them.
    expect((await shown(`x${"\u0301".repeat(3000)}\x1b[9999b\r\nafter`)).text).toContain("after");
    for (const piece of ["x\x1b[9999S", "x\x1b[2J", "\x1bc", "\x1b[9999 @", "\x1b[?1049h\x1b[?1049l"]) {
      const { note } = await shown(piece.repeat(15_000), 1000, 500);
      expect(note).toContain("redrew");
    }
  });

  it("has neither titles nor links however long, and all text around them", async () => {
    const long = "x".repeat(300_000);
    const title = `\x1b]0;${long}\x07`;
    const link = `\x1b]8;;https://a.example/${long}\x1b\\link\x1b]8;;\x1b\\`;
    expect((await shown(`before ${title}${link}${link} after\b\r\n`)).text).toBe("before linklink after");
  });

  it("says what is left out between beginning and end, and cuts no line or sequence in two", async () => {
    const cut: CommandOutput = {
      pieces: [
        { seq: 0, bytes: Buffer.from("begin\r\nhalf a li"), leftOutBytes: 0 },
        { seq: 5_000_000, bytes: Buffer.from("other half\r\nend\r\n"), leftOutBytes: 5_000_000 - 16 },
      ],
      sizes: [{ seq: 0, cols: 40, rows: 6 }],
      pauses: [],
    };
    const note = "4.8 MiB of its output are left out.";
    expect(await renderOutput(cut)).toEqual({ text: "begin\n[4.8 MiB left out]\nend", note });
    const [first, last] = cut.pieces;
    if (!first || !last) throw new Error("two pieces");
    const redrawn = { ...last, bytes: Buffer.concat([last.bytes, Buffer.from("\bx")]) };
    expect((await renderOutput({ ...cut, pieces: [first, redrawn] })).text).toBe("begin\n[4.8 MiB left out]\nend\nx");
  });

  it("has the beginning and the end of a text that is too long", async () => {
    const { text, note } = await shown(
      Array.from({ length: 4000 }, (_, n) => `number ${n} of a long list`).join("\r\n"),
    );
    expect(text.length).toBeLessThanOrEqual(48_000);
    expect(text).toMatch(
      /^number 0 of a long list\n[\s\S]*list\n\[\.\.\.\]\nnumber[\s\S]*\nnumber 3999 of a long list$/,
    );
    expect(note).toBe("Of 106889 characters the middle is left out.");
  });

  it("is what a terminal shows, also where none is asked", async () => {
    const piece = fc.oneof(
      fc.constantFrom("\r\n", "\t", " ", "\x1b[1;31m", "\x1b[m", "\x1b[K", "\x1b(B", "é", "→", "●", "‘"),
      fc.stringMatching(/^[ -~]{0,50}$/),
    );
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 10, max: 50 }), async (pieces, cols) => {
        const bytes = Buffer.from(pieces.join(""));
        const text = plainText(bytes, cols);
        if (text === null) return;
        plain += 1;
        const { lines } = await screenText(whole(bytes, cols), String);
        expect(withoutBlanks(text.split("\n"))).toEqual(lines);
      }),
      { numRuns: 300 },
    );
    expect(plain).toBeGreaterThan(50);
  });

  it("never fails, whatever bytes come", async () => {
    const nasty = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .constantFrom(
          "\x1b[?1049h",
          "\x1b[?1049l",
          "\x1b[2J",
          "\x1b[H",
          "\x1b[9999;9999H",
          "\x1b]8;;",
          "\x1bP",
          "\x1b[3J",
        )
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { maxLength: 12 }), async (parts) => {
        const { text } = await shown(Buffer.concat(parts));
        expect(text.length).toBeLessThanOrEqual(48_000);
        expect(text).not.toContain("could not be rendered");
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["spaces", " ".repeat(150_000)],
    ["empty lines", "\r\n".repeat(75_000)],
    ["empty lines on the alternate screen", `\x1b[?1049h${"\r\n".repeat(75_000)}`],
    ["home and a letter", "\x1b[Hx".repeat(40_000)],
    ["one unfinished sequence", `\x1b]0;${"a".repeat(150_000)}`],
    ["digits of a count", `\x1b[${"1".repeat(150_000)}`],
  ])("takes bounded work for an output of only %s", async (_, output) => {
    const { text } = await shown(`${output}\bx`, 200, 50);
    expect(text.length).toBeLessThanOrEqual(48_000);
  });
});
