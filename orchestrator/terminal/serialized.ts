// The sequences that make a screen anew: the serialize addon's, with what it leaves out or gets wrong (version 0.14), read from the
// inside of xterm.js where there is no public way to it.
import type { SerializeAddon } from "@xterm/addon-serialize";
import type { IBufferCell, Terminal } from "@xterm/headless";
import { z } from "zod";

/** How a character looks, and how the next one will. */
type Looks = Pick<
  IBufferCell,
  | "isBold"
  | "isDim"
  | "isItalic"
  | "isUnderline"
  | "isBlink"
  | "isInverse"
  | "isInvisible"
  | "isStrikethrough"
  | "isOverline"
  | "getFgColor"
  | "getFgColorMode"
  | "getBgColor"
  | "getBgColorMode"
>;

const inside = z.object({
  _core: z.object({
    buffer: z.object({ scrollTop: z.number(), scrollBottom: z.number(), x: z.number(), y: z.number() }),
    coreService: z.object({ isCursorHidden: z.boolean() }),
    coreMouseService: z.object({ activeEncoding: z.string() }),
    _inputHandler: z.object({
      _curAttrData: z.custom<Looks>((value) => value instanceof Object && "isBold" in value && "getFgColor" in value),
    }),
  }),
});

const ENCODINGS: Readonly<Record<string, string>> = { SGR: "\x1b[?1006h", SGR_PIXELS: "\x1b[?1016h" };
/** How xterm.js says where a colour comes from. */
const MODE = { palette16: 1 << 24, palette256: 2 << 24, rgb: 3 << 24 } as const;
/** How the addon enters the alternate screen. */
const ENTERS = "\x1b[?1049h\x1b[H";

/**
 * What an empty terminal of the same size has to be fed to look and go on like this one.
 *
 * @param lines that scrolled out of the screen and are brought along
 */
export function serialized(term: Terminal, addon: SerializeAddon, lines: number): string {
  const { cursorX, cursorY } = term.buffer.normal;
  // What the alternate screen goes back to is the cursor and the colours at which it was entered.
  const entered = `\x1b[0m${moveTo(cursorY, cursorX)}${ENTERS}`;
  return addon.serialize({ scrollback: lines }).replace(ENTERS, () => entered) + unserialized(term);
}

/** Scroll region, cursor and whether it is hidden, how a mouse reports. */
export function unserialized(term: Terminal): string {
  const { buffer, coreService, coreMouseService, _inputHandler } = inside.parse(term)._core;
  const hasRegion = buffer.scrollTop !== 0 || buffer.scrollBottom !== term.rows - 1;
  // Setting a region moves the cursor; in origin mode it counts from the region.
  const region = hasRegion ? `\x1b[${buffer.scrollTop + 1};${buffer.scrollBottom + 1}r` : "";
  const row = buffer.y - (term.modes.originMode ? buffer.scrollTop : 0);
  // The addon moves the cursor by steps, and miscounts where a line was filled to its end.
  const cursor = buffer.x < term.cols ? moveTo(row, buffer.x) : aboutToWrap(term, row, _inputHandler._curAttrData);
  const hidden = coreService.isCursorHidden ? "\x1b[?25l" : "";
  return region + cursor + hidden + (ENCODINGS[coreMouseService.activeEncoding] ?? "");
}

/**
 * A cursor that stands behind a line which was filled to its end can't be moved there: the last character is written again.
 *
 * @param next how the next character will look
 */
function aboutToWrap(term: Terminal, row: number, next: Looks): string {
  const buffer = term.buffer.active;
  const line = buffer.getLine(buffer.baseY + buffer.cursorY);
  const isWide = line?.getCell(term.cols - 1)?.getWidth() === 0;
  const column = term.cols - (isWide ? 2 : 1);
  const cell = line?.getCell(column);
  return moveTo(row, column) + (cell ? sgr(cell) : "") + (cell?.getChars() || " ") + sgr(next);
}

/** Select Graphic Rendition: all that a character looks like. */
function sgr(looks: Looks): string {
  const flags: [number, number][] = [
    [1, looks.isBold()],
    [2, looks.isDim()],
    [3, looks.isItalic()],
    [4, looks.isUnderline()],
    [5, looks.isBlink()],
    [7, looks.isInverse()],
    [8, looks.isInvisible()],
    [9, looks.isStrikethrough()],
    [53, looks.isOverline()],
  ];
  const set = flags.flatMap(([parameter, isSet]) => (isSet ? [parameter] : []));
  const foreground = colour(looks.getFgColorMode(), looks.getFgColor(), 30);
  const background = colour(looks.getBgColorMode(), looks.getBgColor(), 40);
  return `\x1b[${[0, ...set, ...foreground, ...background].join(";")}m`;
}

/** @param base 30 for the foreground, 40 for the background */
function colour(mode: number, value: number, base: number): number[] {
  if (mode === MODE.palette16) return [value < 8 ? base + value : base + 60 + value - 8];
  if (mode === MODE.palette256) return [base + 8, 5, value];
  if (mode === MODE.rgb) return [base + 8, 2, value >> 16, (value >> 8) & 0xff, value & 0xff];
  return [];
}

/** @param row and column from 0 */
function moveTo(row: number, column: number): string {
  return `\x1b[${row + 1};${column + 1}H`;
}
