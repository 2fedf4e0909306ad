import { lazy, Suspense } from "react";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import { countWord } from "../ui/sentences.ts";
import classes from "./debrief.module.css";

const Markdown = lazy(() => import("../ui/markdown.tsx"));

/** Cause and prevention; there only after the end. */
export function Debrief({ text }: { text: string }) {
  return (
    <div className={classes.debrief}>
      <Suspense>
        <Markdown text={text} />
      </Suspense>
    </div>
  );
}

/** The right fixes, as typed; the first one open. */
export function Solutions({ solutions }: { solutions: AttemptResult["solutions"] }) {
  const word = countWord(solutions.length);
  return (
    <>
      <p className={classes.lead}>
        {word.charAt(0).toUpperCase() + word.slice(1)} {solutions.length === 1 ? "fix that holds" : "fixes that hold"},
        each typed into a real terminal and checked like yours.
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
