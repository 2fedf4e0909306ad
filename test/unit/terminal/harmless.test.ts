import xterm from "@xterm/headless";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HarmlessText } from "../../../orchestrator/terminal/recording/harmless.ts";

const SIZE = { cols: 40, rows: 10 };

function harmless(...pieces: readonly string[]): string {
  const text = new HarmlessText(SIZE);
  return pieces.map((piece) => text.push(piece, 0)).join("");
}

/** The lines that a terminal shows of a text. */
async function screenOf(text: string): Promise<string[]> {
  const terminal = new xterm.Terminal({ ...SIZE, allowProposedApi: true });
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
      // Lines are all gone after as many as the screen has.
      const most = "LMST".includes(final) ? SIZE.rows : 10_000;
      expect(harmless(`a\x1b[2147483647${final}z`)).toBe(`a\x1b[${most}${final}z`);
      expect(harmless(`a\x1b[1;99999999999999999999${final}z`)).toBe(`a\x1b[1;${most}${final}z`);
      expect(harmless(`a\u009b2147483647${final}z`)).toBe(`a\x1b[${most}${final}z`);
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
        "#8",
        "J",
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

describe("the work that a recording makes for its player", () => {
  const WIDE = { cols: 200, rows: 50 };
  const screen = WIDE.cols * WIDE.rows;
  const LENGTH = 256 * 1024;
  /** Cells that a terminal draws, moves or erases for a text. */
  function cellsTouched(text: string): number {
    let cells = 0;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    for (const [whole, params = "", final = ""] of text.matchAll(/\x1b\[([?\d;]*)([ -/]*[@-~])|\x1b#?.|./gs)) {
      const count = Math.max(1, Number(params.replace("?", "")) || 0);
      if (whole === "\n" || whole === "\x1bM") cells += WIDE.cols;
      else if (whole === "\x1b#8" || whole === "\x1bc") cells += screen;
      else if (final === "J" || (final === "h" && params === "?1049") || final === " A" || final === "'}")
        cells += screen;
      else if (final === "b" || final === "I") cells += count;
      else if ("LMST".includes(final) && final) cells += count * WIDE.cols;
      else if ("KPX@".includes(final) && final) cells += WIDE.cols;
      else cells += 1;
    }
    return cells;
  }
  const floodOf = (sequence: string) => sequence.repeat(Math.ceil(LENGTH / sequence.length)).slice(0, LENGTH);
  /** Output that comes in pieces of the same moment. */
  function played(text: string, atMs = 0): string {
    const player = new HarmlessText(WIDE);
    let out = "";
    for (let at = 0; at < text.length; at += 4000) out += player.push(text.slice(at, at + 4000), atMs);
    return out;
  }

  it.each([
    "x\x1b[10000b",
    "\x1b#8",
    "\x1b[10000S",
    "\x1b[10000T",
    "\x1b[50L",
    "\x1b[9999M",
    "\x1b[2J",
    "\x1b[J",
    "\x1b[1;1J",
    "\u009bJ",
    "\x1bc",
    "\x1b[?1049h",
    "\x1b[?25;1049h\x1b[?1049h",
    "\x1b[1 A",
    "\x1b['}",
    "\x1b[10000I",
    "\x1b[K",
    "\x1b[L",
    "\x1bM",
    "\x1b[H\x1b[2J\x1b[3J",
    "\x1b[2J\x1b#8\x1b[50S\x1b[10000b\x1b[K",
  ])("is bounded by that of as many newlines, which nobody can leave out: a flood of %j", (sequence) => {
    const flood = floodOf(sequence);
    expect(cellsTouched(played(flood))).toBeLessThanOrEqual(cellsTouched(floodOf("\n")));
    // What follows the flood is whole again.
    expect(played(`${flood}\x18${"text\r\n".repeat(1000)}\x1b[2J\x1b[Hafter`)).toSatisfy((out: string) =>
      out.endsWith("\x1b[2J\x1b[Hafter"),
    );
  });

  it("is allowed again while the recording goes on, by the clock of the recording", () => {
    const player = new HarmlessText(WIDE);
    const flood = floodOf("\x1b[2J");
    player.push(flood, 1000);
    // 10,000 cells are 100 ms.
    expect(player.push("\x1b[2J\x1b[2J", 1110)).toBe("\x1b[2J");
    expect(player.push("\x1b[2J\x1b[2J\x1b[2J", 1310)).toBe("\x1b[2J\x1b[2J");
    // A clock that is set back gives nothing, and takes nothing.
    expect(player.push("\x1b[2J", 500)).toBe("");
    expect(player.push("\x1b[2J", 1310)).toBe("");
    expect(player.push("\x1b[2J", 1420)).toBe("\x1b[2J");
  });

  it("counts a screen by the size that it has", () => {
    const player = new HarmlessText({ cols: 100, rows: 10 });
    const countOf = (text: string) => text.split("\x1b[2J").length - 1;
    const small = countOf(player.push("\x1b[2J".repeat(100_000), 0));
    player.resized({ cols: 1000, rows: 100 });
    const large = countOf(player.push("\x1b[2J".repeat(100_000), 1_000_000));
    expect(small).toBeGreaterThan(large * 50);
  });

  const line = (row: number) => `\x1b[${row};1H${"column ".repeat(12)}\x1b[K`;
  const rows = Array.from({ length: WIDE.rows }, (_, row) => row + 1);
  it.each([
    ["a loop of clear and df", `\x1b[H\x1b[2J\x1b[3J${`${"/dev/sda1 1G ".repeat(5)}\r\n`.repeat(12)}`],
    ["top, redrawn", `\x1b[H\x1b[J${rows.map(line).join("")}`],
    ["watch, with what changed", "\x1b[1;70H12:00:01\x1b[3;1H42\x1b[50;200H"],
    ["vi, scrolled line by line", `\x1b[1;49r\x1b[49;1H\n\x1b[1;50r${line(49)}\x1b[50;1H\x1b[K:\x1b[2L\x1b[3M`],
    ["less, opened and left", `\x1b[?1049h\x1b[?1h\x1b=\r${rows.map(line).join("")}\x1b[?1l\x1b>\x1b[?1049l`],
    [
      "tmux in a flood",
      `\x1b[1;49r\x1b[49;1H\x1b[49S${rows.map((row) => `\x1b[${row};1Hyes, many times over\x1b[K`).join("")}`,
    ],
    ["a line drawn with REP", `\x1b[5;1H-\x1b[199b\r\n`],
  ])("leaves nothing out of %s, thousands of times in one moment", (_, frame) => {
    const session = frame.repeat(Math.ceil((4 * 1024 * 1024) / frame.length));
    expect(played(session) === session).toBe(true);
  });
});
