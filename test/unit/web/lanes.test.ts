import { describe, expect, it } from "vitest";
import { type LaneKind, type Lanes, lanesOf, ticksOf } from "../../../web/result/lanes.ts";
import { judgedResult } from "../../browser/judged-result.ts";
import { beganAtMs, result } from "../../browser/page-data.ts";

const ofKind = ({ lanes }: Lanes, kind: LaneKind) => lanes.filter((lane) => lane.kind === kind);
const pieces = (drawn: Lanes, kind: LaneKind) => ofKind(drawn, kind).flatMap((lane) => lane.pieces);

describe("the picture of a result", () => {
  it("has a lane for each terminal that saw a command, by its name", () => {
    const commands = ofKind(lanesOf(result("a")), "commands");
    expect(commands.map((lane) => [lane.name, lane.pieces.length])).toEqual([
      ["checkout-1", 13],
      ["checkout-1 (2)", 1],
    ]);
  });

  it("places a command by its share of the whole time", () => {
    const drawn = lanesOf(result("a"));
    expect(drawn.lengthMs).toBe(380_000);
    expect(ofKind(drawn, "commands")[1]?.pieces[0]).toMatchObject({ from: 132 / 380, to: 180 / 380 });
  });

  it("keeps everything within the picture, also what began before the hand-over or still runs", () => {
    const base = result("a");
    const [first] = base.commands;
    if (!first) throw new Error("The result has no command.");
    const early = { ...first, startedAtMs: beganAtMs - 5000 };
    const running = { ...first, id: "open", endedAtMs: null };
    const [one, other] = pieces(lanesOf({ ...base, commands: [early, running] }), "commands");
    expect(one?.from).toBe(0);
    expect(other?.to).toBe(1);
  });

  it("gives every place of a lane to the piece that is nearest, so that a short command can be pointed at", () => {
    for (const { pieces: own } of lanesOf(judgedResult("a")).lanes) {
      expect(own[0]?.reach[0]).toBe(0);
      expect(own.at(-1)?.reach[1]).toBe(1);
      for (const [index, { reach, from, to }] of own.entries()) {
        expect(reach[1]).toBe(own[index + 1]?.reach[0] ?? 1);
        expect(from).toBeGreaterThanOrEqual(reach[0]);
        expect(to).toBeLessThanOrEqual(reach[1]);
      }
    }
  });

  it("has no lanes of evidence and changes where the path was not judged", () => {
    expect(lanesOf(result("a")).lanes.map(({ kind }) => kind)).toEqual(["commands", "commands", "checks"]);
  });

  it("stands with nothing in it", () => {
    const empty = { ...result("a", { endedAtMs: beganAtMs }), commands: [], checks: [], timeline: [] };
    const drawn = lanesOf(empty);
    expect(drawn.lengthMs).toBe(1000);
    expect(drawn.lanes.flatMap((lane) => lane.pieces)).toEqual([]);
  });

  it.each([1000, 29_000, 380_000, 3_600_000, 40_000_000])("has 1 to 6 round marks on %i ms", (lengthMs) => {
    const ticks = ticksOf(lengthMs);
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.every((tick) => tick <= lengthMs && tick % 5000 === 0)).toBe(true);
  });
});

describe("the picture of a judged path", () => {
  const drawn = lanesOf(judgedResult("a"));

  it("has the evidence in the order in which it was seen, and tells the decisive ones apart", () => {
    expect(pieces(drawn, "evidence").map(({ target, tone }) => `${target} ${tone}`)).toEqual([
      "c0 fact",
      "c3 fact",
      "c4 fact",
      "c10 fact",
      "c11 fact",
      "c12 decisive",
      "c13 decisive",
    ]);
    expect(pieces(drawn, "evidence")[2]?.name).toBe("00:58 showed: The file system of the logs is full.");
  });

  it("tells relief, a guess, and a change with the cause known apart", () => {
    expect(pieces(drawn, "changes").map(({ target, tone }) => `${target} ${tone}`)).toEqual([
      "c5 relief",
      "c6 guess",
      "c15 informed",
      "c16 informed",
    ]);
  });

  it("names the moments of the incident, those at the same second together", () => {
    expect(drawn.marks.map(({ name, clock }) => `${clock} ${name}`)).toEqual([
      "00:08 detected",
      "02:40 hint",
      "04:10 diagnosed",
      "06:06 mitigated, resolved",
    ]);
  });

  it("names moments that are near one another in rows of their own", () => {
    const { report, ...rest } = judgedResult("a");
    if (!report) throw new Error("The result is not judged.");
    const times = { detectMs: 300_000, diagnoseMs: 302_000, mitigateMs: 304_000, resolveMs: 306_000 };
    const { marks } = lanesOf({ ...rest, timeline: [], report: { ...report, times } });
    expect(marks.map(({ row }) => row)).toEqual([0, 1, 2, 3]);
  });
});
