import { Fragment, useEffect, useState } from "react";
import type { Command } from "../../orchestrator/protocol/timeline.ts";
import { ReplayButton } from "../replay/replay-button.tsx";
import { took } from "../ui/duration.ts";
import { lineOf, useCommandBook } from "./command-book.ts";
import { CommandOutput } from "./command-output.tsx";
import classes from "./commands-table.module.css";
import { commandPlace } from "./places.ts";

interface Props {
  commands: readonly Command[];
  /** Whether the path was judged. */
  judged: boolean;
  /** The place on the page that the address names; a command there is opened. */
  place: string;
}

/** Every command with its time, place, exit status and duration; where the path was judged, with its class and what it showed first. */
export function CommandsTable({ commands, judged, place }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  useEffect(() => {
    const named = commands.find(({ id }) => commandPlace(id) === place);
    if (named) setOpen((before) => new Set([...before, named.id]));
  }, [commands, place]);
  if (commands.length === 0) return <p className={classes.none}>No command was typed.</p>;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Command</th>
          {judged && <th scope="col">Class</th>}
          <th scope="col">Where</th>
          <th scope="col" className={classes.figure}>
            Took
          </th>
          <th scope="col" className={classes.figure}>
            Exit
          </th>
        </tr>
      </thead>
      <tbody>
        {commands.map((command) => (
          <Fragment key={command.id}>
            <Row
              command={command}
              judged={judged}
              named={place === commandPlace(command.id)}
              open={open.has(command.id)}
              toggle={() => toggle(command.id)}
            />
            {open.has(command.id) && <Opened command={command} columns={judged ? 6 : 5} />}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  command: Command;
  judged: boolean;
  /** Whether the address names it. */
  named: boolean;
  open: boolean;
  toggle: () => void;
}

function Row({ command, judged, named, open, toggle }: RowProps) {
  const { id, cwd, startedAtMs, endedAtMs, exit } = command;
  const book = useCommandBook();
  const kind = book.judged(id)?.class;
  return (
    <tr id={commandPlace(id)} data-chosen={named} className={classes.row}>
      <td className={classes.time}>{book.at(startedAtMs)}</td>
      <td className={classes.text}>
        <button type="button" aria-expanded={open} onClick={toggle}>
          <code>{lineOf(command)}</code>
        </button>
        {book.evidence(id).map(({ id: fact, label, decisive }) => (
          <span key={fact} className={classes.told} data-decisive={decisive}>
            {label}
          </span>
        ))}
      </td>
      {judged && (
        <td className={classes.class} data-class={kind}>
          {kind}
        </td>
      )}
      <td className={classes.where}>
        {book.terminal(command)}
        <span>{cwd}</span>
      </td>
      <td className={classes.figure}>{endedAtMs === null ? "still running" : took(endedAtMs - startedAtMs)}</td>
      <td className={classes.figure} data-failed={exit !== null && exit !== 0}>
        {exit ?? "none"}
      </td>
    </tr>
  );
}

function Opened({ command, columns }: { command: Command; columns: number }) {
  const { attempt } = useCommandBook();
  return (
    <tr className={classes.opened}>
      <td colSpan={columns}>
        <CommandOutput attempt={attempt} command={command.id} />
        <ReplayButton from={{ atMs: command.startedAtMs, terminal: command.terminal }} />
      </td>
    </tr>
  );
}
