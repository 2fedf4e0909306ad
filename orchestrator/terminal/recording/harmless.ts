// Makes recorded output harmless to whoever plays it: to a player in a page, which would hang, also by much of what is harmless once, and to a terminal in which
// somebody plays the file, which would answer a question as if its owner had typed, or fill their clipboard.
//
// ESC, CSI, OSC, DCS, SOS, PM, APC, ST: escape sequences of ECMA-48. CSI is `ESC [` or U+009B: parameters, then a final.
// The others are strings, ended by ST, which is `ESC \` or U+009C; an OSC also by BEL.
import { cellsOf, largestCount, PlayedWork, type ScreenSize } from "./played-work.ts";

const ESC = "\x1b";
/** What begins something that has to be read: ESC, and in one character CSI, and DCS, SOS, OSC, PM, APC. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const BEGINS = /[\x1b\x90\x98\x9b\x9d-\x9f]/g;
/** What ends a string or breaks it off: CAN, SUB, ESC, ST. Of an OSC also BEL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const STRING_ENDS = /[\x18\x1a\x1b\x9c]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const OSC_ENDS = /[\x07\x18\x1a\x1b\x9c]/g;
/**
 * Asks the terminal something, or moves its window, by what follows `ESC [`: DSR and DA, DECRQM, DECRQTSR, DECRQCRA, DECREQTPARM and
 * windows, XTVERSION, XTSMGRAPHICS and kitty's keyboard, XTREPORTCOLORS.
 */
const ASKS = /^(?:[?>=]?[\d;:]*[cn]|\??[\d;:]*\$[pu]|[\d;:]*\*y|[\d;:]*[xt]|>[\d;:]*q|\?[\d;:]*[Su]|#R)$/;
/** ENQ, which some terminals answer with their name. */
const ENQ = "\x05";
/** Longer ones no program writes. In characters. */
const MAX_CSI = 256;

type State = "text" | "escape" | "csi" | "osc" | "string";

/** Reads text piece by piece; where pieces are cut changes nothing but in which piece a sequence comes out. */
export class HarmlessText {
  #state: State = "text";
  /** What follows `ESC [` so far. */
  #csi = "";
  /** Whether `ESC #` is what was begun. */
  #isHash = false;
  #size: ScreenSize;
  readonly #work = new PlayedWork();
  /** Characters read before the text that is being read. */
  #readChars = 0;

  /** @param size of the screen at the beginning, in characters */
  constructor(size: ScreenSize) {
    this.#size = size;
  }

  /** The screen has this size from here on, in characters. */
  resized(size: ScreenSize): void {
    this.#size = size;
  }

  /**
   * The text without strings (titles, clipboard, images, questions in them) and without sequences that ask; the numbers of others
   * are at most MAX_COUNT, of lines the screen's. Where sequences would make more work than PLAYED_WORK allows they are left out. A
   * sequence that is not whole is held back.
   *
   * @param atMs when it came, Unix time in milliseconds
   */
  push(text: string, atMs: number): string {
    this.#work.at(atMs);
    let out = "";
    let at = 0;
    while (at < text.length) {
      if (this.#state === "text") {
        const begin = nextOf(BEGINS, text, at);
        out += text.slice(at, begin);
        at = begin;
        if (at < text.length) this.#begin(text.charCodeAt(at++));
      } else if (this.#state === "osc" || this.#state === "string") {
        at = nextOf(this.#state === "osc" ? OSC_ENDS : STRING_ENDS, text, at);
        // An ESC begins anew, also where it is that of ST: `ESC \` alone does nothing.
        if (at < text.length) this.#state = text[at++] === ESC ? "escape" : "text";
      } else if (text.charAt(at) >= "\x80") {
        // Breaks the sequence off, and is read as what it is.
        this.reset();
      } else {
        out += this.#inSequence(text.charAt(at++), at);
      }
    }
    this.#readChars += text.length;
    return out.replaceAll(ENQ, "");
  }

  /** Output is missing here: what was begun never ends. */
  reset(): void {
    this.#state = "text";
    this.#csi = "";
    this.#isHash = false;
  }

  #begin(code: number): void {
    this.#csi = "";
    this.#isHash = false;
    this.#state = code === 0x1b ? "escape" : code === 0x9b ? "csi" : code === 0x9d ? "osc" : "string";
  }

  /** @param read characters of the text that were read, with this one */
  #inSequence(char: string, read: number): string {
    if (char === ESC) this.#begin(0x1b);
    else if (char < " ") {
      // Control characters work within a sequence as they do outside; CAN and SUB break it off.
      if (char === "\x18" || char === "\x1a") this.reset();
      return char;
    } else if (char !== "\x7f")
      return this.#state === "escape" ? this.#afterEscape(char, read) : this.#inCsi(char, read);
    return "";
  }

  #afterEscape(char: string, read: number): string {
    if (this.#isHash) {
      this.reset();
      // DECALN fills the screen.
      return char === "8" && !this.#mayTouch(this.#size.cols * this.#size.rows, read) ? "" : `${ESC}#${char}`;
    }
    this.#isHash = char === "#";
    if (this.#isHash) return "";
    this.#state = char === "[" ? "csi" : char === "]" ? "osc" : "PX^_".includes(char) ? "string" : "text";
    // `ESC \\` ends a string that is left out. `ESC Z` asks as DA does.
    if (this.#state !== "text" || char === "\\" || char === "Z") return "";
    // RIS
    return char === "c" && !this.#mayTouch(this.#size.cols * this.#size.rows, read) ? "" : ESC + char;
  }

  #inCsi(char: string, read: number): string {
    if (this.#csi.length < MAX_CSI) this.#csi += char;
    if (char < "@") return "";
    const whole = this.#csi;
    this.reset();
    if (whole.length >= MAX_CSI || ASKS.test(whole)) return "";
    const most = largestCount(whole, this.#size);
    const limited = whole.replace(/\d+/g, (count) => (Number(count) > most ? String(most) : count));
    return this.#mayTouch(cellsOf(limited, this.#size), read) ? `${ESC}[${limited}` : "";
  }

  #mayTouch(cells: number, read: number): boolean {
    return cells === 0 || this.#work.spend(cells, this.#readChars + read);
  }
}

/** Where the next match begins, or the end of the text. */
function nextOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
