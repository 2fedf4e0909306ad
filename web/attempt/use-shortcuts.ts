import { useEffect, useRef } from "react";

/**
 * Keys of the attempt page, all with Shift and with Ctrl or Alt, so that the shell keeps every key that it knows:
 * `Ctrl E`, `Alt ArrowLeft`. Letters by what is written on them, other keys by `event.code`.
 */
export type Shortcuts = ReadonlyMap<string, () => void>;

/** Listens before the terminal does. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const run = current.current.get(nameOf(event));
      // A question on the page is answered first.
      if (!run || document.querySelector('[aria-modal="true"]')) return;
      if (event.code.startsWith("Arrow") && editsText(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      // Held down, a key goes on moving, but opens and closes once.
      if (!event.repeat || event.code.startsWith("Arrow")) run();
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

function nameOf({ key, code, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEvent): string {
  if (!shiftKey || metaKey || ctrlKey === altKey) return "";
  return `${ctrlKey ? "Ctrl" : "Alt"} ${/^[a-z]$/i.test(key) ? key.toUpperCase() : code}`;
}

/** A field of ours, where Shift with an arrow selects. xterm's own field does not count. */
function editsText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("textarea, input") !== null && target.closest(".xterm") === null;
}
