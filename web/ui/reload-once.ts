// Parts of the page come when they are first needed, and that may fail: a browser drops what it loads when a network of its computer
// changes, as it does each time that an engine there starts a lab, and a newer Sickbay has other parts. Both are over after a reload.

const RELOADED = "sickbay-reloaded";
/** Sooner after the last reload than this, in milliseconds, another one would not help either. */
const AGAIN_MS = 10_000;

/** Reloads the page where a part of it could not be loaded; soon after, the failure is shown instead. */
export function reloadOnLostParts(): void {
  addEventListener("vite:preloadError", (event) => {
    if (!mayReload()) return;
    event.preventDefault();
    location.reload();
  });
}

function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    sessionStorage.setItem(RELOADED, String(Date.now()));
    return Date.now() - last > AGAIN_MS;
  } catch {
    // Without storage nothing would stop the second reload, and the third.
    return false;
  }
}
