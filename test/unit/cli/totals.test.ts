import { describe, expect, it } from "vitest";
import { waitingShare } from "../../../orchestrator/cli/totals.ts";

const phasesMs = { starting: 2000, typing: 3000, checking: 4000, removing: 1000 };

describe("the share of the time that is waiting", () => {
  it("is what the cores did not work of the time of all jobs", () => {
    expect(waitingShare({ phasesMs, busyMs: 4000 })).toBe(0.6);
    expect(waitingShare({ phasesMs, busyMs: 0 })).toBe(1);
  });

  it("is not known where the computer did more than the jobs can have asked of it", () => {
    expect(waitingShare({ phasesMs, busyMs: 50_000 })).toBeNull();
  });

  it("is not known where the system does not tell, or nothing ran", () => {
    expect(waitingShare({ phasesMs, busyMs: null })).toBeNull();
    const none = { starting: 0, typing: 0, checking: 0, removing: 0 };
    expect(waitingShare({ phasesMs: none, busyMs: 0 })).toBeNull();
  });
});
