import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largestScreen, outputTimes, readCast } from "../../../web/replay/cast.ts";
import { momentAt, momentsOf } from "../../../web/replay/moments.ts";
import { advance, cutPauses, firstAfter, type Pace } from "../../../web/replay/pace.ts";
import { sampleResult } from "../../fakes/sample-result.ts";

const pace = (more: Partial<Pace> = {}): Pace => ({
  times: [1000, 1200, 9000],
  startMs: 0,
  endMs: 10_000,
  longestPauseMs: 2000,
  ...more,
});

describe("the time of a replay", () => {
  it("passes as it did while something happens", () => {
    expect(advance(900, 250, pace())).toBe(1150);
    expect(advance(1150, 1000, pace())).toBe(2150);
  });

  it("leaves a pause after its first two seconds, and goes on where something happens", () => {
    expect(advance(1200, 2000, pace())).toBe(3200);
    expect(advance(1200, 2100, pace())).toBe(9100);
    expect(advance(5000, 1, pace())).toBe(9001);
  });

  it("passes in full where no pause is cut", () => {
    expect(advance(1200, 2100, pace({ longestPauseMs: Number.POSITIVE_INFINITY }))).toBe(3300);
  });

  it("ends at the end, and passes nothing over on the way", () => {
    expect(advance(9900, 5000, pace())).toBe(10_000);
    expect(advance(0, 1e9, pace({ times: [] }))).toBe(10_000);
    const times = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5000 }), (any, by, longest) => {
        const own = pace({ times: any.toSorted((one, other) => one - other), longestPauseMs: longest });
        let at = 0;
        while (at < own.endMs) {
          const next = advance(at, by, own);
          expect(next).toBeGreaterThan(at);
          // It never goes further than by, but for pauses that it cuts.
          const skipped = cutPauses(own).reduce(
            (sum, [from, to]) => sum + Math.max(0, Math.min(to, next) - Math.max(from, at)),
            0,
          );
          expect(next - at - skipped).toBeLessThanOrEqual(by + 1e-6);
          at = next;
        }
        expect(at).toBe(own.endMs);
      }),
    );
  });

  it("tells which pauses are cut", () => {
    expect(cutPauses(pace())).toEqual([[3200, 9000]]);
    expect(cutPauses(pace({ longestPauseMs: 500 }))).toEqual([
      [500, 1000],
      [1700, 9000],
      [9500, 10_000],
    ]);
  });

  it("finds the first time that is later", () => {
    expect([0, 1000, 1100, 9000].map((at) => firstAfter([1000, 1200, 9000], at))).toEqual([0, 1, 1, 3]);
  });
});

describe("a recording's file, read", () => {
  const file = [
    '{"version":3,"term":{"cols":80,"rows":24,"type":"xterm"},"timestamp":1}',
    '[0.1,"r","120x30"]',
    '[0.4,"o","a"]',
    '[0,"o","b"]',
    '[0.25,"m","ls"]',
    '[1,"o","c"]',
    '[0.001,"o",""]',
    "",
  ].join("\n");

  it("has its screen's largest size, and when output came", () => {
    const cast = readCast(file);
    expect(largestScreen(cast)).toEqual({ cols: 120, rows: 30 });
    expect(outputTimes(cast, 5000)).toEqual([5500, 6750]);
  });

  it("is refused where a line is cut or is no event", () => {
    expect(() => readCast(file.slice(0, -5))).toThrow();
    expect(() => readCast(`${file}[-1,"o","x"]\n`)).toThrow();
    expect(() => readCast('{"version":2,"width":80,"height":24}\n')).toThrow();
  });
});

describe("moments to jump to", () => {
  const result = sampleResult();
  const [check] = result.checks;
  const checked = { atMs: 3000, kind: "check", label: "Check", target: check?.id ?? "" } as const;
  const view = (terminal: string, atMs: number) => ({
    terminal,
    machine: "web",
    name: terminal,
    openedAtMs: 0,
    durationMs: 1,
    bytes: 1,
    whole: true,
    markers: [{ atMs, kind: "command", label: `in ${terminal}`, target: "c1" } as const, checked],
  });

  it("are those of all terminals in order of time, each check once", () => {
    const moments = momentsOf([view("t2", 2000), view("t1", 1000)], result);
    expect(moments.map(({ label, terminal }) => [label, terminal])).toEqual([
      ["in t1", "t1"],
      ["in t2", "t2"],
      ["Check", null],
    ]);
    expect(moments.at(-1)?.tone).toBe(check?.outcome);
    expect(momentAt(moments, 2500)?.label).toBe("in t2");
    expect(momentAt(moments, 10)).toBeUndefined();
  });

  it("are told apart, also those of one millisecond and one text", () => {
    const one = view("t1", 1000);
    const pasted = { ...one, markers: [...one.markers.slice(0, 1), ...one.markers] };
    const ids = momentsOf([pasted, view("t2", 1000)], result).map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
  });
});
