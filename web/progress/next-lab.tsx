import { layerName } from "../../orchestrator/protocol/names.ts";
import type { Progress } from "../../orchestrator/protocol/progress.ts";
import { Level } from "../library/level.tsx";
import classes from "./next-lab.module.css";
import { type Starter, StartLab } from "./start-lab.tsx";

/** What to take next and why: the one thing that is largest. */
export function NextLab({ progress, starter }: { progress: Progress; starter: Starter }) {
  const { next, labs, plans } = progress;
  const lab = labs.find(({ id }) => id === next?.lab);
  if (!next || !lab) return <NoLabs />;
  // Where nothing is due today, the sentence says so, and the button does not press.
  const dueToday = plans[0]?.days[0]?.day === 0;
  return (
    <div className={classes.next}>
      <div className={classes.words}>
        <p className={classes.eyebrow}>Next</p>
        <h1>{lab.title}</h1>
        <p className={classes.why}>{lab.running === null ? next.sentence : "An attempt at it is under way."}</p>
        <p className={classes.facts}>
          <span>{lab.layers.map((layer) => layerName[layer]).join(", ")}</span>
          <Level level={lab.level} />
          <span>{lab.minutes}&nbsp;min</span>
          {lab.best !== null && <span>best {lab.best} of 100</span>}
        </p>
      </div>
      <StartLab lab={lab} starter={starter} size="md" variant={dueToday || lab.running ? "filled" : "default"} />
    </div>
  );
}

function NoLabs() {
  return (
    <>
      <h1>There are no labs to practise yet</h1>
      <p className={classes.why}>
        A lab is one folder in <code>labs/</code>. Once one loads, a plan begins here.
      </p>
    </>
  );
}
