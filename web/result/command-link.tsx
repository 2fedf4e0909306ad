import { lineOf, useCommandBook } from "./command-book.ts";
import classes from "./command-link.module.css";
import { commandPlace } from "./places.ts";

/**
 * A command that leads to its place in the table of commands; with its time, except where a sentence says `line` itself.
 * A command that is not known is only named.
 */
export function CommandLink({ id, line }: { id: string | null; line?: string }) {
  const book = useCommandBook();
  const command = book.command(id);
  if (!command) return line === undefined ? null : <code>{line}</code>;
  return (
    <a href={`#${commandPlace(command.id)}`} className={classes.command}>
      <code>{line ?? lineOf(command)}</code>
      {line === undefined && <time>{book.at(command.startedAtMs)}</time>}
    </a>
  );
}
