// What one run of a part came to, and how the runs of one part compare.
import type { Part } from "./parts.ts";
import type { ShownEvidence } from "./verify-diagnosis.ts";

/** A promise that a run saw broken. */
export interface Broken {
  /** Names the promise among those of its part, or the way in which it was broken. Nothing that was drawn is in it, so that runs compare. */
  readonly promise: string;
  /** What happened, for the author of the lab, with the output. */
  readonly text: string;
}

/** One run of a part, in a sandbox of its own; filled in as it goes on. */
export class PartRun {
  readonly part: Part;
  /** From 1. */
  readonly number: number;
  /** What the check said, in words; null while it said nothing. */
  verdict: string | null = null;
  /** Whether the check said what it had to. */
  isRight = false;
  /** How long the check took, in milliseconds. */
  checkMs: number | null = null;
  /** From the machines' start to the symptom, in milliseconds. */
  startMs: number | null = null;
  /** What a path earned, 0 to 100. */
  score: number | null = null;
  evidence: readonly ShownEvidence[] = [];
  /** Why this run says nothing of the lab, for example since the engine went away; null where it does. */
  unverified: string | null = null;
  readonly broken: Broken[] = [];

  constructor(part: Part, number: number) {
    this.part = part;
    this.number = number;
  }

  breaks(promise: string, text: string): void {
    this.broken.push({ promise, text });
  }
}

export interface Compared {
  /** Promises that each run broke, told as the first of them saw it. */
  readonly problems: readonly string[];
  /** How the runs differ, in a promise or only in the verdict, with the output of those that broke what others kept; null where they agree. */
  readonly flake: string | null;
}

/**
 * Tells what is always broken from what only some runs broke.
 *
 * @param runs of one part, at least one of them
 * @param of how many runs were asked for
 */
export function compareRuns(
  title: string,
  runs: readonly Pick<PartRun, "number" | "verdict" | "isRight" | "broken">[],
  of: number,
): Compared {
  const promises = new Set(runs.flatMap(({ broken }) => broken.map(({ promise }) => promise)));
  const problems: string[] = [];
  const differing: string[] = [];
  for (const promise of promises) {
    const seen = runs
      .map(({ number, broken }) => ({ number, texts: broken.filter((each) => each.promise === promise) }))
      .filter(({ texts }) => texts.length > 0);
    const texts = seen[0]?.texts.map(({ text }) => text) ?? [];
    if (seen.length === runs.length) problems.push(...texts);
    else differing.push(`In ${runNumbers(seen.map(({ number }) => number))}: ${texts.join("\n")}`);
  }
  const verdicts = new Set(runs.map(({ verdict }) => verdict));
  if (differing.length === 0 && verdicts.size <= 1) return { problems, flake: null };
  return { problems, flake: [`${title}: ${difference(runs, of)}`, ...differing].join("\n") };
}

/** How the verdicts differ, the odd ones first; of as many on both sides those that were wrong are odd. */
function difference(runs: readonly Pick<PartRun, "number" | "verdict" | "isRight">[], of: number): string {
  const groups = [...Map.groupBy(runs, ({ verdict }) => verdict).values()];
  groups.sort((a, b) => a.length - b.length || Number(a[0]?.isRight) - Number(b[0]?.isRight));
  const usual = groups.pop() ?? [];
  if (groups.length === 0) return `not the same in ${of} runs.`;
  const odd = groups.map((group, place) => {
    const numbers = group.map(({ number }) => number);
    if (place > 0) return `${runNumbers(numbers)} ${judged(group)}`;
    return `${runNumbers(numbers)} of ${of} ${numbers.length === 1 ? "was" : "were"} ${wasJudged(group)}`;
  });
  return `${odd.join(", ")}, the ${usual.length === 1 ? "other" : "others"} ${judged(usual)}.`;
}

function judged([run]: readonly Pick<PartRun, "verdict">[]): string {
  return run?.verdict == null ? "not judged" : `"${run.verdict}"`;
}

function wasJudged(runs: readonly Pick<PartRun, "verdict">[]): string {
  const words = judged(runs);
  return words.startsWith('"') ? `judged ${words}` : words;
}

/** `run 2`, `runs 1 and 3`, `runs 1, 2 and 5`. */
function runNumbers(numbers: readonly number[]): string {
  const last = numbers.at(-1);
  return numbers.length === 1 ? `run ${last}` : `runs ${numbers.slice(0, -1).join(", ")} and ${last}`;
}
