import { ReportText } from "./report-text.tsx";
import classes from "./unverified.module.css";

/** What the report can't vouch for. */
export function Unverified({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className={classes.unverified}>
      {sentences.map((sentence) => (
        <li key={sentence}>
          <ReportText text={sentence} />
        </li>
      ))}
    </ul>
  );
}
