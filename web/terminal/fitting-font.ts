// The size of characters with which a screen of a given size fits into its place.
import type { Size } from "./fitting-size.ts";

/** Below this nobody reads, in pixels: the screen is larger than its place then. */
export const LEAST_FONT = 5;

/**
 * The largest whole size of characters, in pixels, with which `wanted` fits.
 *
 * @param most the largest size to take
 * @param room what fits with characters of a size; undefined where the place has no size, as a hidden one
 */
export function fontSizeFor(wanted: Size, most: number, room: (size: number) => Size | undefined): number {
  for (let size = most; size > LEAST_FONT; size -= 1) {
    const fits = room(size);
    if (!fits || !Number.isFinite(fits.cols)) return most;
    if (fits.cols >= wanted.cols && fits.rows >= wanted.rows) return size;
  }
  return LEAST_FONT;
}
