import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_MARK_BYTES, type Mark, MarkScanner } from "../../../orchestrator/terminal/marks.ts";

const nonce = "c0ffee";

/** Feeds a stream in the given chunks and returns all that came out. */
function scan(stream: Buffer, cuts: readonly number[] = []) {
  const scanner = new MarkScanner(nonce);
  const clean: Buffer[] = [];
  const marks: Mark[] = [];
  let forged = 0;
  const edges = [...new Set([0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length])].sort((a, b) => a - b);
  for (let i = 1; i < edges.length; i += 1) {
    const out = scanner.push(stream.subarray(edges[i - 1], edges[i]));
    clean.push(Buffer.from(out.bytes));
    marks.push(...out.marks);
    forged += out.forged;
  }
  clean.push(scanner.end());
  return { text: Buffer.concat(clean).toString("latin1"), marks, forged };
}

const mark = (kind: string, fields: string, key = nonce) => `\x1b]7770;${key};${kind};${fields}\x07`;
const bytes = (text: string) => Buffer.from(text, "utf8");

describe("marks in a shell's output", () => {
  it("are taken out and told with the number of clean bytes before them", () => {
    const out = scan(bytes(`one${mark("C", "5")}two${mark("D", "0;6")}three`));
    expect(out.text).toBe("onetwothree");
    expect(out.marks).toEqual([
      { kind: "C", fields: "5", at: 3 },
      { kind: "D", fields: "0;6", at: 6 },
    ]);
  });

  it("are found wherever the chunks are cut, and other bytes stay as they are", () => {
    const plain = fc.oneof(
      // Neither ESC nor "0", so that no piece finishes a prefix that the piece before it began.
      fc
        .uint8Array({ maxLength: 40 })
        .map((raw) => Buffer.from(raw.map((byte) => (byte === 0x1b || byte === 0x30 ? 1 : byte)))),
      fc.constantFrom("\x1b", "\x1b]", "\x1b]0;title\x07", "\x1b]777", "\x1b[31m", "\x07").map(bytes),
    );
    const marked = fc.record({ kind: fc.constantFrom("C", "D", "E"), fields: fc.stringMatching(/^[a-z0-9;=]{0,30}$/) });
    const piece = fc.oneof(plain, marked);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 30 }), (pieces, cuts) => {
        const parts = pieces.map((part) => (Buffer.isBuffer(part) ? part : bytes(mark(part.kind, part.fields))));
        const out = scan(Buffer.concat(parts), cuts);
        const clean = pieces.filter((part) => Buffer.isBuffer(part));
        expect(out.text).toBe(Buffer.concat(clean).toString("latin1"));
        const expected = pieces.flatMap((part) => (Buffer.isBuffer(part) ? [] : [part]));
        expect(out.marks.map(({ kind, fields }) => ({ kind, fields }))).toEqual(expected);
        expect(out.forged).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("are found when every byte comes alone", () => {
    const stream = bytes(`a\x1b${mark("E", "ls -l")}b\x1b]${mark("D", "1")}`);
    const out = scan(
      stream,
      Array.from(stream, (_, index) => index),
    );
    expect(out.text).toBe("a\x1bb\x1b]");
    expect(out.marks.map((found) => found.at)).toEqual([2, 5]);
  });

  it("with another nonce are dropped and reported", () => {
    const out = scan(bytes(`x${mark("D", "0", "guess")}y${mark("D", "0", `${nonce}0`)}z${mark("D", "0", "")}`));
    expect(out).toEqual({ text: "xyz", marks: [], forged: 3 });
  });

  it("that another escape sequence cuts off stay in the output", () => {
    const stream = `\x1b]7770;${nonce};C;\x1b[0mtext\x07${mark("D", "0")}`;
    const out = scan(bytes(stream), [9, 20]);
    expect(out.text).toBe(`\x1b]7770;${nonce};C;\x1b[0mtext\x07`);
    expect(out.marks).toHaveLength(1);
  });

  it("without an end are held no longer than the limit", () => {
    const scanner = new MarkScanner(nonce);
    expect(scanner.push(bytes("\x1b]7770;")).bytes).toHaveLength(0);
    const flood = Buffer.alloc(MAX_MARK_BYTES, "a");
    expect(scanner.push(flood).bytes).toHaveLength(MAX_MARK_BYTES + 7);
  });

  it("that are incomplete at the end of the stream are given back", () => {
    expect(scan(bytes("tail\x1b]7770;c0f")).text).toBe("tail\x1b]7770;c0f");
  });
});
