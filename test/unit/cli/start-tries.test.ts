import { expect, it } from "vitest";
import { MAX_START_MS, startTries } from "../../../orchestrator/cli/start-tries.ts";

/** Starts that take so long, one after the other. */
function taking(...ms: readonly number[]) {
  const left = [...ms];
  return async (): Promise<number> => left.shift() ?? Number.NaN;
}

it("takes a start that was in time as it is", async () => {
  expect(await startTries(MAX_START_MS, taking(1))).toEqual([MAX_START_MS]);
});

it("starts again where the computer may have been busy, until one was in time", async () => {
  expect(await startTries(5000, taking(2000, 1))).toEqual([5000, 2000]);
});

it("does not try for ever where each is late", async () => {
  expect(await startTries(5000, taking(4000, 6000, 1))).toEqual([5000, 4000, 6000]);
});
