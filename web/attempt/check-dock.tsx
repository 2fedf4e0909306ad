// The check, in place at the foot of the panel: its steps as they happen, then the verdict.
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import type { CheckRun } from "../../orchestrator/protocol/checks.ts";
import { Keys } from "../ui/keys.tsx";
import { splitVerdict } from "../ui/sentences.ts";
import classes from "./check-dock.module.css";
import { StepList } from "./step-list.tsx";

interface Props {
  attempt: Attempt;
  onCheck: () => void;
  onFinish: () => void;
  finishing: boolean;
}

/** Never covers the terminals; a screen reader hears each step and the verdict. */
export function CheckDock({ attempt, onCheck, onFinish, finishing }: Props) {
  const { check, state } = attempt;
  const checking = state === "checking";
  const fixed = attempt.fixedAtMs !== null;
  return (
    <section className={classes.dock} aria-label="Check">
      {check && <Run run={check} />}
      <p className="visually-hidden" role="status">
        {check && announce(check)}
      </p>
      {fixed && !checking && (
        <Button fullWidth onClick={onFinish} loading={finishing}>
          Finish and read the debrief
        </Button>
      )}
      <Button
        fullWidth
        variant={fixed ? "default" : "filled"}
        onClick={onCheck}
        disabled={state !== "running"}
        rightSection={<Keys combination="Ctrl Shift ↵" />}
        classNames={{ section: classes.keys ?? "" }}
      >
        {checking ? progress(check) : check ? "Check again" : "Check the fix"}
      </Button>
    </section>
  );
}

function Run({ run }: { run: CheckRun }) {
  const element = useRef<HTMLDivElement>(null);
  const { verdict, detail } = splitVerdict(run);
  // Follows the step under way, and comes back to the verdict.
  useEffect(() => {
    const shown = element.current?.querySelector(run.outcome ? "h3" : '[data-state="running"]');
    shown?.scrollIntoView({ block: "nearest" });
  }, [run]);
  return (
    <div className={classes.run} data-outcome={run.outcome ?? "running"} ref={element}>
      {run.outcome && (
        <div className={classes.verdict}>
          <h3>{verdict}</h3>
          {detail && <p>{detail}</p>}
        </div>
      )}
      <StepList steps={run.steps} label="Steps of the check" />
    </div>
  );
}

function position(run: CheckRun): number {
  const running = run.steps.findIndex((step) => step.state === "running" || step.state === "waiting");
  return running === -1 ? run.steps.length : running + 1;
}

function progress(run: CheckRun | null): string {
  return run && run.steps.length > 0 ? `Checking, ${position(run)} of ${run.steps.length}` : "Checking";
}

function announce(run: CheckRun): string {
  if (run.outcome) return run.sentence;
  const step = run.steps[position(run) - 1];
  return step ? `${progress(run)}: ${step.title}` : "";
}
