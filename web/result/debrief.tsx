import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import { labsQuery } from "../ui/queries.ts";
import { countWord } from "../ui/sentences.ts";
import classes from "./debrief.module.css";

const Markdown = lazy(() => import("../ui/markdown.tsx"));

/** Cause and prevention, with what the lab teaches; there only after the end. */
export function Debrief({ text, lab }: { text: string; lab: string }) {
  const { data } = useQuery(labsQuery);
  const teaches = data?.labs.find(({ id }) => id === lab)?.teaches ?? [];
  return (
    <div className={classes.debrief}>
      {teaches.length > 0 && (
        <p className={classes.lead}>
          What this lab teaches: <span className={classes.teaches}>{teaches.join(" · ")}</span>
        </p>
      )}
      <Suspense>
        <Markdown text={text} sources />
      </Suspense>
    </div>
  );
}

/** The right fixes, or the looks where nothing was to be fixed, as typed; the first one open. */
export function Solutions({ attempt, solutions }: Pick<AttemptResult, "attempt" | "solutions">) {
  const word = countWord(solutions.length);
  const one = solutions.length === 1;
  const what =
    attempt.kind === "healthy"
      ? `${one ? "way" : "ways"} to look that ${one ? "leaves" : "leave"} it as it is`
      : one
        ? "fix that holds"
        : "fixes that hold";
  return (
    <>
      <p className={classes.lead}>
        {word.charAt(0).toUpperCase() + word.slice(1)} {what}, each typed into a real terminal and checked like yours.
      </p>
      {solutions.map((solution, index) => (
        <details key={solution.id} className={classes.solution} open={index === 0}>
          <summary>{solution.title}</summary>
          <pre>
            <code>{solution.commands.join("\n")}</code>
          </pre>
        </details>
      ))}
    </>
  );
}
