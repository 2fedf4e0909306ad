// How terminals look and behave in this browser. Live in every open terminal, also in the browser's other tabs.
import { z } from "zod";

const KEY = "sickbay-terminals";

/** px */
export const FONT_SIZE = { least: 8, usual: 14, most: 32 } as const;

/** Each value that does not fit falls back by itself, so that one bad value costs only itself. */
const terminalSettings = z.object({
  /** px */
  fontSize: z.number().int().min(FONT_SIZE.least).max(FONT_SIZE.most).catch(FONT_SIZE.usual),
  /** Times the font's own height. */
  lineHeight: z.number().min(1).max(2).catch(1.25),
  /** `page` follows the page's colours. */
  colours: z.enum(["page", "dark", "light"]).catch("page"),
  cursor: z.enum(["block", "bar", "underline"]).catch("block"),
  cursorBlinks: z.boolean().catch(true),
  /** Lines kept above the screen. */
  scrollback: z.number().int().min(100).max(100_000).catch(10_000),
  copyOnSelect: z.boolean().catch(false),
  askBeforePaste: z.boolean().catch(true),
});
export type TerminalSettings = z.infer<typeof terminalSettings>;

export const usualSettings: TerminalSettings = terminalSettings.parse({});

/** The settings in a stored text; whatever does not fit is as usual. */
export function parseSettings(text: string | null): TerminalSettings {
  try {
    return terminalSettings.parse(JSON.parse(text ?? "{}"));
  } catch {
    // Neither JSON nor an object: written by no version of this page.
    return usualSettings;
  }
}

const listeners = new Set<() => void>();
let current: TerminalSettings | null = null;

function read(): TerminalSettings {
  try {
    return parseSettings(localStorage.getItem(KEY));
  } catch {
    // Storage is barred; settings then last as long as the page.
    return usualSettings;
  }
}

/** The settings in force. The same object until one changes. */
export function settings(): TerminalSettings {
  current ??= read();
  return current;
}

/** Changes some of them, for every terminal of this browser. */
export function changeSettings(changed: Partial<TerminalSettings>): void {
  current = terminalSettings.parse({ ...settings(), ...changed });
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Barred or full, as above.
  }
  for (const listener of listeners) listener();
}

/** Makes the text bigger or smaller by some px, within bounds; 0 makes it as usual. */
export function changeFontSize(by: number): void {
  const wanted = by === 0 ? FONT_SIZE.usual : settings().fontSize + by;
  changeSettings({ fontSize: Math.min(Math.max(wanted, FONT_SIZE.least), FONT_SIZE.most) });
}

/** Calls back when one of them changes, here or in another tab of the browser. */
export function onSettingsChange(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    // A null key: everything was cleared.
    if (key !== KEY && key !== null) return;
    current = read();
    listener();
  };
  listeners.add(listener);
  addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", onStorage);
  };
}
