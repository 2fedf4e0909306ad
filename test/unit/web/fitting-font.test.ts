import { expect, it } from "vitest";
import { fontSizeFor, LEAST_FONT } from "../../../web/terminal/fitting-font.ts";

/** A place of 800 by 400 pixels, with characters of 0.6 by 1.2 of their size. */
const room = (size: number) => ({ cols: Math.floor(800 / (0.6 * size)), rows: Math.floor(400 / (1.2 * size)) });

it("shows a watched screen with the largest characters with which all of it fits, never larger than the settings say", () => {
  expect(fontSizeFor({ cols: 80, rows: 24 }, 14, room)).toBe(13);
  expect(fontSizeFor({ cols: 160, rows: 40 }, 14, room)).toBe(8);
  expect(fontSizeFor({ cols: 20, rows: 5 }, 14, room)).toBe(14);
});

it("scrolls a screen that would be too small to read, and waits with one whose place has no size", () => {
  expect(fontSizeFor({ cols: 1000, rows: 500 }, 14, room)).toBe(LEAST_FONT);
  expect(fontSizeFor({ cols: 80, rows: 24 }, 14, () => undefined)).toBe(14);
});
