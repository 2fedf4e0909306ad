import { Button } from "@mantine/core";
import { useReplay } from "./replay-context.ts";

/** Replays from a command or a check on, by its id; not there where nothing is recorded. */
export function ReplayButton({ moment }: { moment: string }) {
  const replay = useReplay();
  if (!replay) return null;
  return (
    <Button size="compact-xs" variant="default" onClick={() => replay(moment)}>
      Replay from here
    </Button>
  );
}
