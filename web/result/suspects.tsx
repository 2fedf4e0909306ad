// How the suspects became fewer: each with the time for which it was one, and the evidence that ruled it out.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { DiagnosisReport, SuspectView } from "../../orchestrator/protocol/diagnosis.ts";
import { countWord, plural } from "../ui/sentences.ts";
import { useCommandBook } from "./command-book.ts";
import { CommandLink } from "./command-link.tsx";
import { shareOf, spanOf } from "./lanes.ts";
import { commandPlace } from "./places.ts";
import classes from "./suspects.module.css";

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

export function Suspects({ result, report }: { result: AttemptResult; report: DiagnosisReport }) {
  const book = useCommandBook();
  const { startMs, lengthMs } = spanOf(result);
  const share = (atMs: number | null) => (atMs === null ? 1 : shareOf(atMs - startMs, lengthMs));
  // As the score counts it: relief after the symptom was measured leaves the search open.
  const acted = report.changes.find(({ kind, penalty }) => kind !== "mitigation" || penalty > 0);
  const first = book.command(acted?.command ?? null);
  const bySpan = report.suspects.toSorted(
    (one, other) =>
      (one.ruledOutAtMs ?? Infinity) - (other.ruledOutAtMs ?? Infinity) || Number(one.cause) - Number(other.cause),
  );
  return (
    <>
      <p className={classes.lead}>{suspectsSentence(report)}</p>
      <ol className={classes.suspects}>
        {bySpan.map((suspect) => (
          <li key={suspect.id} data-cause={suspect.cause} data-out={suspect.ruledOutBy !== null}>
            <span className={classes.label}>{suspect.label}</span>
            <span className={classes.track} aria-hidden="true">
              <span className={classes.span} style={{ width: percent(share(suspect.ruledOutAtMs)) }} />
              {first && <span className={classes.change} style={{ left: percent(share(first.startedAtMs)) }} />}
            </span>
            <span className={classes.fate}>
              <Fate suspect={suspect} report={report} />
            </span>
          </li>
        ))}
      </ol>
      {first && (
        <p className={classes.key}>
          <span className={classes.change} aria-hidden="true" /> your first change: <CommandLink id={first.id} />
        </p>
      )}
    </>
  );
}

function suspectsSentence({ suspects }: DiagnosisReport): string {
  const all = plural(suspects.length, "suspect");
  const left = suspects.filter(({ ruledOutBy }) => ruledOutBy === null);
  if (left.length === suspects.length) return `None of ${all} was ruled out.`;
  if (left.length === 1 && left[0]?.cause) return `Of ${all} only the cause stayed.`;
  return `Of ${all} ${countWord(left.length)} stayed.`;
}

function Fate({ suspect, report }: { suspect: SuspectView; report: DiagnosisReport }) {
  const book = useCommandBook();
  const by = report.evidence.find(({ id }) => id === suspect.ruledOutBy);
  if (by && suspect.ruledOutAtMs !== null) {
    return (
      <>
        <time>{book.at(suspect.ruledOutAtMs)}</time>
        <a href={`#${commandPlace(by.command ?? "")}`}>{by.label}</a>
      </>
    );
  }
  return suspect.cause ? <strong>The cause</strong> : <span>Nothing ruled it out</span>;
}
