// The attempt page once the attempt is over, and when it never began.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { endSentence } from "../ui/sentences.ts";
import { useStartLab } from "../ui/use-start-lab.ts";
import classes from "./state-card.module.css";

/** Ended: the machines are gone, the result is there. */
export function Ended({ attempt }: { attempt: Attempt }) {
  return (
    <OverCard
      attempt={attempt}
      text="The machines were removed. The commands, the checks, the debrief and the reference solutions are in the result."
    >
      <TryAgain lab={attempt.lab.id} />
    </OverCard>
  );
}

/** Ended while somebody watched. */
export function WatchedEnd({ attempt }: { attempt: Attempt }) {
  return (
    <OverCard attempt={attempt} text="The commands, the checks and the replay of each terminal are in the result." />
  );
}

function OverCard({ attempt, text, children }: { attempt: Attempt; text: string; children?: ReactNode }) {
  return (
    <section className={classes.card} aria-label="Over" data-fixed={attempt.fixedAtMs !== null}>
      <p className={classes.kind}>Over</p>
      <h2>{endSentence(attempt)}</h2>
      <p className={classes.soft}>{text}</p>
      <div className={classes.ways}>
        <Button component={Link} to={`/attempts/${attempt.id}/result`}>
          See the result
        </Button>
        {children}
      </div>
    </section>
  );
}

/** Failed: nothing was started, or nothing is left of it. */
export function FailedStart({ attempt }: { attempt: Attempt }) {
  return (
    <section className={classes.card} role="alert" aria-label="Not started" data-failed="true">
      <p className={classes.kind}>{attempt.problem?.code ?? "failed"}</p>
      <h2>{attempt.problem?.message ?? "The lab did not start."}</h2>
      <p className={classes.soft}>{attempt.problem?.remedy ?? "Start it again."} Nothing is left behind.</p>
      <div className={classes.ways}>
        <TryAgain lab={attempt.lab.id} />
        <Button component={Link} to="/" variant="default">
          All labs
        </Button>
      </div>
    </section>
  );
}

function TryAgain({ lab }: { lab: string }) {
  const { start, starting } = useStartLab();
  return (
    <Button variant="default" onClick={() => start(lab)} loading={starting !== null}>
      Try again
    </Button>
  );
}
