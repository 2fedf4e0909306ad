import { componentName } from "../../orchestrator/protocol/names.ts";
import type { Progress } from "../../orchestrator/protocol/progress.ts";
import classes from "./components.module.css";
import { Sparkline } from "./sparkline.tsx";
import { componentMeaning, percent, sharesSentence } from "./words.ts";

/** How each component of the score went: a line over the attempts, now, and before. */
export function Components({ progress: { components } }: { progress: Progress }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Component</th>
          <th scope="col">Over the attempts</th>
          <th scope="col" className={classes.before}>
            3 before
          </th>
          <th scope="col" className={classes.figure}>
            Last 3
          </th>
          <th scope="col" className={classes.meaning}>
            Full marks mean
          </th>
        </tr>
      </thead>
      <tbody>
        {components.map((trend) => (
          <tr key={trend.id}>
            <th scope="row">{componentName[trend.id]}</th>
            <td className={classes.line}>
              <Sparkline shares={trend.shares} label={sharesSentence(trend)} />
            </td>
            <td className={classes.before}>{trend.before === null ? "–" : percent(trend.before)}</td>
            <td className={classes.figure}>{percent(trend.now)}</td>
            <td className={classes.meaning}>{componentMeaning[trend.id]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
