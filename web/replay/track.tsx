// The time of a replay as a line: where it is, what can be jumped to, and the pauses that are cut.
import { type PointerEvent, useMemo, useState } from "react";
import { clock as asClock } from "../ui/duration.ts";
import type { ReplayClock, Span } from "./clock.ts";
import { type Moment, momentAt } from "./moments.ts";
import { cutPauses } from "./pace.ts";
import classes from "./track.module.css";

/** A moment is meant by a pointer so near to it, in px. */
const NEAR_PX = 7;
/** Shorter cuts are not drawn, as a share of the whole. */
const SHOWN_CUT = 0.004;

const percent = (share: number) => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(3)}%`;

/** Where a hint hangs, so that it stays within the line. */
const sideOf = (share: number) => (share < 0.3 ? "right" : share > 0.7 ? "left" : "middle");

interface Props {
  clock: ReplayClock;
  span: Span;
  moments: readonly Moment[];
  /** When the attempt's clock began, Unix time in milliseconds. */
  startedAtMs: number;
  atMs: number;
  /** Called when one goes to another time. */
  onSeek: (atMs: number) => void;
}

export function Track({ clock, span, moments, startedAtMs, atMs, onSeek }: Props) {
  const { startMs, endMs } = span;
  const lengthMs = Math.max(1, endMs - startMs);
  const share = (ms: number) => (ms - startMs) / lengthMs;
  const [pointed, setPointed] = useState<{ atMs: number; moment: Moment | undefined } | null>(null);
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = startMs + ((event.clientX - left) / width) * lengthMs;
    const near = (NEAR_PX / width) * lengthMs;
    const moment = moments
      .filter((one) => Math.abs(one.atMs - at) <= near)
      .toSorted((one, other) => Math.abs(one.atMs - at) - Math.abs(other.atMs - at))[0];
    setPointed({ atMs: moment?.atMs ?? Math.min(Math.max(at, startMs), endMs), moment });
  };
  const label = momentAt(moments, atMs)?.label;
  const { longestPauseMs } = clock.state;
  const cuts = useMemo(() => {
    const times = [...span.outputTimes, ...span.markerTimes].sort((one, other) => one - other);
    return span.outputTimes.length === 0 ? [] : cutPauses({ times, startMs, endMs, longestPauseMs });
  }, [span, startMs, endMs, longestPauseMs]);
  return (
    <div
      className={classes.track}
      onPointerMove={point}
      onPointerLeave={() => setPointed(null)}
      onPointerUp={() => pointed?.moment && onSeek(pointed.moment.atMs)}
    >
      <div className={classes.line}>
        <span className={classes.played} style={{ width: percent(share(atMs)) }} />
        {cuts
          .filter(([from, to]) => to - from > lengthMs * SHOWN_CUT)
          .map(([from, to]) => (
            <span
              key={from}
              className={classes.cut}
              style={{ left: percent(share(from)), width: percent((to - from) / lengthMs) }}
            />
          ))}
      </div>
      {moments.map(({ id, atMs: at, kind, tone }) => (
        <span
          key={id}
          className={classes.moment}
          style={{ left: percent(share(at)) }}
          data-kind={kind}
          data-tone={tone}
          data-moment
        />
      ))}
      <span className={classes.head} style={{ left: percent(share(atMs)) }} />
      <input
        type="range"
        className={classes.range}
        aria-label="Time"
        aria-valuetext={[asClock(atMs - startedAtMs), label].filter(Boolean).join(", ")}
        min={startMs}
        max={endMs}
        step={1}
        value={atMs}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
      />
      {pointed && (
        <span
          className={classes.hint}
          style={{ left: percent(share(pointed.atMs)) }}
          data-kind={pointed.moment?.kind}
          data-side={sideOf(share(pointed.atMs))}
        >
          <time>{asClock(pointed.atMs - startedAtMs)}</time>
          {pointed.moment && <span>{pointed.moment.label}</span>}
        </span>
      )}
    </div>
  );
}
