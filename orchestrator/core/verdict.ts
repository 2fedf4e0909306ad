// From what each step of a check found to the answer a person reads.
import type { CheckRun, Finding, Outcome } from "../protocol/checks.ts";
import type { LabKind } from "../protocol/labs.ts";

/** A step that has run. `finding` is null for a provocation, which is never judged itself. */
export interface StepFinding {
  readonly title: string;
  readonly proves: "symptom" | "root" | null;
  readonly finding: Finding | null;
  readonly saw: string;
}

export interface Verdict {
  readonly outcome: Outcome;
  readonly sentence: string;
}

/**
 * The verdict over the steps that have run, in order. Fixed only when every step that the lab judges was met; a probe of
 * ours that failed never counts against the candidate and never passes.
 *
 * @param steps the steps that ran; the last one is the decisive one
 * @param complete whether no step was left out
 * @param kind of the lab; in a healthy one the symptom's steps claim that it is well, the others that it is as it was
 */
export function verdict(steps: readonly StepFinding[], complete: boolean, kind: LabKind): Verdict {
  const decisive = steps.findIndex((step) => step.finding === "not-met" || step.finding === "could-not-tell");
  const step = steps[decisive];
  const provoked = steps.slice(0, decisive === -1 ? steps.length : decisive).filter((ran) => ran.proves === null);
  if (step?.finding === "not-met") {
    if (kind === "healthy") return notLeftSo(step);
    return step.proves === "root" ? hidden(step.saw, provoked) : notFixed(step.saw, provoked);
  }
  const judged = steps.filter((ran) => ran.proves !== null);
  const proven = ["symptom", "root"].every((part) => judged.some((ran) => ran.proves === part));
  if (step || !complete || !proven) return couldNotTell(step?.title);
  if (kind === "healthy") return leftSo(provoked);
  const after = provoked.length > 0 ? `, and it stayed gone after: ${titles(provoked)}` : "";
  return { outcome: "fixed", sentence: `Fixed. The symptom is gone${after}.` };
}

/**
 * A check run as it is told before the attempt has ended. Of a healthy lab it keeps back what was seen and that anything was changed,
 * which would tell that there was nothing to mend; once a check has passed, that is told already.
 */
export function toldBeforeTheEnd(run: CheckRun, kind: LabKind): CheckRun {
  if (kind !== "healthy" || run.outcome === "fixed") return run;
  const steps = run.steps.map((step) => ({ ...step, saw: "" }));
  if (run.outcome !== "not-fixed") return { ...run, steps };
  const decisive = run.steps.find(({ state }) => state === "not-met");
  const which = decisive ? ` It is not as it has to be: ${titles([decisive])}.` : "";
  return { ...run, steps, sentence: `Not fixed.${which}` };
}

function leftSo(provoked: readonly StepFinding[]): Verdict {
  const after = provoked.length > 0 ? ` It stayed well after: ${titles(provoked)}.` : "";
  return { outcome: "fixed", sentence: `Nothing was wrong, and you left it so.${after}` };
}

function notLeftSo({ proves, saw }: StepFinding): Verdict {
  const what = proves === "root" ? "It was healthy; you changed it." : "It was healthy; now it is not.";
  return { outcome: "not-fixed", sentence: `${what} ${asSentence(saw)}`.trim() };
}

function hidden(saw: string, provoked: readonly StepFinding[]): Verdict {
  const when = provoked.length > 0 ? ` What it looked like after: ${titles(provoked)}.` : "";
  return {
    outcome: "symptom-hidden",
    sentence: `The symptom is hidden, but the fault is still there.${when} ${asSentence(saw)}`.trim(),
  };
}

function notFixed(saw: string, provoked: readonly StepFinding[]): Verdict {
  const what =
    provoked.length > 0 ? `The symptom came back after: ${titles(provoked)}.` : "The symptom is still there.";
  return { outcome: "not-fixed", sentence: `Not fixed. ${what} ${asSentence(saw)}`.trim() };
}

function couldNotTell(title: string | undefined): Verdict {
  const where = title === undefined ? "the check did not come to its end" : `the step "${title}" gave no answer`;
  return {
    outcome: "could-not-tell",
    sentence: `Could not tell: ${where}. This is on our side and does not count against you; run the check again.`,
  };
}

function titles(steps: readonly { readonly title: string }[]): string {
  return [...new Set(steps.map((step) => step.title))].map((title) => title.replace(/\.$/, "")).join("; ");
}

function asSentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
