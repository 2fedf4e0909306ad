import { useQuery } from "@tanstack/react-query";
import { failureText } from "../ui/failure.tsx";
import { outputQuery } from "../ui/queries.ts";
import classes from "./commands-table.module.css";

/** What a command showed, as it stood on the screen. */
export function CommandOutput({ attempt, command }: { attempt: string; command: string }) {
  const { data, error } = useQuery(outputQuery(attempt, command));
  if (error) return <p className={classes.note}>{failureText(error).message}</p>;
  if (!data) return <p className={classes.note}>Reading what it showed …</p>;
  return (
    <>
      {data.text !== "" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long output scrolls, also by keyboard
        <pre className={classes.output} tabIndex={0}>
          {data.text}
        </pre>
      )}
      {(data.note !== "" || data.text === "") && <p className={classes.note}>{data.note || "It showed nothing."}</p>}
    </>
  );
}
