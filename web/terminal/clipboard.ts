// The browser's clipboard. Both ways may be refused: by the user, by a policy, or for want of https.

/** What to do where copying or pasting was refused. */
export const copyRefused =
  "The browser did not let this page copy. Allow the clipboard for it beside the address, or choose Copy in the right-click menu.";
export const pasteRefused =
  "The browser did not let this page read the clipboard. Press Ctrl-Shift-V, or allow the clipboard for it beside the address.";

/** Puts text there. False where the browser refused. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

/** What is there, or null where the browser refused. */
export async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}

/** The older way, which needs no permission but a key or a click just before; the only one without https. */
function copyByCommand(text: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("copy", put, { capture: true });
  try {
    return document.execCommand("copy");
  } finally {
    removeEventListener("copy", put, { capture: true });
  }
}
