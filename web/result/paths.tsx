// The candidate's path beside an expert's, command by command.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import { plural } from "../ui/sentences.ts";
import { useCommandBook } from "./command-book.ts";
import { CommandLink } from "./command-link.tsx";
import classes from "./paths.module.css";

/** Commands that neither look nor change, like `cd`, are left out where that is known. */
export function Paths({ result }: { result: AttemptResult }) {
  const { expert, report, commands } = result;
  const book = useCommandBook();
  const own = report ? report.commands.filter((command) => command.class !== "neutral") : commands;
  return (
    <div className={classes.paths}>
      <section aria-label="Your path">
        <h3>
          Yours <span>{plural(own.length, "command")}</span>
        </h3>
        <ol>
          {own.map(({ id }) => (
            <li key={id} data-told={book.evidence(id).length > 0} data-class={book.judged(id)?.class}>
              <CommandLink id={id} />
            </li>
          ))}
        </ol>
      </section>
      <section aria-label="An expert's path">
        <h3>
          An expert's <span>{plural(expert.length, "command")}</span>
        </h3>
        <ol>
          {expert.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an expert may type a line twice
            <li key={index}>
              <code>{line}</code>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
