// The terminal's colours and type, read from the tokens in force.
import type { ITheme } from "@xterm/xterm";

/** xterm's colours from the variables of tokens.css that hold for an element. */
export function readPalette(element: HTMLElement): ITheme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--term-${name}`).trim();
  return {
    background: token("ground"),
    foreground: token("text"),
    cursor: token("cursor"),
    cursorAccent: token("ground"),
    selectionBackground: token("selection"),
    black: token("black"),
    red: token("red"),
    green: token("green"),
    yellow: token("yellow"),
    blue: token("blue"),
    magenta: token("magenta"),
    cyan: token("cyan"),
    white: token("white"),
    brightBlack: token("bright-black"),
    brightRed: token("bright-red"),
    brightGreen: token("bright-green"),
    brightYellow: token("bright-yellow"),
    brightBlue: token("bright-blue"),
    brightMagenta: token("bright-magenta"),
    brightCyan: token("bright-cyan"),
    brightWhite: token("bright-white"),
  };
}

/** Family of the terminal's type. */
export function readFontFamily(): string {
  return getComputedStyle(document.documentElement).getPropertyValue("--font-mono").trim();
}

/** Calls back when the page changes between dark and light. */
export function onSchemeChange(listener: () => void): { dispose(): void } {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
  return { dispose: () => observer.disconnect() };
}
