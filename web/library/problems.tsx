import type { LabProblem } from "../../orchestrator/protocol/labs.ts";
import { plural } from "../ui/sentences.ts";
import classes from "./problems.module.css";

/** Labs that did not load, for the one who writes them: file, line, what to write instead. */
export function Problems({ problems }: { problems: readonly LabProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <details className={classes.problems}>
      <summary>{plural(problems.length, "problem")} in labs that did not load</summary>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.file}:${problem.line}:${problem.message}`}>
            <code>
              {problem.file}
              {problem.line > 0 && `:${problem.line}`}
            </code>
            <p>{problem.message}</p>
            <p className={classes.remedy}>{problem.remedy}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
