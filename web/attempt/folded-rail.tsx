import { ActionIcon, Button, Tooltip } from "@mantine/core";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { UnfoldIcon } from "../ui/icons.tsx";
import { Clock } from "./clock.tsx";
import { EvidenceCount } from "./evidence-count.tsx";
import classes from "./folded-rail.module.css";

interface Props {
  attempt: Attempt;
  /** How many commands showed evidence, as far as the coach told. */
  evidence: number;
  onUnfold: () => void;
  onCheck: () => void;
}

/** What stays of the panel while it is folded: the clock, the check, the way back. */
export function FoldedRail(props: Props) {
  const { attempt, evidence, onUnfold, onCheck } = props;
  return (
    <aside className={classes.rail} aria-label="Folded panel">
      <Tooltip label="Unfold the panel (Ctrl Shift ,)" position="right">
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Unfold the panel" onClick={onUnfold}>
          <UnfoldIcon />
        </ActionIcon>
      </Tooltip>
      {attempt.startedAtMs !== null && <Clock attempt={attempt} compact />}
      <EvidenceCount count={evidence} />
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
