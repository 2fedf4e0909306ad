// The recorded terminals, played in the page: a marker for each command and check, and one clock for all terminals.
import { Button, SegmentedControl, Select } from "@mantine/core";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { castPath, type RecordingView } from "../../orchestrator/protocol/recordings.ts";
import { fillPath } from "../api.ts";
import { FailureBoundary } from "../ui/failure-boundary.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import classes from "./replay.module.css";
import type { ReplayWish } from "./replay-context.ts";

const ReplayPlayer = lazy(() => import("./replay-player.tsx"));

const SPEEDS = ["0.5", "1", "2", "4", "8"];
const IDLE = [
  { value: "2", label: "Pauses cut to 2 s" },
  { value: "0", label: "Pauses in full" },
];

interface Props {
  attempt: string;
  recordings: readonly RecordingView[];
  wish: ReplayWish | null;
}

export function Replay({ attempt, recordings, wish }: Props) {
  const [chosen, setChosen] = useState(recordings[0]?.terminal ?? "");
  const [speed, setSpeed] = useState("1");
  const [idle, setIdle] = useState("2");
  const frame = useRef<HTMLDivElement>(null);
  const wanted = recordings.find(({ markers, terminal }) =>
    markers.some((marker) => isAt(marker, wish) && (marker.command !== null || terminal === chosen)),
  );
  useEffect(() => {
    if (!wish) return;
    if (wanted) setChosen(wanted.terminal);
    frame.current?.scrollIntoView({ block: "center" });
  }, [wish, wanted]);
  const recording = recordings.find(({ terminal }) => terminal === chosen) ?? recordings[0];
  if (!recording) return null;
  const marker = recording.markers.findIndex((one) => isAt(one, wish));
  const url = fillPath(castPath, { attempt, terminal: recording.terminal });
  return (
    <div ref={frame} className={classes.replay}>
      <div className={classes.bar}>
        {recordings.length > 1 && (
          <SegmentedControl
            aria-label="Terminal"
            value={recording.terminal}
            onChange={setChosen}
            data={recordings.map(({ terminal, name }) => ({ value: terminal, label: name }))}
          />
        )}
        <Select
          aria-label="Speed"
          w={110}
          value={speed}
          onChange={(value) => setSpeed(value ?? "1")}
          data={SPEEDS.map((value) => ({ value, label: `${value} times` }))}
          allowDeselect={false}
        />
        <Select
          aria-label="Pauses"
          w={180}
          value={idle}
          onChange={(value) => setIdle(value ?? "2")}
          data={IDLE}
          allowDeselect={false}
        />
        <Button component="a" href={url} variant="default" download>
          Save the recording
        </Button>
      </div>
      <FailureBoundary>
        <Suspense fallback={<PageLoading what="the player" />}>
          <ReplayPlayer
            key={`${recording.terminal} ${speed} ${idle}`}
            url={url}
            speed={Number(speed)}
            idleSeconds={Number(idle)}
            marker={marker === -1 ? null : marker}
            wish={wish}
          />
        </Suspense>
      </FailureBoundary>
      <p className={classes.keys}>
        <kbd>Space</kbd> plays and pauses, <kbd>←</kbd> <kbd>→</kbd> go 5 s, <kbd>[</kbd> <kbd>]</kbd> to the last and
        the next command or check, <kbd>,</kbd> <kbd>.</kbd> by one step, <kbd>f</kbd> fills the screen.
      </p>
    </div>
  );
}

function isAt({ command, check }: { command: string | null; check: string | null }, wish: ReplayWish | null): boolean {
  return wish !== null && (command === wish.moment || check === wish.moment);
}
