// The room of whoever watches an attempt: terminals at the left, what was typed at the right, and nothing that could be touched.
import { Switch, Tabs } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";
import { Link } from "react-router";
import "@mantine/core/styles/Switch.css";
import type { Attempt, TerminalView } from "../../orchestrator/protocol/attempts.ts";
import { Clock } from "../attempt/clock.tsx";
import { FailedStart, WatchedEnd } from "../attempt/over.tsx";
import { Starting } from "../attempt/starting.tsx";
import { type Feed, useFeed } from "../attempt/use-feed.ts";
import { ColourSchemeToggle } from "../ui/colour-scheme-toggle.tsx";
import { BackIcon } from "../ui/icons.tsx";
import { useTitle } from "../ui/page.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import { WatchFeed } from "./watch-feed.tsx";
import classes from "./watch-room.module.css";

const WatchView = lazy(() => import("../terminal/watch-view.tsx"));

export function WatchRoom({ attempt }: { attempt: Attempt }) {
  const feed = useFeed(attempt);
  // What was captured is in the result then.
  const isOver = attempt.state === "ended" || attempt.state === "failed";
  useTitle(`Watching: ${attempt.lab.title}`);
  return (
    <div className={classes.room} data-over={isOver} data-fills>
      <header className={classes.head}>
        <Link to="/" className={classes.back}>
          <BackIcon /> Labs
        </Link>
        <p className={classes.kind}>Watching</p>
        <h1 className={classes.title}>{attempt.lab.title}</h1>
        <div className={classes.tools}>
          {attempt.startedAtMs !== null && <Clock attempt={attempt} compact />}
          <ColourSchemeToggle />
        </div>
      </header>
      <main className={classes.stage} aria-label="Terminals">
        <Stage attempt={attempt} feed={feed} />
      </main>
      {!isOver && (
        <aside className={classes.side} aria-label="Commands">
          <WatchFeed attempt={attempt} feed={feed} />
        </aside>
      )}
    </div>
  );
}

function Stage({ attempt, feed }: { attempt: Attempt; feed: Feed }) {
  if (attempt.state === "starting") return <Starting attempt={attempt} />;
  if (attempt.state === "failed") return <FailedStart attempt={attempt} />;
  if (attempt.state === "ended") return <WatchedEnd attempt={attempt} />;
  const open = attempt.terminals.filter((terminal) => terminal.open);
  if (open.length === 0) return <p className={classes.none}>No terminal is open.</p>;
  return <Watched attempt={attempt.id} terminals={open} feed={feed} />;
}

/** One terminal at a time: the one where the newest command was typed, or the one that was chosen. */
function Watched({ attempt, terminals, feed }: { attempt: string; terminals: readonly TerminalView[]; feed: Feed }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const newest = useMemo(() => {
    const isOpen = (id: string) => terminals.some((terminal) => terminal.id === id);
    const entry = feed.entries.find((one) => one.kind === "command" && isOpen(one.command.terminal));
    return entry?.kind === "command" ? entry.command.terminal : null;
  }, [feed.entries, terminals]);
  const wanted = chosen ?? newest;
  const shown = terminals.find(({ id }) => id === wanted) ?? terminals.at(0);
  if (!shown) return null;
  return (
    <Tabs
      className={classes.area ?? ""}
      value={shown.id}
      onChange={(id) => setChosen(id)}
      activateTabWithKeyboard={false}
      variant="none"
      keepMounted={false}
    >
      <div className={classes.bar}>
        <Tabs.List className={classes.tabs ?? ""} aria-label="Terminals">
          {terminals.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {terminals.length > 1 && (
          <Switch
            className={classes.follow ?? ""}
            size="xs"
            label="Follow the commands"
            checked={chosen === null}
            onChange={({ currentTarget }) => setChosen(currentTarget.checked ? null : shown.id)}
          />
        )}
      </div>
      <Tabs.Panel className={classes.panel ?? ""} value={shown.id}>
        <Suspense fallback={<PageLoading what="the terminal" />}>
          <WatchView key={shown.id} attempt={attempt} terminal={shown} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}
