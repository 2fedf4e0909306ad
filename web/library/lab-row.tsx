import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { LabCard } from "../../orchestrator/protocol/labs.ts";
import { layerName } from "../../orchestrator/protocol/names.ts";
import { spell } from "../ui/duration.ts";
import { TickIcon } from "../ui/icons.tsx";
import { measuredSentence, plural, proofSentence, verifiedSentence } from "../ui/sentences.ts";
import classes from "./lab-row.module.css";
import { Level } from "./level.tsx";

interface Props {
  readonly lab: LabCard;
  /** The best score so far; null where none was earned, or while it is not known. */
  readonly best: number | null;
  readonly starting: boolean;
  readonly onStart: () => void;
}

/** A lab as a page from the rota: the symptom first, then what kind of work it is, then the proof. */
export function LabRow({ lab, best, starting, onStart }: Props) {
  return (
    <article className={classes.row} data-running={lab.running !== null} aria-labelledby={`lab-${lab.id}`}>
      <div className={classes.symptom}>
        <h2 id={`lab-${lab.id}`}>{lab.title}</h2>
        <p className={classes.summary}>{lab.summary}</p>
      </div>
      <div className={classes.action}>
        {lab.running ? (
          <Button component={Link} to={`/attempts/${lab.running}`} aria-label={`Resume: ${lab.title}`}>
            Resume
          </Button>
        ) : (
          <Button variant="default" onClick={onStart} disabled={starting} aria-label={`Start: ${lab.title}`}>
            {starting ? "Starting…" : lab.solved ? "Start again" : "Start"}
          </Button>
        )}
        {lab.solved && (
          <Link className={classes.solved} to={`/attempts/${lab.solved.attemptId}/result`}>
            <TickIcon />
            Solved in {spell(lab.solved.seconds)}
          </Link>
        )}
        {best !== null && <p className={classes.best}>best score {best}</p>}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>Layers</dt>
          <dd>{lab.layers.map((layer) => layerName[layer]).join(", ")}</dd>
        </div>
        <div>
          <dt>Level</dt>
          <dd>
            <Level level={lab.level} />
            {lab.measured?.level != null && lab.measured.level !== lab.level && (
              <span className={classes.measured}>proved to be {lab.measured.level}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd>{lab.minutes}&nbsp;min</dd>
        </div>
        <div>
          <dt>Machines</dt>
          <dd>{plural(lab.machines.length, "machine")}</dd>
        </div>
        {lab.measured && (
          <div>
            <dt>So far</dt>
            <dd>{measuredSentence(lab.measured)}</dd>
          </div>
        )}
        <div className={classes.proof} data-proven={lab.proof?.statedByAuthor === false}>
          <dt>Proof</dt>
          <dd title={lab.proof ? verifiedSentence(lab.proof) : undefined}>{proofSentence(lab.proof)}</dd>
        </div>
      </dl>
    </article>
  );
}
