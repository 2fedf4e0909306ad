import classes from "./keys.module.css";

/** A key combination, drawn as keys. Parts are separated by a space: `Ctrl Shift .` */
export function Keys({ combination }: { combination: string }) {
  return (
    <span className={classes.keys}>
      {combination.split(" ").map((key) => (
        <kbd className={classes.key} key={key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
