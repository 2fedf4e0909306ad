import { describe, expect, it } from "vitest";
import { lanesOf } from "../../../web/result/lanes.ts";
import { firstChoice, moveBy } from "../../../web/result/moves.ts";
import { judgedResult } from "../../browser/judged-result.ts";
import { result } from "../../browser/page-data.ts";

const { lanes } = lanesOf(judgedResult("a"));
const from = (lane: string, target: string) => ({ lane, target });

describe("the picture by keys", () => {
  it("begins at what showed the cause; where the path was not judged, at the last command", () => {
    expect(firstChoice(lanes)).toEqual(from("evidence", "c13"));
    expect(firstChoice(lanesOf(result("a")).lanes)).toEqual(from("t1", "c13"));
    expect(firstChoice([])).toBeNull();
  });

  it("goes along a lane and stops at its ends", () => {
    expect(moveBy("ArrowLeft", from("evidence", "c13"), lanes)).toEqual(from("evidence", "c12"));
    expect(moveBy("ArrowRight", from("evidence", "c13"), lanes)).toBeNull();
    expect(moveBy("Home", from("evidence", "c13"), lanes)).toEqual(from("evidence", "c0"));
    expect(moveBy("End", from("t1", "c0"), lanes)).toEqual(from("t1", "c18"));
  });

  it("goes up and down to what is nearest in time", () => {
    expect(moveBy("ArrowDown", from("evidence", "c4"), lanes)).toEqual(from("changes", "c5"));
    expect(moveBy("ArrowDown", from("changes", "c16"), lanes)).toEqual(from("checks", "k2"));
    expect(moveBy("ArrowUp", from("evidence", "c0"), lanes)).toEqual(from("t2", "c7"));
    expect(moveBy("ArrowUp", from("t1", "c0"), lanes)).toBeNull();
  });

  it("leaves other keys alone", () => {
    expect(moveBy("Enter", from("evidence", "c13"), lanes)).toBeNull();
  });
});
