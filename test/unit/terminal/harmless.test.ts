import xterm from "@xterm/headless";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HarmlessText } from "../../../orchestrator/terminal/recording/harmless.ts";

function harmless(...pieces: readonly string[]): string {
  const text = new HarmlessText();
  return pieces.map((piece) => text.push(piece)).join("");
}

/** The lines that a terminal shows of a text. */
async function screenOf(text: string): Promise<string[]> {
  const terminal = new xterm.Terminal({ cols: 40, rows: 10, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(text, done));
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row)?.translateToString(true) ?? "");
  terminal.dispose();
  return lines;
}

describe("recorded output for whoever plays it", () => {
  it("keeps text, colours, movement and modes as they are", () => {
    const plain =
      "\x1b[1;31mred\x1b[0m\r\n\x1b[2J\x1b[5;10H\x1b[?1049h\x1b(B\x1b7\x1b8\x1bM\x1b[4 q\x1b[38;2;10;20;30mé✓😀";
    expect(harmless(plain)).toBe(plain);
  });

  it.each(["b", "L", "M", "S", "T", "I", "Z", "@", "P", "X", "A"])(
    "limits the count of a sequence that ends with %s",
    (final) => {
      expect(harmless(`a\x1b[2147483647${final}z`)).toBe(`a\x1b[10000${final}z`);
      expect(harmless(`a\x1b[1;99999999999999999999${final}z`)).toBe(`a\x1b[1;10000${final}z`);
      expect(harmless(`a\u009b2147483647${final}z`)).toBe(`a\x1b[10000${final}z`);
    },
  );

  it("limits a count that is hidden by control characters, by cuts, or by a sequence that breaks off", () => {
    expect(harmless("\x1b[21474\n83647b")).toBe("\n\x1b[10000b");
    expect(harmless("\x1b\x00[2147483647b")).toBe("\x00\x1b[10000b");
    expect(harmless("\x1b", "[", "2147", "483647", "b")).toBe("\x1b[10000b");
    expect(harmless("\x1b[1\x1b[2147483647b")).toBe("\x1b[10000b");
    expect(harmless("\x1b[1é\x1b\u009b2147483647b")).toBe("é\x1b[10000b");
  });

  it.each([
    ["a title", "\x1b]0;owned\x07"],
    ["the clipboard", "\x1b]52;c;cm0gLXJmIC8=\x07"],
    ["the clipboard, ended by ST", "\x1b]52;c;cm0gLXJmIC8=\x1b\\"],
    ["a link", "\x1b]8;;file:///etc/shadow\x1b\\"],
    ["a colour that is asked for", "\x1b]11;?\x07"],
    ["an image", "\x1bPq#0;2;0;0;0~~\x1b\\"],
    ["a setting that is asked for", "\x1bP$qm\x1b\\"],
    ["a string in one character", "\u009d52;c;eA==\u009c"],
    ["a position that is asked for", "\x1b[6n"],
    ["a name that is asked for", "\x1b[c\x1b[>c\x1b[=0c\x1b[>q\x1bZ\x05"],
    ["a mode that is asked for", "\x1b[?2004$p\x1b[4$p"],
    ["a window that is moved or asked for", "\x1b[21t\x1b[8;100;100t"],
    ["a sequence longer than any program writes", `\x1b[${"1;".repeat(500)}m`],
  ])("leaves out %s", (_, sequence) => {
    expect(harmless(`before ${sequence}after`)).toBe("before after");
  });

  it("is the same wherever it is cut", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom(
        "\x1b",
        "[",
        "]",
        "P",
        "\\",
        "\x07",
        "\x18",
        "\x9c",
        "\x9b",
        "52;c;x",
        "99999",
        ";",
        "m",
        "b",
        "é",
        "\n",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(harmless(...pieces)).toBe(harmless(pieces.join("")));
      }),
      { numRuns: 1000 },
    );
  });

  it("shows in a terminal what the output itself shows", async () => {
    const piece = fc.oneof(
      fc.stringMatching(/^[ -~é]{0,8}$/),
      fc.constantFrom("\r\n", "\x1b[3;4H", "\x1b[K", "\x1b[2J", "\x1b[31m", "\x1b[1A", "\x1b[2C", "\x1b[L", "x\x1b[3b"),
      fc.constantFrom("\x1b]0;t\x07", "\x1b[6n", "\x1bP+q544e\x1b\\", "\x1b[99999C", "\x1b[?25l", "\x1b(0q\x1b(B"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const text = pieces.join("");
        expect(await screenOf(harmless(text))).toEqual(await screenOf(text));
      }),
      { numRuns: 200 },
    );
  });
});
