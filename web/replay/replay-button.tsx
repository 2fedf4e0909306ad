import { PlayIcon } from "../ui/icons.tsx";
import classes from "./replay-button.module.css";
import { type ReplayWish, useReplay } from "./replay-context.ts";

/** Replays from a moment on; not there where nothing is recorded. */
export function ReplayButton({ from }: { from: ReplayWish }) {
  const replay = useReplay();
  if (!replay) return null;
  return (
    <button type="button" className={classes.button} onClick={() => replay(from)}>
      <PlayIcon />
      Replay from here
    </button>
  );
}
