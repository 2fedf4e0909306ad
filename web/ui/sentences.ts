// Sentences that the pages say, computed from what the API tells. Pure, so that tests can read them.
import type { Attempt, AttemptResult, StartStep } from "../../orchestrator/protocol/attempts.ts";
import type { CheckRun } from "../../orchestrator/protocol/checks.ts";
import type { DiagnosisReport } from "../../orchestrator/protocol/diagnosis.ts";
import type { LabCard, LabKind, ShownProof } from "../../orchestrator/protocol/labs.ts";
import { outcomeName, runsName } from "../../orchestrator/protocol/names.ts";
import { spell } from "./duration.ts";

const numbers = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A small count as a word: `three`; from 13 on the figure. */
export function countWord(count: number): string {
  return numbers[count] ?? String(count);
}

/** A count and its noun: `1 fix`, `6 fixes`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count}\u00a0${count === 1 ? one : many}`;
}

/**
 * What `lab verify` showed: `6 fixes proven, 5 masks refused`, and how often: `shown once`, `3 times in a row`. Of a lab from
 * elsewhere it is `stated by its author`.
 */
export function proofSentence(proof: ShownProof | null): string {
  if (!proof) return "not verified as it stands";
  return `${plural(proof.solutions, "fix", "fixes")} proven, ${plural(proof.masks, "mask")} refused, ${runsName(proof.runs)}${proof.statedByAuthor ? ", stated by its author" : ""}`;
}

/** When and where that was, for whoever wants to know more. */
export function verifiedSentence({ verifiedAt, engine, statedByAuthor }: ShownProof): string {
  return `${statedByAuthor ? "As its author states, verified" : "Verified"} ${verifiedAt.slice(0, 10)} on ${engine}`;
}

/** How a lab went so far: `fixed in 6 of 9 attempts, half of these within 14 min, half with at most 21 commands`. */
export function measuredSentence(measured: NonNullable<LabCard["measured"]>): string {
  const { attempts, fixed, medianSeconds, medianCommands } = measured;
  const share = `fixed in ${fixed} of ${plural(attempts, "attempt")}`;
  if (medianSeconds === null || medianCommands === null) return share;
  const commands = plural(Math.ceil(medianCommands), "command");
  return `${share}, half of these within ${spell(medianSeconds)}, half with at most ${commands}`;
}

type Resulting = Pick<AttemptResult, "attempt" | "outcome" | "seconds" | "checks" | "report">;

/**
 * The sentence that the result page opens with: `Fixed. You found the cause in 4 min 10 s, after one guess.` Where the path
 * was not judged: `Fixed. 6 min 12 s, after one check that said no.`
 */
export function resultSentence(result: Resulting): string {
  const { attempt, outcome, seconds, checks, report } = result;
  const time = spell(seconds);
  const refusals = checks.filter(saidNo).length;
  if (report && outcome && outcome !== "could-not-tell" && attempt.endReason !== "sandbox-lost") {
    const end = outcome === "fixed" ? `Done after ${time}` : `Ended after ${time}`;
    return `${judgedOutcome[attempt.kind ?? "fault"][outcome]} ${searchSentence(report, end)}`;
  }
  if (outcome === "fixed") {
    const passed = checks.find((run) => run.outcome === "fixed");
    const verdict = passed ? splitVerdict(passed).verdict : "Fixed";
    return refusals === 0
      ? `${verdict}. ${time}, at the first check.`
      : `${verdict}. ${time}, after ${refused(refusals)}.`;
  }
  if (attempt.state === "failed") return "The lab did not start.";
  if (attempt.endReason === "sandbox-lost") return `The machines were lost after ${time}. That was not your doing.`;
  const end = attempt.state !== "ended" ? `${time} so far` : `Ended after ${time}`;
  if (outcome === "symptom-hidden") return `The symptom is gone, the fault is still there. ${end}.`;
  if (outcome === "not-fixed")
    return `${judgedOutcome[attempt.kind ?? "fault"][outcome]} ${end}, with ${refused(refusals)}.`;
  if (outcome === "could-not-tell")
    return `Could not tell. ${end}; the check gave no answer, which does not count against you.`;
  return attempt.state === "ended" ? `Not checked. ${end}.` : `Not checked yet. ${end}.`;
}

const judgedOutcome: Readonly<Record<LabKind, Readonly<Record<"fixed" | "symptom-hidden" | "not-fixed", string>>>> = {
  fault: {
    fixed: "Fixed.",
    "symptom-hidden": "The symptom is gone, the fault is still there.",
    "not-fixed": "Not fixed.",
  },
  healthy: {
    fixed: "Nothing was wrong, and you left it so.",
    "symptom-hidden": "It was healthy; you changed it.",
    "not-fixed": "It was healthy; you changed it.",
  },
};

/** How the search went: the time to the cause, and the changes that were made before it was seen. */
function searchSentence({ times, changes }: DiagnosisReport, end: string): string {
  const count = changes.filter(({ penalty }) => penalty > 0).length;
  const guesses = `${countWord(count)} ${count === 1 ? "guess" : "guesses"}`;
  if (times.diagnoseMs === null) {
    return `${end}${count > 0 ? ` and ${guesses}` : ""}; the cause was never seen.`;
  }
  return `You found the cause in ${spell(times.diagnoseMs / 1000)}, ${count > 0 ? `after ${guesses}` : "without a guess"}.`;
}

/** Whether a check said no; one that could not tell did not. */
export function saidNo(run: CheckRun): boolean {
  return run.outcome === "not-fixed" || run.outcome === "symptom-hidden";
}

function refused(count: number): string {
  return `${countWord(count)} ${count === 1 ? "check" : "checks"} that said no`;
}

/** The heading of the library: how many machines are still broken. Undefined while the labs load. */
export function libraryHeading(labs: readonly { solved: unknown }[] | undefined): string {
  if (!labs || labs.length === 0) return "Machines that are broken on purpose";
  const open = labs.filter((lab) => lab.solved === null).length;
  if (open === 0) return "Every machine here is mended once.";
  const still = open < labs.length ? "still " : "";
  const word = countWord(open);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${open === 1 ? "machine is" : "machines are"} ${still}broken.`;
}

/** What a start waits for: `Starting db, 2 of 3`. */
export function startSentence(steps: readonly StartStep[]): string {
  const step = steps.find(({ state }) => state === "running" || state === "waiting" || state === "failed");
  if (!step) return steps.length > 0 ? "Handing the machine over" : "Waiting for a place to start";
  return step.title;
}

/** How an attempt ended, for the page that its terminals were on. */
export function endSentence(attempt: Pick<Attempt, "kind" | "endReason" | "fixedAtMs" | "startedAtMs">): string {
  if (attempt.fixedAtMs !== null && attempt.startedAtMs !== null) {
    const time = spell((attempt.fixedAtMs - attempt.startedAtMs) / 1000);
    return attempt.kind === "healthy" ? `Nothing was wrong, and you left it so. It took ${time}.` : `Fixed in ${time}.`;
  }
  if (attempt.endReason === "deadline") return "The time is up.";
  if (attempt.endReason === "sandbox-lost") return "The machines were lost. That was not your doing.";
  return "This attempt is over.";
}

/** A brief without the heading that it opens with: the page already has the lab's title there. */
export function withoutTitle(markdown: string): string {
  return markdown.replace(/^\s*# .*\n+/, "");
}

/** A check's verdict as its first sentence, which says the outcome, and the rest, which says what was seen. */
export function splitVerdict(run: CheckRun): { verdict: string; detail: string } {
  const [, first = run.sentence, rest = ""] = run.sentence.match(/^(.+?)\.(?:\s+(.*))?$/s) ?? [];
  const verdict = first || (run.outcome ? outcomeName(run.outcome, null) : "Checking");
  return { verdict, detail: rest };
}
