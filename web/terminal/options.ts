// xterm's options from the settings of this browser and the tokens in force.
import type { ITerminalOptions } from "@xterm/xterm";
import { readFontFamily, readPalette } from "./palette.ts";
import { screenReaderOn } from "./screen-reader.ts";
import type { TerminalSettings } from "./settings.ts";

/** Asks for less motion; a cursor that blinks is motion. */
export const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** Sets the element's colours to those wanted; tokens.css defines them for whatever element names its scheme. */
export function setColours(element: HTMLElement, { colours }: TerminalSettings): void {
  if (colours === "page") delete element.dataset.mantineColorScheme;
  else element.dataset.mantineColorScheme = colours;
}

/** @param element in the colours wanted */
export function terminalOptions(element: HTMLElement, settings: TerminalSettings): ITerminalOptions {
  return {
    fontFamily: readFontFamily(),
    fontSize: settings.fontSize,
    lineHeight: settings.lineHeight,
    theme: readPalette(element),
    cursorStyle: settings.cursor,
    cursorBlink: settings.cursorBlinks && !lessMotion.matches,
    scrollback: settings.scrollback,
    screenReaderMode: screenReaderOn(),
  };
}
