import { layerName } from "../../orchestrator/protocol/names.ts";
import type { Progress, ProgressLab } from "../../orchestrator/protocol/progress.ts";
import { TickIcon } from "../ui/icons.tsx";
import classes from "./labs.module.css";
import { type Starter, StartLab } from "./start-lab.tsx";

/** Each lab: whether it is solved, and the best total. */
export function Labs({ progress: { labs }, starter }: { progress: Progress; starter: Starter }) {
  return (
    <>
      <p className={classes.sentence}>
        {labs.filter(({ solved }) => solved).length} of {labs.length} solved.
      </p>
      <ul className={classes.labs}>
        {labs.map((lab) => (
          <li key={lab.id}>
            <span className={classes.state} data-solved={lab.solved}>
              {lab.solved && <TickIcon />}
              <span className="visually-hidden">{lab.solved ? "Solved: " : "Not solved yet: "}</span>
            </span>
            <div className={classes.words}>
              <p>{lab.title}</p>
              <p className={classes.facts}>
                level {lab.level}, {lab.layers.map((layer) => layerName[layer]).join(", ")}
              </p>
            </div>
            <Best lab={lab} />
            <StartLab lab={lab} starter={starter} size="compact-sm" variant="default" />
          </li>
        ))}
      </ul>
    </>
  );
}

function Best({ lab: { best, solved } }: { lab: ProgressLab }) {
  if (best === null) return <span className={classes.unscored}>{solved ? "not scored" : ""}</span>;
  return (
    <span className={classes.best}>
      <span>best</span> {best}
    </span>
  );
}
