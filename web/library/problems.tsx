import type { LabProblem } from "../../orchestrator/protocol/labs.ts";
import { plural } from "../ui/sentences.ts";
import classes from "./problems.module.css";

/** Labs that did not load, for the one who writes them: which, file, line, what to write instead. */
export function Problems({ problems }: { problems: readonly LabProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <details className={classes.problems}>
      <summary>{plural(problems.length, "problem")} in labs or their sources</summary>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.path}:${problem.line}:${problem.message}`}>
            {problem.lab !== "" && <strong>{problem.lab}</strong>}
            <code>
              {problem.path}
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
