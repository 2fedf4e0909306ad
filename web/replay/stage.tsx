// The screens of a replay: one at a time, or side by side; what is missing of them; and what is being waited for.
import { Button, SegmentedControl } from "@mantine/core";
import { useCallback, useState } from "react";
import { castFile, type RecordingView } from "../../orchestrator/protocol/recordings.ts";
import { fillPath } from "../api.ts";
import { clock as asClock } from "../ui/duration.ts";
import { failureText } from "../ui/failure.tsx";
import { SaveIcon } from "../ui/icons.tsx";
import type { ReplayClock, ReplayState } from "./clock.ts";
import classes from "./stage.module.css";
import type { Recorded } from "./use-recorded.ts";

/** Stands for all terminals side by side. No id of a terminal is like it. */
export const ALL = "*";
/** From this width on two screens have room beside each other, in px. */
const WIDE_PX = 900;

/** What is shown before anyone chose: where commands were typed, side by side where there is room. */
export function firstShown(recordings: readonly RecordingView[]): string {
  const used = recordings.filter(({ markers }) => markers.some(({ kind }) => kind === "command"));
  return used.length > 1 && window.innerWidth >= WIDE_PX ? ALL : ((used[0] ?? recordings[0])?.terminal ?? ALL);
}

interface Props {
  attempt: string;
  recordings: readonly RecordingView[];
  recorded: Recorded;
  clock: ReplayClock;
  state: ReplayState;
  /** A terminal's id, or ALL. */
  chosen: string;
  choose: (chosen: string) => void;
  startedAtMs: number;
}

export function Stage(props: Props) {
  const { recordings, chosen, choose } = props;
  const shown = recordings.filter(({ terminal }) => chosen === ALL || terminal === chosen);
  return (
    <div className={classes.stage}>
      {recordings.length > 1 && (
        <div className={classes.tabs}>
          <SegmentedControl
            size="xs"
            aria-label="Terminal"
            value={chosen}
            onChange={choose}
            data={[
              ...recordings.map(({ terminal, name }) => ({ value: terminal, label: name })),
              { value: ALL, label: window.innerWidth >= WIDE_PX ? "Side by side" : "All" },
            ]}
          />
        </div>
      )}
      <Screens {...props} shown={shown} />
    </div>
  );
}

function Screens(props: Props & { shown: readonly RecordingView[] }) {
  const { recorded, shown } = props;
  const [broken, setBroken] = useState<unknown>(null);
  const onFailure = useCallback((error: unknown) => setBroken(error), []);
  const error = recorded.error ?? broken;
  if (error !== null) {
    const { message, remedy } = failureText(error);
    const again = () => {
      setBroken(null);
      recorded.retry();
    };
    return (
      <div className={classes.instead} role="alert">
        <p>{message}</p>
        <p>{remedy}</p>
        <Button size="xs" variant="default" onClick={again}>
          Try again
        </Button>
      </div>
    );
  }
  if (!recorded.ready) {
    return (
      <p className={classes.instead} role="status">
        Reading what {shown.length === 1 ? shown[0]?.name : `${shown.length} terminals`} showed (
        {size(shown.reduce((sum, { bytes }) => sum + bytes, 0))}) …
      </p>
    );
  }
  return (
    <div className={classes.screens} data-count={shown.length}>
      {shown.map((recording) => (
        <Pane key={recording.terminal} {...props} recording={recording} onFailure={onFailure} />
      ))}
    </div>
  );
}

interface PaneProps extends Props {
  recording: RecordingView;
  onFailure: (error: unknown) => void;
}

function Pane({ attempt, recorded, recording, clock, state, startedAtMs, onFailure }: PaneProps) {
  const { terminal, name, openedAtMs, whole, markers } = recording;
  const cast = recorded.ready?.casts.get(terminal);
  if (!cast || !recorded.ready) return null;
  const { Screen } = recorded.ready;
  const gaps = markers.filter(({ kind }) => kind === "gap");
  return (
    <section className={classes.pane} aria-label={name} data-open={state.atMs >= openedAtMs}>
      <p className={classes.head}>
        <span className={classes.name}>{name}</span>
        {state.atMs < openedAtMs && <span>opened at {asClock(openedAtMs - startedAtMs)}</span>}
        <a href={fillPath(castFile.path, { attempt, terminal })} download aria-label={`Save the recording of ${name}`}>
          <SaveIcon /> Save
        </a>
      </p>
      {!whole && (
        <p className={classes.gaps}>
          Not whole: {gaps.map(({ label, atMs }) => `${lowerFirst(label)} (${asClock(atMs - startedAtMs)})`).join(", ")}
          .
        </p>
      )}
      <Screen {...{ cast, name, openedAtMs, clock, onFailure }} />
    </section>
  );
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** A size as people read it: `84 KB`. */
function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
