// The side of the attempt page: the page that woke you, the clock, machines, notes, hints; commands, coach and check at its foot.
import { ActionIcon, Anchor, Button, Tooltip } from "@mantine/core";
import "@mantine/core/styles/Text.css";
import "@mantine/core/styles/Anchor.css";
import { lazy, type Ref, Suspense } from "react";
import { Link } from "react-router";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { ColourSchemeToggle } from "../ui/colour-scheme-toggle.tsx";
import { BackIcon, FoldIcon } from "../ui/icons.tsx";
import { Keys } from "../ui/keys.tsx";
import { PaletteButton } from "../ui/palette-button.tsx";
import { withoutTitle } from "../ui/sentences.ts";
import { CheckDock } from "./check-dock.tsx";
import { Clock } from "./clock.tsx";
import { CommandFeed } from "./command-feed.tsx";
import { CopyWatchLink } from "./copy-watch-link.tsx";
import { Hints } from "./hints.tsx";
import { Machines } from "./machines.tsx";
import { Notes } from "./notes.tsx";
import classes from "./panel.module.css";
import type { Coaching } from "./use-coaching.ts";
import type { Feed } from "./use-feed.ts";

const Markdown = lazy(() => import("../ui/markdown.tsx"));

interface Props {
  attempt: Attempt;
  coaching: Coaching;
  feed: Feed;
  ref: Ref<HTMLElement>;
  finishing: boolean;
  onFold: () => void;
  onCheck: () => void;
  onFinish: () => void;
  onOpenTerminal: (machine: string) => void;
  onAskReset: () => void;
  onAskEnd: () => void;
  onShowKeys: () => void;
}

export function Panel({ attempt, coaching, feed, ref, finishing, ...on }: Props) {
  const live = attempt.state === "running" || attempt.state === "checking";
  return (
    <aside className={classes.panel} ref={ref} tabIndex={-1} aria-label="Page, notes and check">
      <div className={classes.top}>
        <Link to="/" className={classes.back}>
          <BackIcon /> Labs
        </Link>
        <PaletteButton />
        <ColourSchemeToggle />
        <Tooltip label="Fold this panel (Ctrl Shift ,)">
          <ActionIcon
            className={classes.fold ?? ""}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Fold the panel"
            onClick={on.onFold}
          >
            <FoldIcon />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.scroll}>
        {attempt.startedAtMs !== null && <Clock attempt={attempt} />}
        <section className={classes.page} aria-labelledby="page-title">
          <p className={classes.kind}>Page</p>
          <h1 id="page-title">{attempt.lab.title}</h1>
          {attempt.brief === "" ? (
            <p className={classes.pending}>{withoutBrief(attempt.state)}</p>
          ) : (
            <Suspense>
              <Markdown text={withoutTitle(attempt.brief)} />
            </Suspense>
          )}
        </section>
        {live && <Machines machines={attempt.machines} onOpen={on.onOpenTerminal} />}
        {attempt.state !== "failed" && (
          <Notes key={attempt.id} attempt={attempt.id} saved={attempt.notes} readOnly={attempt.state === "ended"} />
        )}
        {(live ? coaching.offered : attempt.hints.length > 0) && (
          <Hints attempt={attempt} coaching={coaching} live={live} />
        )}
        {live && (
          <div className={classes.ways}>
            <Button variant="default" size="xs" onClick={on.onAskReset} disabled={attempt.state !== "running"}>
              Reset machines
            </Button>
            <Button variant="default" size="xs" onClick={on.onAskEnd}>
              End attempt
            </Button>
            <CopyWatchLink attempt={attempt.id} />
          </div>
        )}
        {live && (
          <p className={classes.keys}>
            <Keys combination="Ctrl Shift ." /> leaves the terminal and goes back to it. Ctrl K in a terminal belongs to
            the shell; there <Keys combination="Ctrl Shift K" /> opens anything.{" "}
            <Anchor component="button" type="button" inherit onClick={on.onShowKeys}>
              All keys
            </Anchor>
          </p>
        )}
      </div>
      {live && <CommandFeed attempt={attempt} feed={feed} coaching={coaching} />}
      {live && <CheckDock attempt={attempt} onCheck={on.onCheck} onFinish={on.onFinish} finishing={finishing} />}
    </aside>
  );
}

/** The page is written from what was drawn, which only machines that run have shown to hold. */
function withoutBrief(state: Attempt["state"]): string {
  return state === "starting" ? "It comes with the machines." : "Nobody was paged: the machines did not start.";
}
