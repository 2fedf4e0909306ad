// What a paste would do, decided before it is done. Pure.

/** Above this many bytes a paste is asked about, even where the program takes it as a whole. */
export const BIG_PASTE_BYTES = 5 * 1024;
/** What the question shows of it at most, in lines and in characters. */
const PREVIEW_LINES = 200;
const PREVIEW_CHARS = 8000;

export interface PasteQuestion {
  /** What will be typed. */
  readonly text: string;
  readonly lines: number;
  /** In UTF-8. */
  readonly bytes: number;
  /** Each line runs as it arrives: the program has not asked for bracketed paste. */
  readonly runsAtOnce: boolean;
}

/**
 * The text as it may be typed: control characters but tab and line ends become their pictures (U+2400 and on), so that a
 * text from anywhere can neither end the bracketed paste (`ESC [ 201 ~`) nor press Ctrl-C. C1 controls are dropped.
 */
export function safePaste(text: string): string {
  return (
    text
      .replaceAll("\r\n", "\n")
      .replaceAll("\r", "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
      .replace(/[\x00-\x08\x0b-\x1f]/g, (char) => String.fromCodePoint(0x2400 + (char.codePointAt(0) ?? 0)))
      .replaceAll("\x7f", "\u2421")
      .replace(/[\x80-\x9f]/g, "")
  );
}

/**
 * What to ask before a text is typed, or null where it is typed at once.
 *
 * @param text from `safePaste`
 * @param bracketed whether the program asked for bracketed paste, by which it takes the text as a whole
 */
export function pasteQuestion(text: string, bracketed: boolean): PasteQuestion | null {
  const lines = text.replace(/\n+$/, "").split("\n").length;
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= BIG_PASTE_BYTES && (bracketed || lines === 1)) return null;
  return { text, lines, bytes, runsAtOnce: !bracketed };
}

/** The beginning of it, for the eye, and how many characters are left out. */
export function pastePreview(text: string): { shown: string; left: number } {
  const shown = text.split("\n", PREVIEW_LINES).join("\n").slice(0, PREVIEW_CHARS);
  return { shown, left: text.length - shown.length };
}
