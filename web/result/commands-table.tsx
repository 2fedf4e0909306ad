import { Fragment, useState } from "react";
import type { Command } from "../../orchestrator/protocol/timeline.ts";
import { clock, took } from "../ui/duration.ts";
import { CommandOutput } from "./command-output.tsx";
import classes from "./commands-table.module.css";

interface Props {
  attempt: string;
  commands: readonly Command[];
  /** Names of the terminals by id. */
  terminals: ReadonlyMap<string, string>;
  startMs: number;
  /** The command that the picture led to. */
  chosen: string | null;
}

/** Every command with its time, place, exit status and duration; opened, with what it showed. */
export function CommandsTable({ attempt, commands, terminals, startMs, chosen }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  if (commands.length === 0) return <p className={classes.none}>No command was typed.</p>;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Command</th>
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
            <tr id={`command-${command.id}`} data-chosen={command.id === chosen}>
              <td className={classes.time}>{clock(command.startedAtMs - startMs)}</td>
              <td className={classes.text}>
                <button type="button" aria-expanded={open.has(command.id)} onClick={() => toggle(command.id)}>
                  <code>{command.text || "(the shell did not tell)"}</code>
                </button>
              </td>
              <td className={classes.where}>
                {terminals.get(command.terminal) ?? command.machine}
                <span>{command.cwd}</span>
              </td>
              <td className={classes.figure}>
                {command.endedAtMs === null ? "still running" : took(command.endedAtMs - command.startedAtMs)}
              </td>
              <td className={classes.figure} data-failed={command.exit !== null && command.exit !== 0}>
                {command.exit ?? "none"}
              </td>
            </tr>
            {open.has(command.id) && (
              <tr className={classes.opened}>
                <td colSpan={5}>
                  <CommandOutput attempt={attempt} command={command.id} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
