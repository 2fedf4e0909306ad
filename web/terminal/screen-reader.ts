// Whether terminals speak to a screen reader. Off by default: it slows heavy output.

const KEY = "sickbay-screen-reader";
const CHANGED = "sickbay-screen-reader-changed";

/** What was set where the browser does not keep it; it then lasts as long as the page. */
let unkept: boolean | null = null;

/** The setting of this browser. */
export function screenReaderOn(): boolean {
  if (unkept !== null) return unkept;
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    // Storage is barred.
    return false;
  }
}

/** Turns it on or off for this browser, in every open terminal of the page. */
export function setScreenReader(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
    unkept = null;
  } catch {
    // Barred or full.
    unkept = on;
  }
  dispatchEvent(new Event(CHANGED));
}

/** Calls back when the setting changes, in this page or in another tab of the browser. */
export function onScreenReaderChange(listener: () => void): { dispose(): void } {
  const onStorage = ({ key }: StorageEvent) => {
    if (key !== KEY) return;
    unkept = null;
    listener();
  };
  addEventListener(CHANGED, listener);
  addEventListener("storage", onStorage);
  return {
    dispose: () => {
      removeEventListener(CHANGED, listener);
      removeEventListener("storage", onStorage);
    },
  };
}
