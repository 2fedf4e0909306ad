import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import classes from "../attempt/state-card.module.css";
import { endSentence } from "../ui/sentences.ts";

/** The attempt is over while somebody watched. */
export function WatchedEnd({ attempt }: { attempt: Attempt }) {
  return (
    <section className={classes.card} aria-label="Over" data-fixed={attempt.fixedAtMs !== null}>
      <p className={classes.kind}>Over</p>
      <h2>{endSentence(attempt)}</h2>
      <p className={classes.soft}>The commands, the checks and the replay of each terminal are in the result.</p>
      <div className={classes.ways}>
        <Button component={Link} to={`/attempts/${attempt.id}/result`}>
          See the result
        </Button>
      </div>
    </section>
  );
}
