import { slotOf } from "./slots.ts";
import classes from "./sparkline.module.css";

const WIDTH = 240;
const HEIGHT = 28;
/** Room for the dot at the last value. */
const EDGE = 3;

/** Shares of 0 to 1 as a small line, always on the same scale: the band reaches from none to all. */
export function Sparkline({ shares, label }: { shares: readonly number[]; label: string }) {
  const points = shares.map((share, index) => ({
    x: slotOf(index, shares.length) * WIDTH,
    y: EDGE + (1 - share) * (HEIGHT - 2 * EDGE),
  }));
  const last = points.at(-1);
  return (
    <svg className={classes.sparkline} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img">
      <title>{label}</title>
      <rect className={classes.scale} y={EDGE} width={WIDTH} height={HEIGHT - 2 * EDGE} />
      <polyline
        className={classes.line}
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
      />
      {last && <circle className={classes.last} cx={last.x} cy={last.y} r={2.5} />}
    </svg>
  );
}
