// The text of output that a terminal would only write downwards: no cursor is moved back, so no screen is needed.

/** Sequences that change colours, choose ASCII, or erase to the right of where nothing was written yet. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const HARMLESS = /\x1b(?:\[[\d;:]*m|\[0?K|\(B)/g;
/** Characters of one column each whose bytes are these characters and nothing else. */
const PLAIN =
  /^[\n\t\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2190-\u2328\u232b-\u25fc\u2600-\u2604\u2701-\u2704]*$/;
const TAB_COLUMNS = 8;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * What stands on the screen after this output, on a screen of any height, or null where only a terminal can tell.
 *
 * @param cols width of the screen, in characters
 */
export function plainText(bytes: Uint8Array, cols: number): string | null {
  const decoded = decode(bytes);
  if (decoded === null) return null;
  const text = (decoded.includes("\x1b") ? decoded.replace(HARMLESS, "") : decoded).replaceAll("\r\n", "\n");
  if (!PLAIN.test(text)) return null;
  return text.includes("\t") ? withoutTabs(text, cols) : text;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    // Not UTF-8: a terminal passes over such bytes in its own way.
    return null;
  }
}

/** Null where a tab comes near the right edge: it stops there. */
function withoutTabs(text: string, cols: number): string | null {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    let wide = "";
    for (const [index, part] of line.split("\t").entries()) {
      if (index > 0) {
        if (wide.length >= cols - TAB_COLUMNS) return null;
        wide += " ".repeat(TAB_COLUMNS - (wide.length % TAB_COLUMNS));
      }
      wide += part;
    }
    lines.push(wide);
  }
  return lines.join("\n");
}
