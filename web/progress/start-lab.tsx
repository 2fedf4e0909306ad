import { Button, type ButtonProps } from "@mantine/core";
import { Link } from "react-router";
import type { ProgressLab } from "../../orchestrator/protocol/progress.ts";

/** Starting labs, as the page offers it. */
export interface Starter {
  /** The lab that is being started now. */
  readonly starting: string | null;
  start(lab: string): void;
}

/** Starts a lab, or leads to the attempt that is under way at it. */
export function StartLab({ lab, starter, ...look }: { lab: ProgressLab; starter: Starter } & ButtonProps) {
  if (lab.running !== null) {
    return (
      <Button component={Link} to={`/attempts/${lab.running}`} {...look} aria-label={`Resume: ${lab.title}`}>
        Resume
      </Button>
    );
  }
  const starting = starter.starting === lab.id;
  return (
    <Button {...look} onClick={() => starter.start(lab.id)} disabled={starting} aria-label={`Start: ${lab.title}`}>
      {starting ? "Starting…" : "Start"}
    </Button>
  );
}
