// The line that was typed, as readline left it on the screen.

/** Bytes of a typed line that are looked at. */
const MAX_TYPED_BYTES = 4096;
/** One step of what readline writes while a line is edited in one row: text, a backspace, or a sequence with its count. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const STEP = /([^\x00-\x1f\x7f]+)|(\x08)|\x07|\x1b\[(\d*)([CDKP@])/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\x00-\x1f\x7f]/;

/**
 * What stands on the screen between prompt and output.
 *
 * @returns "" where the line was edited in ways that only a screen can tell
 */
export function typedLine(bytes: Uint8Array): string {
  if (bytes.length > MAX_TYPED_BYTES) return "";
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("utf8")
    .replaceAll("\x1b[?2004l", "")
    .replace(/[\r\n]+$/, "");
  // Typed without a correction.
  if (!CONTROL.test(text)) return text;
  let line: string[] = [];
  let cursor = 0;
  for (STEP.lastIndex = 0; STEP.lastIndex < text.length; ) {
    const [step, written, back, digits = "", final] = STEP.exec(text) ?? [];
    if (step === undefined) return "";
    const count = Math.min(Math.max(1, Number(digits)), MAX_TYPED_BYTES);
    if (written !== undefined) {
      const characters = [...written];
      line.splice(cursor, characters.length, ...characters);
      cursor += characters.length;
    } else if (back !== undefined) cursor -= 1;
    else if (final === "C") cursor += count;
    else if (final === "D") cursor -= count;
    else if (final === "K" && digits === "") line = line.slice(0, cursor);
    else if (final === "P") line.splice(cursor, count);
    else if (final === "@") line.splice(cursor, 0, ...Array<string>(count).fill(" "));
    else if (final !== undefined) return "";
    // Outside the line: the prompt was redrawn, or the line is longer than the screen is wide.
    if (cursor < 0 || cursor > line.length) return "";
  }
  return line.join("");
}
