import { describe, expect, it } from "vitest";
import { measureDifficulty } from "../../../orchestrator/core/measured.ts";

const stated = { level: 3, minutes: 20 };
/** Attempts fixed after so many minutes, or not at all, each with a command a minute. */
const times = (...minutes: (number | null)[]) =>
  minutes.map((minute) =>
    minute === null ? { seconds: null, commands: 40 } : { seconds: minute * 60, commands: minute },
  );

describe("how hard a lab proved to be", () => {
  it("is not said where nobody has tried, and no level after a few attempts", () => {
    expect(measureDifficulty(stated, [])).toBeNull();
    expect(measureDifficulty(stated, times(10, null))).toEqual({
      attempts: 2,
      fixed: 1,
      medianSeconds: 600,
      medianCommands: 10,
      level: null,
    });
    expect(measureDifficulty(stated, times(null))).toMatchObject({
      fixed: 0,
      medianSeconds: null,
      medianCommands: null,
      level: null,
    });
  });

  it("is as stated where most fix it in about its time", () => {
    expect(measureDifficulty(stated, times(12, 18, 25, 15, null))).toEqual({
      attempts: 5,
      fixed: 4,
      medianSeconds: 16.5 * 60,
      medianCommands: 16.5,
      level: 3,
    });
  });

  it("is a level more where few fix it, or slowly", () => {
    expect(measureDifficulty(stated, times(10, null, null, null, null))?.level).toBe(4);
    expect(measureDifficulty(stated, times(31, 35, 40, 45, 50))?.level).toBe(4);
    expect(measureDifficulty(stated, times(null, null, null, null, null))?.level).toBe(4);
  });

  it("is a level less where nearly all fix it in less than half of its time", () => {
    expect(measureDifficulty(stated, times(4, 5, 6, 7, 8))?.level).toBe(2);
  });

  it("never leaves the scale", () => {
    expect(measureDifficulty({ level: 5, minutes: 20 }, times(null, null, null, null, null))?.level).toBe(5);
    expect(measureDifficulty({ level: 1, minutes: 20 }, times(1, 1, 1, 1, 1))?.level).toBe(1);
  });
});
