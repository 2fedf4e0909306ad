// The recorded terminals, replayed on one clock. The line of time stands there from the start; screens come once they are wanted.
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { RecordingView } from "../../orchestrator/protocol/recordings.ts";
import { ReplayClock } from "./clock.ts";
import { type Action, actionOf } from "./keys.ts";
import { momentsOf } from "./moments.ts";
import classes from "./replay.module.css";
import type { ReplayWish } from "./replay-context.ts";
import { ALL, firstShown, Stage } from "./stage.tsx";
import { Transport } from "./transport.tsx";
import { useRecorded } from "./use-recorded.ts";

const LONGEST_PAUSE_MS = 2000;
const STEP_MS = 5000;

interface Props {
  result: AttemptResult;
  recordings: readonly RecordingView[];
  wish: ReplayWish | null;
}

export function Replay({ result, recordings, wish }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(false);
  const [help, setHelp] = useState(false);
  const [chosen, setChosen] = useState(() => firstShown(recordings));
  const startedAtMs = result.attempt.startedAtMs ?? result.attempt.createdAtMs;
  const moments = useMemo(() => momentsOf(recordings, result), [recordings, result]);
  const recorded = useRecorded(result.attempt.id, recordings, moments, startedAtMs, wanted);
  const { span } = recorded;
  const [clock] = useState(() => new ReplayClock(span, 1, LONGEST_PAUSE_MS));
  const state = useSyncExternalStore(clock.subscribe, () => clock.state);
  const want = useCallback(() => setWanted(true), []);

  useEffect(() => clock.load(span), [clock, span]);
  useEffect(() => () => clock.pause(), [clock]);
  useEffect(() => {
    if (!wish) return;
    want();
    const { terminal } = wish;
    if (terminal !== null) setChosen((before) => (before === ALL ? before : terminal));
    clock.seek(wish.atMs);
    clock.play();
    root.current?.focus({ preventScroll: true });
  }, [wish, clock, want]);
  const isThere = recorded.ready !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish, and the screens once they are there, shall be seen
  useEffect(() => {
    if (wanted) root.current?.scrollIntoView({ block: "nearest" });
  }, [wanted, wish, isThere]);

  const fullScreen = document.fullscreenEnabled ? () => void toggleFullScreen(root.current) : null;
  const act: Record<Action, () => void> = {
    toggle: () => clock.toggle(),
    back: () => clock.seek(clock.state.atMs - STEP_MS),
    forward: () => clock.seek(clock.state.atMs + STEP_MS),
    "marker-before": () => clock.skip(-1),
    "marker-after": () => clock.skip(1),
    "frame-before": () => clock.step(-1),
    "frame-after": () => clock.step(1),
    "full-screen": () => fullScreen?.(),
    help: () => setHelp(!help),
  };
  const press = (event: KeyboardEvent) => {
    const action = actionOf(event);
    // A player has keys of its own, and hears them at the document. Escape is for what is open above.
    const { key, ctrlKey, altKey, metaKey } = event;
    if (!ctrlKey && !altKey && !metaKey && key !== "Escape") event.stopPropagation();
    if (!action) return;
    event.preventDefault();
    if (action !== "help") want();
    act[action]();
  };
  const names = new Map(recordings.length > 1 ? recordings.map(({ terminal, name }) => [terminal, name]) : []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={root}
      role="group"
      aria-label="Recording"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys work wherever one is in it
      tabIndex={0}
      className={classes.replay}
      onKeyDown={press}
    >
      <Transport {...{ clock, state, span, moments, names, startedAtMs, help, setHelp, fullScreen }} onUse={want} />
      {wanted && (
        <Stage
          {...{ recordings, recorded, clock, state, chosen, startedAtMs }}
          attempt={result.attempt.id}
          choose={setChosen}
        />
      )}
    </div>
  );
}

async function toggleFullScreen(element: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await element?.requestFullscreen();
}
