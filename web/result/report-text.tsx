import { useState } from "react";
import { useCommandBook } from "./command-book.ts";
import { CommandLink } from "./command-link.tsx";
import classes from "./report-text.module.css";
import { runsOf } from "./said.ts";

/** Commands that are shown below a sentence before one asks for the rest. */
const FIRST_SHOWN = 6;

/** A sentence of the report; the commands that it names are links. */
export function ReportText({ text }: { text: string }) {
  const { nameable } = useCommandBook();
  return runsOf(text, nameable).map((run, index) =>
    "prose" in run ? (
      run.prose
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a sentence never change their order
      <CommandLink key={index} id={run.command} line={run.line} />
    ),
  );
}

/** A sentence, and below it the commands behind it that it does not name. */
export function ReportDetail({ text, commands }: { text: string; commands: readonly string[] }) {
  const { nameable } = useCommandBook();
  const [all, setAll] = useState(false);
  const named = runsOf(text, nameable).map((run) => ("prose" in run ? null : run.command));
  const others = commands.filter((id) => !named.includes(id));
  const shown = all ? others : others.slice(0, FIRST_SHOWN);
  return (
    <>
      <ReportText text={text} />
      {others.length > 0 && (
        <ul className={classes.commands}>
          {shown.map((id) => (
            <li key={id}>
              <CommandLink id={id} />
            </li>
          ))}
          {shown.length < others.length && (
            <li>
              <button type="button" onClick={() => setAll(true)}>
                {others.length - shown.length} more
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}
