// How the path was judged: the score, the one thing to do differently, suspects and evidence, and what is not certain.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { ComponentId, DiagnosisReport } from "../../orchestrator/protocol/diagnosis.ts";
import { componentName } from "../../orchestrator/protocol/names.ts";
import { Evidence } from "./evidence.tsx";
import classes from "./judgement.module.css";
import { ReportText } from "./report-text.tsx";
import { Bars, Sum } from "./score.tsx";
import { Section } from "./section.tsx";
import { Suspects } from "./suspects.tsx";
import { Unverified } from "./unverified.tsx";

export function Judgement({ result, report }: { result: AttemptResult; report: DiagnosisReport }) {
  const { hints } = result.attempt;
  const { components, suspects, evidence, advice, unverified } = report;
  return (
    <>
      <div className={classes.score}>
        <Section title="Score">
          <Sum report={report} hints={hints} />
        </Section>
        <div className={classes.bars}>
          <Bars components={components} hints={hints} />
        </div>
        {advice && (
          <Section title="One thing to do differently">
            <p className={classes.advice}>
              <ReportText text={advice.sentence} />
            </p>
            <p className={classes.lost}>{lossOf(report, advice.component)}</p>
          </Section>
        )}
      </div>
      {suspects.length > 0 && (
        <Section title="Suspects">
          <Suspects result={result} report={report} />
        </Section>
      )}
      {evidence.length > 0 && (
        <Section title="Evidence">
          <Evidence evidence={evidence} />
        </Section>
      )}
      {unverified.length > 0 && (
        <Section title="What could not be seen">
          <Unverified sentences={unverified} />
        </Section>
      )}
    </>
  );
}

/** Where the advice comes from: what was lost most. */
function lossOf({ components }: DiagnosisReport, id: ComponentId): string {
  const part = components.find((component) => component.id === id);
  const lost = part ? part.most - part.points : 0;
  return `Most was lost in ${componentName[id].toLowerCase()}: ${lost.toFixed(1)} points.`;
}
