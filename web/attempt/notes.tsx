import { Textarea } from "@mantine/core";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { ApiFailure, api } from "../api.ts";
import classes from "./notes.module.css";

const SAVE_AFTER_MS = 700;
const MAX_CHARACTERS = 20_000;

/** Notes of the candidate, saved by themselves after a pause in typing, on leaving the field and on leaving the page. */
export function Notes({ attempt, saved, readOnly }: { attempt: string; saved: string; readOnly: boolean }) {
  const id = useId();
  const [text, setText] = useState(saved);
  const [state, setState] = useState<"saved" | "changed" | "saving" | string>("saved");
  const onServer = useRef(saved);
  const latest = useRef(saved);
  latest.current = text;

  const save = useCallback(async () => {
    const notes = latest.current;
    if (notes === onServer.current) return;
    setState("saving");
    try {
      await api.saveNotes(attempt, notes);
      onServer.current = notes;
      setState(latest.current === notes ? "saved" : "changed");
    } catch (error) {
      setState(error instanceof ApiFailure ? `Not saved: ${error.message}` : "Not saved.");
    }
  }, [attempt]);

  useEffect(() => {
    if (text === onServer.current) return;
    const timer = setTimeout(save, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, save]);
  useEffect(() => () => void save(), [save]);

  return (
    <section className={classes.notes}>
      <div className={classes.head}>
        <label htmlFor={id}>Notes</label>
        <span className={classes.state} data-failed={state.startsWith("Not")} role="status">
          {state === "saved"
            ? text === ""
              ? ""
              : "Saved"
            : state === "saving" || state === "changed"
              ? "Saving…"
              : state}
        </span>
      </div>
      <Textarea
        id={id}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={MAX_CHARACTERS}
        readOnly={readOnly}
        placeholder="What you saw, what you rule out"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setState("changed");
        }}
        onBlur={save}
        classNames={{ input: classes.input ?? "" }}
      />
    </section>
  );
}
