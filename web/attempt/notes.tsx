import { Textarea } from "@mantine/core";
import { useCallback, useId } from "react";
import { api } from "../api.ts";
import { useAutosave } from "../ui/use-autosave.ts";
import classes from "./notes.module.css";

const MAX_CHARACTERS = 20_000;

/** Notes of the candidate, which save themselves. */
export function Notes({ attempt, saved, readOnly }: { attempt: string; saved: string; readOnly: boolean }) {
  const id = useId();
  const send = useCallback((notes: string) => api.saveNotes(attempt, notes), [attempt]);
  const { text, change, save, said, failed } = useAutosave(saved, send);
  return (
    <section className={classes.notes}>
      <div className={classes.head}>
        <label htmlFor={id}>Notes</label>
        <span className={classes.state} data-failed={failed} role="status">
          {said}
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
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={save}
        classNames={{ input: classes.input ?? "" }}
      />
    </section>
  );
}
