// The commands as they are captured, newest first. Folded, it shows the newest one.
import { Button, UnstyledButton } from "@mantine/core";
import { useId, useState } from "react";
import { Link } from "react-router";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { clock, took } from "../ui/duration.ts";
import { ChevronIcon, FlagIcon } from "../ui/icons.tsx";
import classes from "./command-feed.module.css";
import { EvidenceCount } from "./evidence-count.tsx";
import type { FeedCommand, FeedEntry } from "./feed.ts";
import type { Feed } from "./use-feed.ts";

/** Entries drawn; the rest is in the result. */
const MOST_SHOWN = 100;
/** A command that took no longer than this says nothing of its duration. */
const SHORT_MS = 1000;

export function CommandFeed({ attempt, feed }: { attempt: Attempt; feed: Feed }) {
  const id = useId();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? attempt.coach;
  const { entries } = feed;
  const count = entries.filter(({ kind }) => kind === "command").length;
  const shown = entries.slice(0, open ? MOST_SHOWN : 1);
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <UnstyledButton
          className={classes.fold ?? ""}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          onClick={() => setChosen(!open)}
        >
          <span className={classes.chevron}>
            <ChevronIcon />
          </span>
          Commands <span className={classes.figure}>{count}</span>
          <span className={classes.aside}>{!open && <EvidenceCount count={feed.sightings.length} />}</span>
        </UnstyledButton>
      </h3>
      <div id={`${id}-list`}>
        {entries.length === 0 && <p className={classes.soft}>{nothingYet(feed)}</p>}
        {entries.length > 0 && (
          <ol className={classes.list} data-open={open} tabIndex={open ? 0 : undefined} aria-label="Newest first">
            {shown.map((entry) => (
              <Entry key={keyOf(entry)} entry={entry} attempt={attempt} hostname={feed.hostname} />
            ))}
          </ol>
        )}
        {open && entries.length > shown.length && (
          <p className={classes.soft}>
            {entries.length - shown.length} earlier ones are in the{" "}
            <Link to={`/attempts/${attempt.id}/result`}>result so far</Link>.
          </p>
        )}
        {feed.gap && (
          <p className={classes.gap}>
            <span>Some commands could not be read.</span>
            <Button variant="default" size="compact-xs" onClick={feed.readAgain}>
              Try again
            </Button>
          </p>
        )}
        {open && (
          <p className={classes.soft}>
            As the shells tell it. What is typed into other programs, such as psql or python, is not seen.
          </p>
        )}
      </div>
    </section>
  );
}

interface EntryProps {
  entry: FeedEntry;
  attempt: Attempt;
  hostname: Feed["hostname"];
}

function Entry({ entry, attempt, hostname }: EntryProps) {
  if (entry.kind === "remark") return <li className={classes.remark}>{entry.text}</li>;
  const { command, note, evidence } = entry;
  const several = attempt.machines.filter(({ shell }) => shell).length > 1;
  return (
    <li className={classes.entry}>
      <span className={classes.time}>{clock(command.startedAtMs - (attempt.startedAtMs ?? attempt.createdAtMs))}</span>
      <div className={classes.what}>
        {several && <span className={classes.machine}>{hostname(command.machine)} </span>}
        {command.text ? <code>{command.text}</code> : <span className={classes.untold}>the shell did not tell</span>}
        {note && <p className={classes.note}>{note}</p>}
        {evidence.map((label) => (
          <p key={label} className={classes.evidence}>
            <FlagIcon />
            <span>
              <span className="visually-hidden">Evidence: </span>
              {label}
            </span>
          </p>
        ))}
      </div>
      <Facts entry={entry} />
    </li>
  );
}

/** What is worth saying of how it went: nothing of a command that was short and well. */
function Facts({ entry: { command, state } }: { entry: FeedCommand }) {
  const { startedAtMs, endedAtMs, exit } = command;
  const ms = endedAtMs === null ? 0 : endedAtMs - startedAtMs;
  return (
    <span className={classes.facts}>
      {state === "running" && <span>running</span>}
      {state === "lost" && <span>end not seen</span>}
      {state === "ended" && exit === null && <span>no exit status</span>}
      {exit !== null && exit !== 0 && <span className={classes.failed}>exit {exit}</span>}
      {ms > SHORT_MS && <span>{took(ms)}</span>}
    </span>
  );
}

function nothingYet({ gap, reading }: Feed): string {
  if (reading) return "Reading the commands so far …";
  return gap ? "" : "None yet. A command appears here when the shell tells of it.";
}

function keyOf(entry: FeedEntry): string {
  return entry.kind === "command" ? entry.command.id : `remark ${entry.seq}`;
}
