import { clock, took } from "../ui/duration.ts";
import { FlagIcon } from "../ui/icons.tsx";
import type { FeedCommand, FeedEntry } from "./feed.ts";
import classes from "./feed-entry.module.css";

/** A command that took no longer than this says nothing of its duration. */
const SHORT_MS = 1000;

interface Props {
  entry: FeedEntry;
  startMs: number;
  withMachine: boolean;
  /** In one line. */
  folded: boolean;
}

/** A command as it was captured, or a remark on what could not be. */
export function Entry({ entry, startMs, withMachine, folded }: Props) {
  if (entry.kind === "remark") return <li className={classes.remark}>{entry.text}</li>;
  const { command, machine, note, evidence } = entry;
  return (
    <li className={classes.entry} data-folded={folded}>
      {withMachine && <span className={classes.machine}>{machine}</span>}
      <span className={classes.time}>{clock(command.startedAtMs - startMs)}</span>
      <span className={classes.text}>
        {command.text ? <code>{command.text}</code> : <i>the shell did not tell what was typed</i>}
      </span>
      <Facts entry={entry} />
      {note && !folded && <p className={classes.note}>{note}</p>}
      {evidence.map((label) => (
        <p key={label} className={classes.evidence}>
          <FlagIcon />
          <span>
            <span className="visually-hidden">Evidence: </span>
            {label}
          </span>
        </p>
      ))}
    </li>
  );
}

/** What is worth saying of how it went: nothing of a command that was short and well. */
function Facts({ entry: { command, state } }: { entry: FeedCommand }) {
  const { startedAtMs, endedAtMs, exit } = command;
  const ms = endedAtMs === null ? 0 : endedAtMs - startedAtMs;
  return (
    <span className={classes.facts}>
      {ms > SHORT_MS && <span>{took(ms)}</span>}
      {state === "running" && <span>running</span>}
      {state === "lost" && <span>end not seen</span>}
      {state === "ended" && exit === null && <span>no exit status</span>}
      {exit !== null && exit !== 0 && <span className={classes.failed}>exit {exit}</span>}
    </span>
  );
}
