// The commands as they are captured, newest first, above the check. Folded, it shows the newest one.
import { Button, UnstyledButton } from "@mantine/core";
import { useId, useState } from "react";
import { Link } from "react-router";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { ChevronIcon } from "../ui/icons.tsx";
import { CoachSwitch } from "./coach-switch.tsx";
import classes from "./command-feed.module.css";
import { EvidenceCount } from "./evidence-count.tsx";
import { type FeedEntry, keyOf } from "./feed.ts";
import { Entry } from "./feed-entry.tsx";
import type { Coaching } from "./use-coaching.ts";
import type { Feed } from "./use-feed.ts";

/** Entries drawn; the rest is in the result. */
const MOST_SHOWN = 100;

interface Props {
  attempt: Attempt;
  feed: Feed;
  coaching: Coaching;
}

export function CommandFeed({ attempt, feed, coaching }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const { entries } = feed;
  const shown = open ? entries.slice(0, MOST_SHOWN) : newestOf(entries);
  return (
    <section className={classes.feed} aria-labelledby={`${id}-title`}>
      <div className={classes.head}>
        <h3 id={`${id}-title`}>
          <UnstyledButton
            className={classes.fold ?? ""}
            aria-expanded={open}
            aria-controls={`${id}-list`}
            onClick={() => setOpen(!open)}
          >
            <span className={classes.chevron}>
              <ChevronIcon />
            </span>
            Commands
            <span className={classes.figure}>{entries.filter(({ kind }) => kind === "command").length}</span>
          </UnstyledButton>
        </h3>
        <EvidenceCount count={feed.sightings.length} />
        {coaching.offered && <CoachSwitch coaching={coaching} explained={open || entries.length === 0} />}
      </div>
      <div id={`${id}-list`} className={classes.body}>
        {entries.length === 0 && <p className={classes.soft}>{nothingYet(feed)}</p>}
        {entries.length > 0 && (
          <ol className={classes.list} data-open={open} tabIndex={open ? 0 : undefined} aria-label="Newest first">
            {shown.map((entry, index) => (
              <Entry
                key={keyOf(entry)}
                entry={entry}
                startMs={attempt.startedAtMs ?? attempt.createdAtMs}
                withMachine={feed.several && (!open || !sameMachine(entry, shown[index - 1]))}
                folded={!open}
              />
            ))}
          </ol>
        )}
        {open && entries.length > shown.length && (
          <p className={classes.soft}>
            {entries.length - shown.length} earlier ones are in the{" "}
            <Link to={`/attempts/${attempt.id}/result`}>result so far</Link>.
          </p>
        )}
        {open && (
          <p className={classes.soft}>
            As the shells tell it. What is typed into other programs, such as psql or python, is not seen.
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
      </div>
    </section>
  );
}

/** The newest command, the newest that the coach has marked, and a remark where nothing is newer. */
function newestOf(entries: readonly FeedEntry[]): FeedEntry[] {
  const commands = entries.filter((entry) => entry.kind === "command");
  const marked = commands.find(({ evidence }) => evidence.length > 0);
  return entries.filter((entry, index) => index === 0 || entry === commands[0] || entry === marked);
}

function sameMachine(entry: FeedEntry, above: FeedEntry | undefined): boolean {
  return entry.kind === "command" && above?.kind === "command" && entry.machine === above.machine;
}

function nothingYet({ gap, reading }: Feed): string {
  if (reading) return "Reading the commands so far …";
  return gap ? "" : "None yet. They appear as the shells tell of them.";
}
