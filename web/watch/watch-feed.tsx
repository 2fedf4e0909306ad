import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { keyOf } from "../attempt/feed.ts";
import { Entry } from "../attempt/feed-entry.tsx";
import type { Feed } from "../attempt/use-feed.ts";
import classes from "./watch-feed.module.css";

/** Entries drawn; the rest is in the result. */
const MOST_SHOWN = 200;

/** The commands as they are captured, newest first, with what each came to. */
export function WatchFeed({ attempt, feed }: { attempt: Attempt; feed: Feed }) {
  const { entries, several, reading } = feed;
  return (
    <section className={classes.feed} aria-labelledby="watched-commands">
      <h2 id="watched-commands" className={classes.title}>
        Commands <span className={classes.figure}>{entries.filter(({ kind }) => kind === "command").length}</span>
      </h2>
      {entries.length === 0 && (
        <p className={classes.soft}>{reading ? "Reading the commands so far …" : "None yet."}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keys. */}
      <ol className={classes.list} tabIndex={0} aria-label="Newest first">
        {entries.slice(0, MOST_SHOWN).map((entry) => (
          <Entry
            key={keyOf(entry)}
            entry={entry}
            startMs={attempt.startedAtMs ?? attempt.createdAtMs}
            withMachine={several}
            folded={false}
          />
        ))}
      </ol>
      <p className={classes.soft}>
        As the shells tell it. You see the screens as they are, in their true size; nothing that you do here reaches
        them.
      </p>
    </section>
  );
}
