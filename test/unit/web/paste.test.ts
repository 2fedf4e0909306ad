import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BIG_PASTE_BYTES, pastePreview, pasteQuestion, safePaste } from "../../../web/terminal/paste.ts";

describe("a pasted text", () => {
  it("can't end the bracketed paste, whatever is nested in it", () => {
    expect(safePaste("a\x1b[201~rm -rf /\r")).toBe("a␛[201~rm -rf /\n");
    fc.assert(
      fc.property(fc.array(fc.constantFrom("\x1b", "[", "201~", "\x9b", "x", "\x1b[201~")), (parts) => {
        const safe = safePaste(parts.join(""));
        expect(["\x1b", "\x9b"].filter((control) => safe.includes(control))).toEqual([]);
      }),
    );
  });

  it("keeps tabs, line ends and every other character, and shows control characters as pictures", () => {
    expect(safePaste("a\tb\r\nc\rd\né 漢 🩺")).toBe("a\tb\nc\nd\né 漢 🩺");
    expect(safePaste("\x00\x03\x7f\x85")).toBe("␀␃␡");
  });

  it("is typed at once where it is one line, or short and taken as a whole", () => {
    expect(pasteQuestion("ls -l", false)).toBeNull();
    expect(pasteQuestion("ls -l\n", false)).toBeNull();
    expect(pasteQuestion("a\nb\n", true)).toBeNull();
  });

  it("is asked about where lines would run one by one, or where it is big", () => {
    expect(pasteQuestion("a\nb\n", false)).toEqual({ text: "a\nb\n", lines: 2, bytes: 4, runsAtOnce: true });
    const big = "é".repeat(BIG_PASTE_BYTES / 2 + 1);
    expect(pasteQuestion(big, true)).toMatchObject({ lines: 1, bytes: BIG_PASTE_BYTES + 2, runsAtOnce: false });
    expect(pasteQuestion("x".repeat(BIG_PASTE_BYTES), true)).toBeNull();
  });

  it("is shown in part where it is long, with what is left out counted", () => {
    expect(pastePreview("a\nb")).toEqual({ shown: "a\nb", left: 0 });
    const many = "line\n".repeat(1000);
    const { shown, left } = pastePreview(many);
    expect(shown.split("\n")).toHaveLength(200);
    expect(shown.length + left).toBe(many.length);
  });
});
