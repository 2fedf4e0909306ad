// Hints in three steps, each with its price before it is taken and after.
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import type { HintStep, HintView } from "../../orchestrator/protocol/diagnosis.ts";
import { failureText } from "../ui/failure.tsx";
import { plural } from "../ui/sentences.ts";
import classes from "./hints.module.css";
import { Refused } from "./refused.tsx";
import type { Coaching } from "./use-coaching.ts";

const stepName: Record<HintStep, string> = {
  where: "Where to look",
  what: "What to look for",
  meaning: "What it means",
};

const points = (count: number) => plural(count, "point");

/** @param live whether a hint may still be taken */
export function Hints({ attempt, coaching, live }: { attempt: Attempt; coaching: Coaching; live: boolean }) {
  const { hints } = attempt;
  const list = useRef<HTMLOListElement>(null);
  const count = hints.length;
  useEffect(() => {
    if (count > 0 && coaching.taken) list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [count, coaching.taken]);
  return (
    <section aria-labelledby="hints">
      <div className={classes.head}>
        <h3 id="hints">Hints</h3>
        {count > 0 && <span className={classes.cost}>{points(total(hints))} in all</span>}
      </div>
      {count === 0 && (
        <p className={classes.soft}>
          Three steps towards what you have not seen yet. What they cost comes off the 100 points of the result.
        </p>
      )}
      {count > 0 && (
        <ol className={classes.list} ref={list}>
          {hints.map((hint) => (
            <li key={hint.text} data-step={hint.step}>
              <p className={classes.step}>
                <span>{stepName[hint.step]}</span>
                <span className={classes.cost}>{points(hint.cost)}</span>
              </p>
              <p>{hint.text}</p>
            </li>
          ))}
        </ol>
      )}
      {live && <Offer attempt={attempt} coaching={coaching} />}
      <Refused error={coaching.hintError} title={notTaken(coaching.hintError)} />
      <p className="visually-hidden" role="status">
        {coaching.taken && spoken(coaching.taken)}
      </p>
    </section>
  );
}

function Offer({ attempt, coaching }: { attempt: Attempt; coaching: Coaching }) {
  const { nextHint } = attempt;
  const { taking, takeHint } = coaching;
  return (
    <>
      {nextHint ? (
        <Button
          className={classes.take ?? ""}
          variant="default"
          size="xs"
          fullWidth
          justify="space-between"
          aria-disabled={taking}
          // A second click of a double click, or a key held down, would pay for the next hint unread.
          onClick={(event) => event.detail < 2 && takeHint()}
          onKeyDown={(event) => event.repeat && event.preventDefault()}
          rightSection={<span className={classes.cost}>costs {points(nextHint.cost)}</span>}
        >
          {taking ? "Asking for the hint …" : `Take a hint: ${stepName[nextHint.step].toLowerCase()}`}
        </Button>
      ) : (
        <p className={classes.soft}>
          {attempt.fixedAtMs === null ? "No hint is left." : "The check has passed; no hint is needed."}
        </p>
      )}
    </>
  );
}

/** Only a refusal says for sure that nothing was taken; after any other failure the list does. */
function notTaken(error: unknown): string {
  return failureText(error).code === "wrong-state" ? "No hint was taken." : "The hint did not come.";
}

function spoken({ step, text, cost }: HintView): string {
  return `${stepName[step]}, for ${points(cost)}: ${text}`;
}

function total(hints: readonly HintView[]): number {
  return hints.reduce((sum, { cost }) => sum + cost, 0);
}
