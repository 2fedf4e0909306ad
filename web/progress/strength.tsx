import { Link } from "react-router";
import { layerName } from "../../orchestrator/protocol/names.ts";
import type { Progress } from "../../orchestrator/protocol/progress.ts";
import classes from "./strength.module.css";
import { strengthName, weakestSentence } from "./words.ts";

/** How strong each layer is, and which one is the weakest. */
export function Strength({ progress: { layers, weakest } }: { progress: Progress }) {
  return (
    <>
      <p className={classes.sentence}>
        {weakestSentence({ weakest, layers })}{" "}
        {weakest && <Link to={`/?layer=${weakest}`}>Labs at the {layerName[weakest]} layer</Link>}
      </p>
      <dl className={classes.layers}>
        {layers.map((strength) => (
          <div key={strength.layer} data-weakest={strength.layer === weakest}>
            <dt>{layerName[strength.layer]}</dt>
            <dd>
              {strengthName(strength)}
              <span className={classes.bar} aria-hidden="true">
                <span style={{ width: `${(strength.share ?? 0) * 100}%` }} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.note}>
        Half is the score, half whether you looked there before you changed anything; where there is no score, the
        outcome alone. The last five attempts count.
      </p>
    </>
  );
}
