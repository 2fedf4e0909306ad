// Whether terminals speak to a screen reader. Off by default: it slows heavy output.

const KEY = "sickbay-screen-reader";
const CHANGED = "sickbay-screen-reader-changed";

/** The setting of this browser. */
export function screenReaderOn(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    // Storage is barred; the setting then lasts as long as nothing is set.
    return false;
  }
}

/** Turns it on or off for this browser, in every open terminal of the page. */
export function setScreenReader(on: boolean): void {
  localStorage.setItem(KEY, on ? "on" : "off");
  dispatchEvent(new Event(CHANGED));
}

/** Calls back when the setting changes, in this page or in another tab of the browser. */
export function onScreenReaderChange(listener: () => void): { dispose(): void } {
  const onStorage = ({ key }: StorageEvent) => key === KEY && listener();
  addEventListener(CHANGED, listener);
  addEventListener("storage", onStorage);
  return {
    dispose: () => {
      removeEventListener(CHANGED, listener);
      removeEventListener("storage", onStorage);
    },
  };
}
