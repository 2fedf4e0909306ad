import { useEffect, useRef } from "react";

/** Keys of the attempt page, by `event.code`, all with Ctrl-Shift so that the shell keeps every key that it knows. */
export type Shortcuts = ReadonlyMap<string, () => void>;

/** Listens before the terminal does. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const run = event.ctrlKey && event.shiftKey && !event.altKey ? current.current.get(event.code) : undefined;
      if (!run || (event.code.startsWith("Arrow") && editsText(event.target))) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

/** A field of ours, where Ctrl-Shift-arrow selects words. xterm's own field does not count. */
function editsText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("textarea, input") !== null && target.closest(".xterm") === null;
}
