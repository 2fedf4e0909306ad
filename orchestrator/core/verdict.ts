// From what each step of a check found to the answer a person reads.
import type { Finding, Outcome } from "../protocol/checks.ts";

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
 */
export function verdict(steps: readonly StepFinding[], complete: boolean): Verdict {
  const decisive = steps.findIndex((step) => step.finding === "not-met" || step.finding === "could-not-tell");
  const step = steps[decisive];
  const provoked = steps.slice(0, decisive === -1 ? steps.length : decisive).filter((ran) => ran.proves === null);
  if (step?.finding === "not-met") {
    return step.proves === "root" ? hidden(step.saw, provoked) : notFixed(step.saw, provoked);
  }
  const judged = steps.filter((ran) => ran.proves !== null);
  const proven = ["symptom", "root"].every((part) => judged.some((ran) => ran.proves === part));
  if (step || !complete || !proven) return couldNotTell(step?.title);
  const after = provoked.length > 0 ? `, and it stayed gone after: ${titles(provoked)}` : "";
  return { outcome: "fixed", sentence: `Fixed. The symptom is gone${after}.` };
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

function titles(steps: readonly StepFinding[]): string {
  return [...new Set(steps.map((step) => step.title))].map((title) => title.replace(/\.$/, "")).join("; ");
}

function asSentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
