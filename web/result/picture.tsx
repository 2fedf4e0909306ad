// One picture of the attempt: lanes of commands, evidence, changes and checks over time, and what the chosen piece showed.
import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import { type ReplayWish, useReplay } from "../replay/replay-context.ts";
import { clock } from "../ui/duration.ts";
import { plural } from "../ui/sentences.ts";
import { type Lane, type Lanes, lanesOf, type Piece } from "./lanes.ts";
import { Legend } from "./legend.tsx";
import { type Choice, firstChoice, moveBy } from "./moves.ts";
import classes from "./picture.module.css";
import { checkPlace, commandPlace } from "./places.ts";
import { Reading } from "./reading.tsx";

/** The height of a row of names above the lanes. */
const ROW_PX = 20;

/** A share of the time from which on a tick's figure would not fit beside the end. */
const NEAR_END = 0.94;

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

/**
 * Pointing at a piece, or going to it by the arrow keys, shows what it showed; following it replays from there, and where nothing is
 * recorded leads to its place on the page.
 */
export function Picture({ result }: { result: AttemptResult }) {
  const drawn = lanesOf(result);
  const [chosen, setChosen] = useState(() => firstChoice(drawn.lanes));
  const lanes = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent, from: Choice) => {
    const next = moveBy(event.key, from, drawn.lanes);
    if (!next) return;
    event.preventDefault();
    setChosen(next);
    lanes.current?.querySelector<HTMLElement>(`[data-piece="${pieceId(next)}"]`)?.focus();
  };
  const replay = useReplay();
  const follow = replay && ((target: string) => replay(wishFor(target, result)));
  const rows = 1 + Math.max(-1, ...drawn.marks.map(({ row }) => row));
  return (
    <figure className={classes.picture}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div ref={lanes} role="group" aria-label={summaryOf(result, drawn)} className={classes.lanes}>
        <div style={{ height: rows * ROW_PX }} />
        <Marks lanes={drawn} chosen={chosen} />
        {drawn.lanes.map((lane) => (
          <div key={lane.id} className={classes.lane}>
            <span className={classes.name}>{lane.name}</span>
            <div className={classes.track} data-kind={lane.kind}>
              {lane.pieces.map((piece) => (
                <PieceLink
                  key={piece.target}
                  lane={lane}
                  piece={piece}
                  chosen={chosen}
                  choose={setChosen}
                  move={move}
                  replay={follow}
                />
              ))}
            </div>
          </div>
        ))}
        <Axis lanes={drawn} />
      </div>
      {result.report && <Legend lanes={drawn.lanes} />}
      {chosen && <Reading result={result} target={chosen.target} />}
    </figure>
  );
}

/** From where on to replay a command or a check. */
function wishFor(target: string, { commands, checks }: AttemptResult): ReplayWish {
  const command = commands.find(({ id }) => id === target);
  const check = checks.find(({ id }) => id === target);
  return { atMs: (command ?? check)?.startedAtMs ?? 0, terminal: command?.terminal ?? null };
}

const pieceId = ({ lane, target }: Choice) => `${lane} ${target}`;

function summaryOf({ commands, checks }: AttemptResult, { lengthMs }: Lanes): string {
  return `Timeline: ${plural(commands.length, "command")} and ${plural(checks.length, "check")} in ${clock(lengthMs)}`;
}

interface PieceProps {
  lane: Lane;
  piece: Piece;
  chosen: Choice | null;
  choose: (choice: Choice) => void;
  move: (event: KeyboardEvent, from: Choice) => void;
  /** Replays from a command or a check on, by its id; null where nothing is recorded. */
  replay: ((target: string) => void) | null;
}

/** As wide as a pointer means it, since most commands take only milliseconds; the mark inside is as wide as it took. */
function PieceLink({ lane, piece, chosen, choose, move, replay }: PieceProps) {
  const { target, from, to, reach, tone, name } = piece;
  const own = { lane: lane.id, target };
  const isChosen = chosen?.target === target;
  const width = reach[1] - reach[0] || 1;
  // A finger can't point before it taps: its first tap shows, the second follows.
  const onlyShows = useRef(false);
  const follow = (event: MouseEvent) => {
    const shows = onlyShows.current;
    onlyShows.current = false;
    if (!shows && (!replay || event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    choose(own);
    if (!shows) replay?.(target);
  };
  return (
    <a
      href={`#${lane.kind === "checks" ? checkPlace(target) : commandPlace(target)}`}
      className={classes.piece}
      style={{ left: percent(reach[0]), width: percent(reach[1] - reach[0]) }}
      aria-label={name}
      tabIndex={isChosen && chosen.lane === lane.id ? 0 : -1}
      data-piece={pieceId(own)}
      data-chosen={isChosen}
      onPointerEnter={({ pointerType }) => pointerType !== "touch" && choose(own)}
      onPointerDown={({ pointerType }) => {
        onlyShows.current = pointerType === "touch" && !isChosen;
      }}
      onClick={follow}
      onKeyDown={(event) => move(event, own)}
    >
      <span
        className={classes.mark}
        data-tone={tone}
        style={{ left: percent((from - reach[0]) / width), ...(to > from && { width: percent((to - from) / width) }) }}
      />
    </a>
  );
}

/** The marks of the incident, each with its name and a line through all lanes; and a line at what is chosen. */
function Marks({ lanes, chosen }: { lanes: Lanes; chosen: Choice | null }) {
  const piece = lanes.lanes
    .find(({ id }) => id === chosen?.lane)
    ?.pieces.find(({ target }) => target === chosen?.target);
  return (
    <div className={classes.over}>
      {piece && <span className={classes.cursor} style={{ left: percent(piece.from) }} />}
      <ul className={classes.moments} aria-label="Moments">
        {lanes.marks.map((mark) => (
          <li
            key={mark.name + mark.clock}
            className={classes.moment}
            style={{ left: percent(mark.at), top: mark.row * ROW_PX }}
            data-side={mark.side}
            data-resolved={mark.resolved}
          >
            <span>
              {mark.name} <time>{mark.clock}</time>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Axis({ lanes }: { lanes: Lanes }) {
  const ticks = lanes.ticks.map((tick) => ({ tick, at: tick / lanes.lengthMs }));
  return (
    <div className={classes.lane} aria-hidden="true">
      <span />
      <div className={classes.axis}>
        {ticks.map(({ tick, at }) => (
          <span key={tick} className={classes.tick} style={{ left: percent(at) }} data-last={at > NEAR_END}>
            {clock(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}
