import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { clock } from "../ui/duration.ts";
import { startSentence } from "../ui/sentences.ts";
import { useNow } from "../ui/use-now.ts";
import classes from "./state-card.module.css";
import { StepList } from "./step-list.tsx";

/** A lab being started: what is being waited for, by name. */
export function Starting({ attempt }: { attempt: Attempt }) {
  const now = useNow(true);
  return (
    <section className={classes.card} aria-label="Starting">
      <p className={classes.kind}>{clock(now - attempt.createdAtMs)}</p>
      <div role="status">
        <h2>{startSentence(attempt.startSteps)}</h2>
      </div>
      <StepList steps={attempt.startSteps} label="Steps of the start" />
      <p className={classes.soft}>The clock starts when the machine is yours and its symptom was seen.</p>
    </section>
  );
}
