import { describe, expect, it } from "vitest";
import { figure, figures, median, table } from "../../../bench/figures.ts";

describe("a figure", () => {
  it("is the median of its runs, beside that of the reference", () => {
    expect(figure("echo", "ms", [0.061234, 0.9, 0.05], [0.05, 0.06])).toEqual({
      name: "echo",
      unit: "ms",
      ours: 0.06123,
      reference: 0.055,
      ratio: 1.11,
      runs: 3,
    });
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it("has nothing beside it where the reference has no such part", () => {
    expect(figures([{ start: 200, fault: 50 }], [{ start: 100 }])).toMatchObject([
      { name: "start", unit: "ms", ours: 200, reference: 100, ratio: 2 },
      { name: "fault", unit: "ms", ours: 50, reference: null, ratio: null },
    ]);
  });

  it("is one line of the table", () => {
    const [head, line] = table([figure("echo", "ms", [2], [])]).split("\n");
    expect(head?.split(/\s+/)).toEqual(["figure", "ours", "reference", "ratio", "runs"]);
    expect(line?.split(/\s+/)).toEqual(["echo", "2", "ms", "-", "-", "1"]);
  });
});
