// The incident as the candidate would tell it, since interviews ask for such stories: a draft, and what becomes of it.
import { Button, Textarea } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useCallback, useId } from "react";
import { reportFiles, reportFormat } from "../../orchestrator/protocol/report-files.ts";
import { api, fillPath } from "../api.ts";
import { useAutosave } from "../ui/use-autosave.ts";
import classes from "./story.module.css";

const MAX_CHARACTERS = 20_000;

export function Story({ attempt, saved }: { attempt: string; saved: string }) {
  const id = useId();
  const send = useCallback((story: string) => api.saveStory(attempt, story), [attempt]);
  const { text, change, save, said, failed } = useAutosave(saved, send);
  const { copy, copied } = useClipboard();
  return (
    <div className={classes.story}>
      <label htmlFor={id} className={classes.what}>
        Drafted from the timeline, in Markdown. Fill in what stands in square brackets; nobody else can know it.
      </label>
      <Textarea
        id={id}
        autosize
        minRows={8}
        maxRows={24}
        maxLength={MAX_CHARACTERS}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={save}
        classNames={{ input: classes.input ?? "" }}
      />
      <div className={classes.foot}>
        <Button variant="default" size="compact-sm" onClick={() => copy(text)}>
          {copied ? "Copied" : "Copy"}
        </Button>
        <span className={classes.said} data-failed={failed} role="status">
          {said}
        </span>
      </div>
    </div>
  );
}

/** The whole report as a file, in three forms. */
export function ReportLinks({ attempt }: { attempt: string }) {
  return (
    <p className={classes.files}>
      The report as a file:{" "}
      {reportFormat.options.map((format) => (
        <a key={format} href={fillPath(reportFiles[format].path, { attempt })} download>
          {fileNames[format]}
        </a>
      ))}
    </p>
  );
}

const fileNames = { html: "HTML", md: "Markdown", json: "JSON" } as const;
