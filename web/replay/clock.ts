// The one clock of a replay: every screen shows what stood on it at the clock's time. Without React.
import { advance, firstAfter, type Pace } from "./pace.ts";

export interface ReplayState {
  readonly playing: boolean;
  /** Unix time in milliseconds. */
  readonly atMs: number;
  /** 1 is as it was. */
  readonly speed: number;
  readonly longestPauseMs: number;
}

/** Where a clock goes at most, and what happened meanwhile; all are Unix times in milliseconds. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
  /** When output came, sorted. Empty until the recordings are there: the clock waits for them. */
  readonly outputTimes: readonly number[];
  /** What one may want to jump to, sorted. */
  readonly markerTimes: readonly number[];
}

/** A slow frame must not skip what it would have shown. In milliseconds. */
const LONGEST_FRAME_MS = 250;
/** While it plays, the marker before last is meant so soon after the last one. In milliseconds. */
const JUST_PASSED_MS = 1000;

export class ReplayClock {
  #state: ReplayState;
  #span: Span;
  #times: readonly number[] = [];
  #frame: number | null = null;
  #lastFrameMs = 0;
  readonly #listeners = new Set<() => void>();

  constructor(span: Span, speed: number, longestPauseMs: number) {
    this.#span = span;
    this.#state = { playing: false, atMs: span.startMs, speed, longestPauseMs };
  }

  get state(): ReplayState {
    return this.#state;
  }

  get pace(): Pace {
    const { startMs, endMs } = this.#span;
    return { times: this.#times, startMs, endMs, longestPauseMs: this.#state.longestPauseMs };
  }

  /** Calls back at each change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The recordings are there, or others came. */
  load(span: Span): void {
    this.#span = span;
    this.#times = [...span.outputTimes, ...span.markerTimes].sort((one, other) => one - other);
    this.#change({ atMs: Math.min(Math.max(this.#state.atMs, span.startMs), span.endMs) });
  }

  play(): void {
    if (this.#state.atMs >= this.#span.endMs) this.#change({ atMs: this.#span.startMs });
    this.#change({ playing: true });
    this.#lastFrameMs = performance.now();
    this.#frame ??= requestAnimationFrame(this.#tick);
  }

  pause(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    this.#change({ playing: false });
  }

  toggle(): void {
    if (this.#state.playing) this.pause();
    else this.play();
  }

  seek(atMs: number): void {
    this.#change({ atMs: Math.min(Math.max(atMs, this.#span.startMs), this.#span.endMs) });
  }

  /** To the next output, or the last one: 1 or -1. Pauses. */
  step(by: 1 | -1): void {
    this.pause();
    this.#jump(this.#span.outputTimes, by, this.#state.atMs);
  }

  /** To the next marker, or the last one: 1 or -1. */
  skip(by: 1 | -1): void {
    const { playing, atMs } = this.#state;
    this.#jump(this.#span.markerTimes, by, playing && by < 0 ? atMs - JUST_PASSED_MS : atMs);
  }

  set(change: Partial<Pick<ReplayState, "speed" | "longestPauseMs">>): void {
    this.#change(change);
  }

  #jump(times: readonly number[], by: 1 | -1, fromMs: number): void {
    const { startMs, endMs } = this.#span;
    const next = firstAfter(times, fromMs);
    // Times are whole or not: one that is not before is that which one stands at.
    const index = by > 0 ? next : times.findLastIndex((time) => time < fromMs);
    this.seek(times[index] ?? (by > 0 ? endMs : startMs));
  }

  readonly #tick = (nowMs: number): void => {
    const byMs = Math.min(Math.max(0, nowMs - this.#lastFrameMs), LONGEST_FRAME_MS);
    this.#lastFrameMs = nowMs;
    this.#frame = requestAnimationFrame(this.#tick);
    if (this.#times.length === 0) return;
    const { atMs, speed } = this.#state;
    const next = advance(atMs, byMs * speed, this.pace);
    if (next >= this.#span.endMs) this.pause();
    this.#change({ atMs: next });
  };

  #change(change: Partial<ReplayState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
