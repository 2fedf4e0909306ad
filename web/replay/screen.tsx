// One terminal as it stood at the clock's time: asciinema's player, which the clock alone moves.
import { create, type Player } from "asciinema-player";
import "asciinema-player/dist/bundle/asciinema-player.css";
import { type CSSProperties, useEffect, useMemo, useRef } from "react";
import { readFontFamily } from "../terminal/palette.ts";
import { type Cast, largestScreen } from "./cast.ts";
import type { ReplayClock } from "./clock.ts";
import classes from "./screen.module.css";

/** Times in a file add up to a little more or less than they are; what came at a moment is shown at it. */
const SLACK_MS = 0.5;

interface Props {
  cast: Cast;
  name: string;
  openedAtMs: number;
  clock: ReplayClock;
  onFailure: (error: unknown) => void;
}

export function Screen({ cast, name, openedAtMs, clock, onFailure }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!frame.current) return;
    let player: Player;
    try {
      player = makePlayer(cast, frame.current);
    } catch (error) {
      onFailure(error);
      return;
    }
    const stop = follow(player, clock, openedAtMs, onFailure);
    return () => {
      stop();
      player.dispose();
    };
  }, [cast, clock, openedAtMs, onFailure]);
  const { cols, rows } = useMemo(() => largestScreen(cast), [cast]);
  return (
    <div className={classes.scroller}>
      <div
        ref={frame}
        role="img"
        aria-label={`The screen of ${name}`}
        className={classes.screen}
        style={{ "--cols": cols, "--rows": rows } as CSSProperties}
        data-replay
      />
    </div>
  );
}

function makePlayer({ head, events }: Cast, frame: HTMLElement): Player {
  // A player refuses a file in which nothing happens.
  const data = [head, ...(events.length > 0 ? events : [[0, "o", ""]])];
  return create({ data }, frame, {
    controls: false,
    fit: "both",
    preload: true,
    cursorMode: "steady",
    terminalFontFamily: readFontFamily(),
    terminalLineHeight: 1.25,
    theme: "sickbay",
  });
}

/** Moves a player to the clock's time, again and again; a new move waits for the one under way. */
function follow(
  player: Player,
  clock: ReplayClock,
  openedAtMs: number,
  onFailure: (error: unknown) => void,
): () => void {
  let shownMs: number | null = null;
  let moving = false;
  let stopped = false;
  const move = async () => {
    if (moving) return;
    moving = true;
    try {
      while (!stopped && shownMs !== clock.state.atMs) {
        shownMs = clock.state.atMs;
        await player.seek(Math.max(0, shownMs - openedAtMs + SLACK_MS) / 1000);
      }
    } catch (error) {
      stopped = true;
      onFailure(error);
    }
    moving = false;
  };
  const unsubscribe = clock.subscribe(() => void move());
  void move();
  return () => {
    stopped = true;
    unsubscribe();
  };
}
