import { describe, expect, it } from "vitest";
import { lanesOf, ticksOf } from "../../../web/result/lanes.ts";
import { beganAtMs, result } from "../../browser/page-data.ts";

describe("the picture of a result", () => {
  it("has a lane for each terminal that saw a command, by its name", () => {
    const { commands } = lanesOf(result("a"));
    expect(commands.map(({ name, spans }) => [name, spans.length])).toEqual([
      ["checkout-1", 13],
      ["checkout-1 (2)", 1],
    ]);
  });

  it("places a command by its share of the whole time", () => {
    const lanes = lanesOf(result("a"));
    expect(lanes.lengthMs).toBe(380_000);
    expect(lanes.commands[1]?.spans[0]).toMatchObject({ from: 132 / 380, to: 180 / 380 });
  });

  it("keeps everything within the picture, also what began before the hand-over or still runs", () => {
    const base = result("a");
    const [first] = base.commands;
    if (!first) throw new Error("The result has no command.");
    const early = { ...first, startedAtMs: beganAtMs - 5000 };
    const running = { ...first, id: "open", endedAtMs: null };
    const [lane] = lanesOf({ ...base, commands: [early, running] }).commands;
    expect(lane?.spans[0]?.from).toBe(0);
    expect(lane?.spans[1]?.to).toBe(1);
  });

  it("stands with nothing in it", () => {
    const empty = result("a", { endedAtMs: beganAtMs });
    expect(lanesOf({ ...empty, commands: [], checks: [], timeline: [] })).toMatchObject({
      lengthMs: 1000,
      commands: [],
    });
  });

  it.each([1000, 29_000, 380_000, 3_600_000, 40_000_000])("has 1 to 6 round marks on %i ms", (lengthMs) => {
    const ticks = ticksOf(lengthMs);
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.every((tick) => tick <= lengthMs && tick % 5000 === 0)).toBe(true);
  });
});
