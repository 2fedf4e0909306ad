import { useSyncExternalStore } from "react";
import { onScreenReaderChange, screenReaderOn } from "./screen-reader.ts";
import { onSettingsChange, settings, type TerminalSettings } from "./settings.ts";

/** The settings of terminals, kept up to date. */
export function useTerminalSettings(): TerminalSettings {
  return useSyncExternalStore(onSettingsChange, settings);
}

/** Whether terminals speak to a screen reader. */
export function useScreenReader(): boolean {
  return useSyncExternalStore((listener) => onScreenReaderChange(listener).dispose, screenReaderOn);
}
