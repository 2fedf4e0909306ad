import { beforeEach, describe, expect, it, vi } from "vitest";
import { ReplayClock } from "../../../web/replay/clock.ts";

const span = {
  startMs: 0,
  endMs: 10_000,
  outputTimes: [1000, 1100, 9000],
  markerTimes: [1000, 8000],
};
const none = { ...span, outputTimes: [], markerTimes: [] };

let frames: ((nowMs: number) => void)[] = [];
/** Lets the browser draw once, so long after it drew last, in milliseconds. */
function frame(afterMs: number): void {
  vi.setSystemTime(Date.now() + afterMs);
  const due = frames;
  frames = [];
  for (const draw of due) draw(Date.now());
}

beforeEach(() => {
  frames = [];
  vi.useFakeTimers({ now: 0 });
  vi.stubGlobal("performance", { now: () => Date.now() });
  vi.stubGlobal("requestAnimationFrame", (draw: (nowMs: number) => void) => frames.push(draw));
  vi.stubGlobal("cancelAnimationFrame", () => {
    frames = [];
  });
  return () => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  };
});

function loaded(speed = 1): ReplayClock {
  const clock = new ReplayClock(none, speed, 2000);
  clock.load(span);
  return clock;
}

describe("the clock of a replay", () => {
  it("goes on with each frame at its speed, past pauses, and stops at the end", () => {
    const clock = loaded(4);
    clock.play();
    frame(100);
    expect(clock.state.atMs).toBe(400);
    clock.seek(3000);
    frame(100);
    // The pause is left two seconds after the output before it, at 3100, for the marker at 8000.
    expect(clock.state.atMs).toBe(8300);
    for (let drawn = 0; drawn < 10; drawn += 1) frame(100);
    expect(clock.state).toMatchObject({ atMs: 10_000, playing: false });
    expect(frames).toEqual([]);
  });

  it("begins again where it is played at the end", () => {
    const clock = loaded();
    clock.seek(20_000);
    expect(clock.state.atMs).toBe(10_000);
    clock.play();
    expect(clock.state).toMatchObject({ atMs: 0, playing: true });
  });

  it("passes nothing over in a frame that came late", () => {
    const clock = loaded();
    clock.play();
    frame(60_000);
    expect(clock.state.atMs).toBe(250);
  });

  it("waits for the recordings, and stands still while it is paused", () => {
    const clock = new ReplayClock(none, 1, 2000);
    clock.play();
    frame(100);
    expect(clock.state).toMatchObject({ atMs: 0, playing: true });
    clock.load(span);
    frame(100);
    expect(clock.state.atMs).toBe(100);
    clock.pause();
    frame(100);
    expect(clock.state).toMatchObject({ atMs: 100, playing: false });
  });

  it("goes to the marker and the output before and after, and to the ends beyond them", () => {
    const clock = loaded();
    const places = (move: () => void, times: number) =>
      Array.from({ length: times }, () => {
        move();
        return clock.state.atMs;
      });
    expect(places(() => clock.skip(1), 3)).toEqual([1000, 8000, 10_000]);
    expect(places(() => clock.skip(-1), 3)).toEqual([8000, 1000, 0]);
    expect(places(() => clock.step(1), 4)).toEqual([1000, 1100, 9000, 10_000]);
    expect(places(() => clock.step(-1), 4)).toEqual([9000, 1100, 1000, 0]);
  });

  it("goes to the marker before last where it plays and the last one was just passed", () => {
    const clock = loaded();
    clock.seek(8500);
    clock.play();
    clock.skip(-1);
    expect(clock.state.atMs).toBe(1000);
    clock.seek(9500);
    clock.skip(-1);
    expect(clock.state.atMs).toBe(8000);
  });

  it("tells its listeners of each change until they leave", () => {
    const clock = loaded();
    let told = 0;
    const leave = clock.subscribe(() => {
      told += 1;
    });
    clock.seek(5);
    clock.set({ speed: 2 });
    leave();
    clock.seek(6);
    expect(told).toBe(2);
    expect(clock.state).toMatchObject({ atMs: 6, speed: 2 });
  });
});
