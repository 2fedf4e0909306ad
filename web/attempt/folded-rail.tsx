import { ActionIcon, Button, Tooltip } from "@mantine/core";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { UnfoldIcon } from "../ui/icons.tsx";
import { Clock } from "./clock.tsx";
import classes from "./folded-rail.module.css";

/** What stays of the panel while it is folded: the clock, the check, the way back. */
export function FoldedRail(props: { attempt: Attempt; onUnfold: () => void; onCheck: () => void }) {
  const { attempt, onUnfold, onCheck } = props;
  return (
    <aside className={classes.rail} aria-label="Folded panel">
      <Tooltip label="Unfold the panel (Ctrl Shift ,)" position="right">
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Unfold the panel" onClick={onUnfold}>
          <UnfoldIcon />
        </ActionIcon>
      </Tooltip>
      {attempt.startedAtMs !== null && <Clock attempt={attempt} compact />}
      <Button
        size="compact-xs"
        onClick={onCheck}
        disabled={attempt.state !== "running"}
        className={classes.check ?? ""}
      >
        Check
      </Button>
    </aside>
  );
}
