// Escape sequences in a stream of bytes: where one is cut, and which of them set modes.

export const ESC = 0x1b;
/**
 * A sequence that is whole: CSI, a string (OSC, DCS, SOS, PM, APC) with its end, or ESC with intermediates and a final. Of C1's end of a
 * string both bytes count: its second one alone is part of many letters. BEL ends OSC only.
 */
const WHOLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
  /^\x1b(?:\[[0-?]*[ -/]*[@-~]|\](?:(?!\xc2\x9c)[^\x07\x1b\x18\x1a])*(?:\x07|\x1b\\|\xc2\x9c|\x18|\x1a)|[PX^_](?:(?!\xc2\x9c)[^\x1b\x18\x1a])*(?:\x1b\\|\xc2\x9c|\x18|\x1a)|[ -/]*[0-OQ-WY-Z\\`-~])/;
/** What changes how later output is shown: modes, the scroll region, colours, character sets, saved cursors, resets. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const MODES = /\x1b(?:\[[?!]?[0-9;:]*[hlrmp]|[()][0-9A-Za-z]|[78c=>])|[\x0e\x0f]/g;

/**
 * How many bytes at the end belong to a sequence or a character that is not whole yet.
 *
 * @param bytes the newest output
 */
export function incompleteTail(bytes: Buffer): number {
  const from = bytes.lastIndexOf(ESC);
  if (from !== -1) {
    const text = bytes.toString("latin1", from);
    if (!WHOLE.test(text)) {
      // `ESC \` ends the string before it: then the string is what counts.
      const before = text === "\x1b" ? bytes.lastIndexOf(ESC, from - 1) : -1;
      const isString = before !== -1 && "]PX^_".includes(String.fromCharCode(bytes[before + 1] ?? 0));
      const cut = isString && !WHOLE.test(bytes.toString("latin1", before, from)) ? before : from;
      return bytes.length - cut;
    }
  }
  return incompleteCharacter(bytes);
}

/** Bytes of a UTF-8 character at the end whose rest has not come. */
function incompleteCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** Only the sequences that set modes, in order, a character for each byte. */
export function modeSequences(bytes: Buffer): readonly string[] {
  return bytes.includes(ESC) ? (bytes.toString("latin1").match(MODES) ?? []) : [];
}
