// A text that saves itself: after a pause in typing, on leaving the field, and on leaving the page.
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiFailure } from "../api.ts";

const SAVE_AFTER_MS = 700;

export interface Autosave {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly save: () => void;
  /** What to say of it: empty before the first change, "Saving…", "Saved", or why not. */
  readonly said: string;
  readonly failed: boolean;
}

/**
 * @param saved the text as the server has it when the page opens
 * @param send keeps a text; must stay the same function while the page shows the same thing
 */
export function useAutosave(saved: string, send: (text: string) => Promise<unknown>): Autosave {
  const [text, setText] = useState(saved);
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const onServer = useRef(saved);
  const latest = useRef(saved);
  latest.current = text;

  const save = useCallback(async () => {
    const sent = latest.current;
    if (sent === onServer.current) return;
    try {
      await send(sent);
      onServer.current = sent;
      setFailure(null);
      setPending(latest.current !== sent);
    } catch (error) {
      setFailure(error instanceof ApiFailure ? `Not saved: ${error.message}` : "Not saved.");
    }
  }, [send]);

  useEffect(() => {
    if (text === onServer.current) return;
    const timer = setTimeout(save, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, save]);
  useEffect(() => () => void save(), [save]);

  return {
    text,
    change: (changed) => {
      setText(changed);
      setPending(true);
      setFailure(null);
    },
    save: () => void save(),
    said: failure ?? (pending ? "Saving…" : text === "" ? "" : "Saved"),
    failed: failure !== null,
  };
}
