// What the chosen piece of the picture is: a command with what it showed, or a check with what it saw.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { CheckRun } from "../../orchestrator/protocol/checks.ts";
import type { Command } from "../../orchestrator/protocol/timeline.ts";
import { ReplayButton } from "../replay/replay-button.tsx";
import { took } from "../ui/duration.ts";
import { splitVerdict } from "../ui/sentences.ts";
import { lineOf, useCommandBook } from "./command-book.ts";
import { CommandOutput } from "./command-output.tsx";
import { changeName, toneOfChange } from "./lanes.ts";
import { checkPlace, commandPlace } from "./places.ts";
import classes from "./reading.module.css";

export function Reading({ result, target }: { result: AttemptResult; target: string }) {
  const command = result.commands.find(({ id }) => id === target);
  const check = result.checks.find(({ id }) => id === target);
  return (
    <figcaption className={classes.reading}>
      {command && <CommandReading command={command} report={result.report} />}
      {check && <CheckReading check={check} />}
    </figcaption>
  );
}

function CommandReading({ command, report }: { command: Command; report: AttemptResult["report"] }) {
  const book = useCommandBook();
  const change = report?.changes.find(({ command: id }) => id === command.id);
  return (
    <>
      <p className={classes.head}>
        <time>{book.at(command.startedAtMs)}</time>
        <code>{lineOf(command)}</code>
        <span className={classes.facts}>
          {[book.terminal(command), book.judged(command.id)?.class, ending(command)].filter(Boolean).join(" · ")}
        </span>
        <a href={`#${commandPlace(command.id)}`}>In the table</a>
        <ReplayButton from={{ atMs: command.startedAtMs, terminal: command.terminal }} />
      </p>
      {book.evidence(command.id).map(({ id, label, decisive }) => (
        <p key={id} className={classes.fact} data-kind={decisive ? "decisive" : "evidence"}>
          {label}
        </p>
      ))}
      {change && (
        <p className={classes.fact} data-kind={toneOfChange(change)}>
          {changeName[toneOfChange(change)]}
        </p>
      )}
      <div className={classes.output}>
        <CommandOutput attempt={book.attempt} command={command.id} />
      </div>
    </>
  );
}

function ending({ startedAtMs, endedAtMs, exit }: Command): string {
  if (endedAtMs === null) return "still running";
  return `${took(endedAtMs - startedAtMs)}${exit === null ? "" : ` · exit ${exit}`}`;
}

function CheckReading({ check }: { check: CheckRun }) {
  const book = useCommandBook();
  const { verdict, detail } = splitVerdict(check);
  return (
    <>
      <p className={classes.head}>
        <time>{book.at(check.startedAtMs)}</time>
        <strong data-outcome={check.outcome}>{verdict}</strong>
        <span className={classes.facts}>check</span>
        <a href={`#${checkPlace(check.id)}`}>Its steps</a>
        <ReplayButton from={{ atMs: check.startedAtMs, terminal: null }} />
      </p>
      <p className={classes.saw}>{detail}</p>
    </>
  );
}
