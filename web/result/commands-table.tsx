import type { Command } from "../../orchestrator/protocol/timeline.ts";
import { clock, took } from "../ui/duration.ts";
import classes from "./commands-table.module.css";

interface Props {
  commands: readonly Command[];
  /** Names of the terminals by id. */
  terminals: ReadonlyMap<string, string>;
  startMs: number;
  /** The command that the picture led to. */
  chosen: string | null;
}

/** Every command with its time, place, exit status and duration. */
export function CommandsTable({ commands, terminals, startMs, chosen }: Props) {
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
          <tr key={command.id} id={`command-${command.id}`} data-chosen={command.id === chosen}>
            <td className={classes.time}>{clock(command.startedAtMs - startMs)}</td>
            <td className={classes.text}>
              <code>{command.text || "(the shell did not tell)"}</code>
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
        ))}
      </tbody>
    </table>
  );
}
