import { FlagIcon } from "../ui/icons.tsx";
import classes from "./evidence-count.module.css";

/** How many commands showed evidence, where there is no room for the feed. Draws nothing for none. */
export function EvidenceCount({ count }: { count: number }) {
  if (count === 0) return null;
  const text = count === 1 ? "1 command showed evidence" : `${count} commands showed evidence`;
  return (
    <span className={classes.count} title={text}>
      <FlagIcon />
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
