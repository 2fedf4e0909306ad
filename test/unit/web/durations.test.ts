import { describe, expect, it } from "vitest";
import { clock, left, spell, took } from "../../../web/ui/duration.ts";

/** Reads a no-break space as a space. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("durations", () => {
  it.each([
    [0, "00:00"],
    [59_999, "00:59"],
    [252_000, "04:12"],
    [3_852_000, "1:04:12"],
    [-5, "00:00"],
  ])("show %i ms on the clock as %s", (ms, text) => expect(clock(ms)).toBe(text));

  it.each([
    [0, "0 s"],
    [48, "48 s"],
    [59.6, "1 min"],
    [372, "6 min 12 s"],
    [3600, "1 h"],
    [3840, "1 h 4 min"],
  ])("spell %d seconds as %s", (seconds, text) => expect(plain(spell(seconds))).toBe(text));

  it.each([
    [12.4, "12 ms"],
    [1400, "1.4 s"],
    [123_000, "2 min 3 s"],
  ])("say that %d ms took %s", (ms, text) => expect(plain(took(ms))).toBe(text));

  it("say 0 s left only when the time is over", () => {
    expect(plain(left(1))).toBe("1 s left");
    expect(plain(left(0))).toBe("0 s left");
    expect(plain(left(-10))).toBe("0 s left");
  });

  it("count the last two minutes in seconds", () => {
    expect(plain(left(119_000))).toBe("119 s left");
    expect(plain(left(120_000))).toBe("2 min left");
    expect(plain(left(121_000))).toBe("3 min left");
  });
});
