// The score: how it adds up, and a bar for each of its parts, which opens to why and to the commands that made it.
import type { DiagnosisReport, HintStep, HintView, ScoreComponent } from "../../orchestrator/protocol/diagnosis.ts";
import { componentName } from "../../orchestrator/protocol/names.ts";
import { ReportDetail, ReportText } from "./report-text.tsx";
import classes from "./score.module.css";

const points = (value: number) => value.toFixed(1);

/** Points that the process and the outcome can earn. */
const PROCESS = 60;
const OUTCOME = 40;

export function Sum({ report, hints }: { report: DiagnosisReport; hints: readonly HintView[] }) {
  const { total, processPoints, outcomePoints, hintPoints, cap } = report;
  return (
    <div>
      <p className={classes.total}>
        <strong>{total}</strong> of 100
      </p>
      <dl className={classes.sum}>
        <Line name="Diagnosis" value={points(processPoints)} of={PROCESS} />
        <Line name="Outcome" value={points(outcomePoints)} of={OUTCOME} />
        {hintPoints > 0 && <Line name={hints.length === 1 ? "One hint" : "Hints"} value={`−${points(hintPoints)}`} />}
      </dl>
      {cap && (
        <p className={classes.cap}>
          <ReportText text={cap.sentence} />
        </p>
      )}
    </div>
  );
}

function Line({ name, value, of }: { name: string; value: string; of?: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={classes.points}>
        {value}
        {of !== undefined && <span className={classes.most}> / {of}</span>}
      </dd>
    </div>
  );
}

/** Bars as long as what could be earned, filled as far as it was. */
export function Bars({ components, hints }: { components: readonly ScoreComponent[]; hints: readonly HintView[] }) {
  const longest = Math.max(...components.map(({ most }) => most));
  return (
    <div>
      {components.map((component) => (
        <Bar key={component.id} component={component} longest={longest} />
      ))}
      {hints.length > 0 && <Hints hints={hints} />}
    </div>
  );
}

function Bar({ component, longest }: { component: ScoreComponent; longest: number }) {
  const { id, share, points: earned, most, sentence, details } = component;
  return (
    <details className={classes.part}>
      <summary>
        <span className={classes.name}>{componentName[id]}</span>
        <span className={classes.room} aria-hidden="true">
          <span className={classes.bar} style={{ width: `${(100 * most) / longest}%` }}>
            <span className={classes.earned} style={{ width: `${100 * share}%` }} />
          </span>
        </span>
        <span className={classes.points}>
          {points(earned)}
          <span className={classes.most}> / {points(most)}</span>
        </span>
      </summary>
      <div className={classes.why}>
        <p>
          <ReportText text={sentence} />
        </p>
        {details.length > 0 && (
          <ul className={classes.details}>
            {details.map(({ text, commands }) => (
              <li key={text}>
                <ReportDetail text={text} commands={commands} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}

const stepName: Record<HintStep, string> = {
  where: "Where to look",
  what: "What to look for",
  meaning: "What it means",
};

function Hints({ hints }: { hints: readonly HintView[] }) {
  const cost = hints.reduce((sum, hint) => sum + hint.cost, 0);
  return (
    <details className={classes.part}>
      <summary>
        <span className={classes.name}>Hints</span>
        <span className={classes.room} />
        <span className={classes.points}>−{points(cost)}</span>
      </summary>
      <ul className={classes.details}>
        {hints.map(({ step, text, cost: own }) => (
          <li key={text}>
            {stepName[step]}, {own} points: {text}
          </li>
        ))}
      </ul>
    </details>
  );
}
