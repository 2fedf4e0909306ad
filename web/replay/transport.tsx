// What moves the replay's clock: one button for all screens, the time as a line, speed, pauses, keys, full screen.
import { clock as asClock } from "../ui/duration.ts";
import { FullScreenIcon, PauseIcon, PlayIcon } from "../ui/icons.tsx";
import { Keys } from "../ui/keys.tsx";
import type { ReplayClock, ReplayState, Span } from "./clock.ts";
import { keyHelp } from "./keys.ts";
import { type Moment, momentAt } from "./moments.ts";
import { Track } from "./track.tsx";
import classes from "./transport.module.css";

const SPEEDS = [0.5, 1, 2, 4, 8];
/** Longest pauses in milliseconds, and how they are called. */
const PAUSES: readonly (readonly [ms: number, name: string])[] = [
  [1000, "cut to 1 s"],
  [2000, "cut to 2 s"],
  [5000, "cut to 5 s"],
  [Number.POSITIVE_INFINITY, "in full"],
];

interface Props {
  clock: ReplayClock;
  state: ReplayState;
  span: Span;
  moments: readonly Moment[];
  /** The names of terminals, by their ids; empty where there is only one. */
  names: ReadonlyMap<string, string>;
  startedAtMs: number;
  /** Called before it goes anywhere: then the screens are wanted. */
  onUse: () => void;
  help: boolean;
  setHelp: (shown: boolean) => void;
  /** Null where the browser has none. */
  fullScreen: (() => void) | null;
}

export function Transport(props: Props) {
  const { clock, state, span, moments, startedAtMs, onUse, help, setHelp, fullScreen } = props;
  const { playing, atMs } = state;
  return (
    <div className={classes.transport}>
      <div className={classes.time}>
        <button
          type="button"
          className={classes.play}
          aria-label={playing ? "Pause" : "Play"}
          onClick={() => {
            onUse();
            clock.toggle();
          }}
        >
          {playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        <span className={classes.clock}>
          <strong>{asClock(atMs - startedAtMs)}</strong> / {asClock(span.endMs - startedAtMs)}
        </span>
        <Track
          {...{ clock, span, moments, startedAtMs, atMs }}
          onSeek={(to) => {
            onUse();
            clock.seek(to);
          }}
        />
      </div>
      <div className={classes.more}>
        <Now {...props} />
        <span className={classes.choices}>
          <Choices clock={clock} state={state} />
          <button
            type="button"
            className={classes.small}
            aria-label="Keys"
            aria-expanded={help}
            onClick={() => setHelp(!help)}
          >
            ?
          </button>
          {fullScreen && (
            <button type="button" className={classes.small} aria-label="Full screen" onClick={fullScreen}>
              <FullScreenIcon />
            </button>
          )}
        </span>
      </div>
      {help && <Help />}
    </div>
  );
}

/** What happened last. */
function Now({ state, moments, names }: Props) {
  const moment = momentAt(moments, state.atMs);
  const name = names.get(moment?.terminal ?? "");
  return (
    <span className={classes.now} data-kind={moment?.kind} data-tone={moment?.tone}>
      {name && <span className={classes.where}>{name}</span>}
      <span className={classes.label}>{moment?.label ?? "Before the first command"}</span>
    </span>
  );
}

function Choices({ clock, state: { speed, longestPauseMs } }: Pick<Props, "clock" | "state">) {
  return (
    <>
      <label className={classes.choice}>
        Speed
        <select value={speed} onChange={(event) => clock.set({ speed: Number(event.currentTarget.value) })}>
          {SPEEDS.map((value) => (
            <option key={value} value={value}>
              {value}×
            </option>
          ))}
        </select>
      </label>
      <label className={classes.choice}>
        Pauses
        <select
          value={longestPauseMs}
          onChange={(event) => clock.set({ longestPauseMs: Number(event.currentTarget.value) })}
        >
          {PAUSES.map(([ms, name]) => (
            <option key={name} value={ms}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

/** Not over the page: it stands below, where it hides nothing. */
function Help() {
  return (
    <dl className={classes.keys}>
      {keyHelp.map(([keys, does]) => (
        <div key={keys}>
          <dt>
            <Keys combination={keys} />
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
