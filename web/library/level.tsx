import classes from "./level.module.css";

const STEPS = [1, 2, 3, 4, 5];

/** A level from 1 to 5 as rising bars, and in words for those who can't see them. */
export function Level({ level }: { level: number }) {
  return (
    <span className={classes.level}>
      <span className={classes.bars} aria-hidden="true">
        {STEPS.map((step) => (
          <span key={step} className={classes.bar} data-on={step <= level} style={{ height: `${2 + step * 2}px` }} />
        ))}
      </span>
      level {level}
    </span>
  );
}
