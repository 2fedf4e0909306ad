import fc from "fast-check";
import { expect, it } from "vitest";
import { nextHint } from "../../../../orchestrator/core/diagnosis/hints.ts";
import { score } from "../../../../orchestrator/core/diagnosis/score.ts";
import type { Hint } from "../../../../orchestrator/protocol/diagnosis.ts";
import { attempt, expert, fullDisk, type } from "./full-disk.ts";

/** All hints that can be taken when nothing more is seen meanwhile. */
function takeAll(found: readonly string[]): Hint[] {
  const taken: Hint[] = [];
  for (let hint = nextHint(fullDisk, found, taken); hint; hint = nextHint(fullDisk, found, taken)) taken.push(hint);
  return taken;
}

it("goes through where, what and meaning of each piece, the decisive one last", () => {
  const taken = takeAll([]);
  expect(taken.slice(0, 4)).toEqual([
    { evidence: "symptom", step: "where", text: "Ask the service as a customer would.", cost: 2 },
    { evidence: "symptom", step: "what", text: "Look for the status of an order.", cost: 3 },
    { evidence: "symptom", step: "meaning", text: "It fails by itself.", cost: 5 },
    { evidence: "disk-full", step: "where", text: "Look at the disks.", cost: 2 },
  ]);
  expect(taken.slice(-3).map(({ evidence }) => evidence)).toEqual(["deleted-fd", "deleted-fd", "deleted-fd"]);
  expect(taken).toHaveLength(15);
});

it("leaves the rest of a piece out once it was seen", () => {
  const begun = takeAll([]).slice(0, 1);
  expect(nextHint(fullDisk, [], begun)).toMatchObject({ evidence: "symptom", step: "what" });
  expect(nextHint(fullDisk, ["symptom"], begun)).toMatchObject({ evidence: "disk-full", step: "where" });
});

it("has none left once all was seen", () => {
  expect(
    nextHint(
      fullDisk,
      fullDisk.evidence.map(({ id }) => id),
      [],
    ),
  ).toBeNull();
});

it("never repeats a hint and never hints at what was seen", () => {
  const found = fc.subarray(fullDisk.evidence.map(({ id }) => id));
  fc.assert(
    fc.property(found, (seen) => {
      const taken = takeAll(seen);
      expect(new Set(taken.map(({ evidence, step }) => `${evidence} ${step}`)).size).toBe(taken.length);
      expect(taken.some(({ evidence }) => seen.includes(evidence))).toBe(false);
    }),
  );
});

it("takes the costs of hints off the total", () => {
  const hints = takeAll([]).slice(0, 3);
  expect(score({ ...attempt(type(...expert), "fixed"), hints })).toMatchObject({ total: 90, hintPoints: 10 });
});
