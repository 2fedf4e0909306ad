import { describe, expect, it, vi } from "vitest";
import { ProgressReader } from "../../../orchestrator/http/progress.ts";
import { progress } from "../../../orchestrator/protocol/progress.ts";
import { fiveLabs } from "../../fakes/practices.ts";
import { SAMPLE_START_MS, sampleResult } from "../../fakes/sample-result.ts";
import { running, worldPerTest } from "./attempts-fixture.ts";

const world = worldPerTest();

describe("progress over the API", () => {
  it("begins its plans today and counts ended attempts only, each of them judged once", async () => {
    const attempts = world().open();
    const { id } = await running(attempts);
    await running(attempts);
    const result = vi.spyOn(attempts, "result").mockImplementation(async () => sampleResult());
    const reader = new ProgressReader(attempts, () => new Date(2025, 10, 26, 15, 30).getTime());
    expect(progress.parse(await reader.read(fiveLabs))).toMatchObject({ today: "2025-11-26", attempts: 0 });
    expect(result).not.toHaveBeenCalled();
    await attempts.end(id);
    for (let time = 0; time < 2; time += 1) {
      expect(await reader.read(fiveLabs)).toMatchObject({
        attempts: 1,
        trend: [{ attempt: "a1", endedAtMs: SAMPLE_START_MS + 380_000, total: 93 }],
      });
    }
    expect(result).toHaveBeenCalledExactlyOnceWith(id);
  });
});
