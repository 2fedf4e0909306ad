// The evidence of the lab: what was seen, when and by which command; then what was never seen.
import type { EvidenceView } from "../../orchestrator/protocol/diagnosis.ts";
import { useCommandBook } from "./command-book.ts";
import { CommandLink } from "./command-link.tsx";
import classes from "./evidence.module.css";

export function Evidence({ evidence }: { evidence: readonly EvidenceView[] }) {
  const seen = evidence
    .filter(({ atMs }) => atMs !== null)
    .toSorted((one, other) => (one.atMs ?? 0) - (other.atMs ?? 0));
  const unseen = evidence.filter(({ atMs }) => atMs === null);
  return (
    <table className={classes.evidence}>
      <thead>
        <tr>
          <th scope="col">Seen</th>
          <th scope="col">Fact</th>
          <th scope="col">Shown by</th>
          <th scope="col" className={classes.weight}>
            Weight
          </th>
        </tr>
      </thead>
      <tbody>
        {[...seen, ...unseen].map((piece) => (
          <Row key={piece.id} piece={piece} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ piece }: { piece: EvidenceView }) {
  const { label, command, atMs, weight, decisive, symptom } = piece;
  const book = useCommandBook();
  return (
    <tr data-seen={atMs !== null}>
      <td className={classes.time}>{atMs === null ? "never" : book.at(atMs)}</td>
      <td className={classes.fact}>
        {label} {decisive && <span>decisive</span>}
        {symptom && <span>symptom</span>}
      </td>
      <td className={classes.by}>
        <CommandLink id={command} />
      </td>
      <td className={classes.weight}>{weight}</td>
    </tr>
  );
}
