import { describe, expect, it } from "vitest";
import { Allowance } from "../../../web/terminal/allowance.ts";

describe("an allowance", () => {
  it("is spent at once, comes back with time, and never grows above what it was", () => {
    let nowMs = 1000;
    const allowance = new Allowance(100, 2, () => nowMs);
    expect([allowance.spend(60), allowance.spend(41), allowance.spend(40)]).toEqual([true, false, true]);
    nowMs += 10;
    expect([allowance.spend(21), allowance.spend(20)]).toEqual([false, true]);
    nowMs += 1_000_000;
    expect([allowance.spend(101), allowance.spend(100), allowance.spend(1)]).toEqual([false, true, false]);
  });
});
