import { describe, expect, it } from "vitest";
import type { AttemptResult } from "../../../orchestrator/protocol/attempts.ts";
import type { Outcome } from "../../../orchestrator/protocol/checks.ts";
import {
  endSentence,
  libraryHeading,
  measuredSentence,
  proofSentence,
  resultSentence,
  startSentence,
  verifiedSentence,
} from "../../../web/ui/sentences.ts";
import { judgedResult } from "../../browser/judged-result.ts";
import { checkRun, labs, result } from "../../browser/page-data.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

function sentence(outcome: Outcome | null, checks: Outcome[], more: Parameters<typeof result>[1] = {}): string {
  const base = result("a", more);
  return plain(
    resultSentence({
      ...base,
      outcome,
      checks: checks.map((each, index) => checkRun(`k${index}`, each, index * 1000)),
    }),
  );
}

describe("the sentence of a result", () => {
  it("tells how many checks said no before the fix", () => {
    expect(sentence("fixed", ["fixed"])).toBe("Fixed. 6 min 12 s, at the first check.");
    expect(sentence("fixed", ["symptom-hidden", "fixed"])).toBe("Fixed. 6 min 12 s, after one check that said no.");
    expect(sentence("fixed", ["not-fixed", "symptom-hidden", "fixed"])).toBe(
      "Fixed. 6 min 12 s, after two checks that said no.",
    );
  });

  it("does not count a check that could not tell against anyone", () => {
    expect(sentence("fixed", ["could-not-tell", "fixed"])).toBe("Fixed. 6 min 12 s, at the first check.");
    expect(sentence("could-not-tell", ["could-not-tell"])).toContain("does not count against you");
  });

  it("tells a hidden symptom from a fault that is plainly there", () => {
    expect(sentence("symptom-hidden", ["symptom-hidden"])).toBe(
      "The symptom is gone, the fault is still there. Ended after 6 min 12 s.",
    );
    expect(sentence("not-fixed", ["not-fixed"])).toBe(
      "Not fixed. Ended after 6 min 12 s, with one check that said no.",
    );
  });

  it("says so when nothing was checked, and when the attempt still runs", () => {
    expect(sentence(null, [])).toBe("Not checked. Ended after 6 min 12 s.");
    expect(sentence(null, [], { state: "running", endReason: null })).toBe("Not checked yet. 6 min 12 s so far.");
  });

  it("repeats what the check said of a system in which nothing was wrong, also while its kind is not told", () => {
    const base = result("a", { kind: null, state: "running", endReason: null });
    const passed = { ...checkRun("k", "fixed", 0), sentence: "Nothing was wrong, and you left it so." };
    expect(plain(resultSentence({ ...base, outcome: "fixed", checks: [passed] }))).toBe(
      "Nothing was wrong, and you left it so. 6 min 12 s, at the first check.",
    );
    expect(sentence("not-fixed", ["not-fixed"], { kind: "healthy" })).toBe(
      "It was healthy; you changed it. Ended after 6 min 12 s, with one check that said no.",
    );
  });

  it("takes the blame for machines that were lost", () => {
    expect(sentence(null, [], { endReason: "sandbox-lost" })).toContain("not your doing");
  });
});

describe("the sentence of a result whose path was judged", () => {
  type Report = NonNullable<AttemptResult["report"]>;
  function judged(outcome: Outcome | null, more: (report: Report) => Partial<Report> = () => ({})): string {
    const base = judgedResult("a");
    if (!base.report) throw new Error("The result is not judged.");
    return plain(resultSentence({ ...base, outcome, report: { ...base.report, ...more(base.report) } }));
  }
  const without = ({ changes }: Report) => ({ changes: changes.filter(({ penalty }) => penalty === 0) });
  const unseen = ({ times }: Report) => ({ times: { ...times, diagnoseMs: null } });

  it("tells when the cause was seen, and how often something was changed before that", () => {
    expect(judged("fixed")).toBe("Fixed. You found the cause in 4 min 10 s, after one guess.");
    expect(judged("fixed", without)).toBe("Fixed. You found the cause in 4 min 10 s, without a guess.");
    expect(judged("not-fixed")).toBe("Not fixed. You found the cause in 4 min 10 s, after one guess.");
  });

  it("tells that the cause was never seen", () => {
    expect(judged("fixed", unseen)).toBe("Fixed. Done after 6 min 6 s and one guess; the cause was never seen.");
    expect(judged("symptom-hidden", unseen)).toBe(
      "The symptom is gone, the fault is still there. Ended after 6 min 6 s and one guess; the cause was never seen.",
    );
  });

  it("tells of a healthy system that was left so, and of one that was changed", () => {
    const base = judgedResult("a");
    const of = (outcome: Outcome) => {
      return plain(resultSentence({ ...base, outcome, attempt: { ...base.attempt, kind: "healthy" } }));
    };
    expect(of("fixed")).toBe(
      "Nothing was wrong, and you left it so. You found the cause in 4 min 10 s, after one guess.",
    );
    expect(of("not-fixed")).toBe("It was healthy; you changed it. You found the cause in 4 min 10 s, after one guess.");
  });

  it("says nothing of the search where nothing was checked", () => {
    expect(judged(null)).toBe("Not checked. Ended after 6 min 6 s.");
  });
});

describe("the other sentences", () => {
  it("name the step that a start waits for, with its place", () => {
    const step = (title: string, state: "done" | "running" | "waiting") => ({ id: title, title, state });
    expect(startSentence([step("Laying the network", "done"), step("Starting db, 2 of 3", "running")])).toBe(
      "Starting db, 2 of 3",
    );
    expect(startSentence([])).toBe("Waiting for a place to start");
  });

  it("count proofs in words that fit one and many", () => {
    const proof = {
      digest: "d1",
      verifiedAt: "2025-11-20T10:00:00Z",
      engine: "20.10",
      variants: 1,
      solutions: 1,
      masks: 5,
      runs: 1,
      statedByAuthor: false,
    };
    expect(plain(proofSentence(proof))).toBe("1 fix proven, 5 masks refused, shown once");
    expect(plain(proofSentence({ ...proof, runs: 3 }))).toBe("1 fix proven, 5 masks refused, 3 times in a row");
    expect(proofSentence(null)).toBe("not verified as it stands");
    expect(plain(proofSentence({ ...proof, statedByAuthor: true }))).toBe(
      "1 fix proven, 5 masks refused, shown once, stated by its author",
    );
    expect(verifiedSentence(proof)).toBe("Verified 2025-11-20 on 20.10");
    expect(verifiedSentence({ ...proof, statedByAuthor: true })).toBe(
      "As its author states, verified 2025-11-20 on 20.10",
    );
  });

  it("say how long a fix took and how many commands, where there was one", () => {
    const measured = { attempts: 4, fixed: 2, medianSeconds: 90, medianCommands: 7.5, level: null };
    expect(plain(measuredSentence(measured))).toBe(
      "fixed in 2 of 4 attempts, half of these within 1 min 30 s, half with at most 8 commands",
    );
    const unfixed = { ...measured, fixed: 0, medianSeconds: null, medianCommands: null };
    expect(plain(measuredSentence(unfixed))).toBe("fixed in 0 of 4 attempts");
  });

  it("tell how an attempt ended", () => {
    const ended = { endReason: "finished", startedAtMs: 0, fixedAtMs: 61_000 } as const;
    expect(plain(endSentence({ ...ended, kind: "fault" }))).toBe("Fixed in 1 min 1 s.");
    expect(plain(endSentence({ ...ended, kind: "healthy" }))).toBe(
      "Nothing was wrong, and you left it so. It took 1 min 1 s.",
    );
  });

  it("head the library by what is still broken", () => {
    expect(libraryHeading(labs)).toBe("Four machines are still broken.");
    expect(libraryHeading(labs.filter(({ solved }) => solved === null).slice(0, 1))).toBe("One machine is broken.");
    expect(libraryHeading(labs.filter(({ solved }) => solved !== null))).toBe("Every machine here is mended once.");
  });
});
