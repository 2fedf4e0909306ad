// The total of each scored attempt, in order. Each point leads to its result, so the list is the picture's text as well.
import { useState } from "react";
import { Link } from "react-router";
import type { Progress } from "../../orchestrator/protocol/progress.ts";
import { slotOf } from "./slots.ts";
import classes from "./totals.module.css";
import { scoredName, totalsSentence, trendSpan } from "./words.ts";

const MARKS = [0, 50, 100];
const place = (share: number) => `${(share * 100).toFixed(2)}%`;

export function Totals({ progress: { trend, labs } }: { progress: Progress }) {
  const [chosen, setChosen] = useState<string | null>(null);
  // An attempt at a lab that is gone keeps the lab's id for a name.
  const names = trend.map((one) => scoredName(one, labs.find(({ id }) => id === one.lab)?.title ?? one.lab));
  const points = trend.map(({ total }, index) => ({ x: slotOf(index, trend.length), total }));
  return (
    <>
      <p className={classes.sentence}>{totalsSentence(trend)}</p>
      <div className={classes.picture}>
        {MARKS.map((mark) => (
          <span key={mark} className={classes.mark} style={{ bottom: `${mark}%` }} aria-hidden="true">
            <span>{mark}</span>
          </span>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <polyline points={points.map(({ x, total }) => `${x * 100},${100 - total}`).join(" ")} />
        </svg>
        <ol className={classes.points} onPointerLeave={() => setChosen(null)}>
          {points.map(({ x, total }, index) => (
            <li key={trend[index]?.attempt} style={{ left: place(x), bottom: `${total}%` }}>
              <Link
                to={`/attempts/${trend[index]?.attempt}/result`}
                className={classes.point}
                aria-label={names[index]}
                onPointerEnter={() => setChosen(names[index] ?? null)}
                onFocus={() => setChosen(names[index] ?? null)}
                onBlur={() => setChosen(null)}
              >
                <span>{total}</span>
              </Link>
            </li>
          ))}
        </ol>
      </div>
      <p className={classes.caption} aria-hidden={chosen !== null}>
        {chosen ?? trendSpan(trend)}
      </p>
    </>
  );
}
