// What the shapes of the picture mean; only those that are in it.
import type { Lane, LaneKind } from "./lanes.ts";
import classes from "./picture.module.css";

const meanings: Partial<Record<LaneKind, readonly (readonly [tone: string, meaning: string])[]>> = {
  commands: [
    ["observe", "looks"],
    ["change", "changes"],
    ["destructive", "destroys"],
    ["neutral", "neither"],
  ],
  evidence: [
    ["fact", "evidence"],
    ["decisive", "decisive evidence"],
  ],
  changes: [
    ["relief", "relief"],
    ["guess", "a guess"],
    ["informed", "cause known"],
  ],
};

export function Legend({ lanes }: { lanes: readonly Lane[] }) {
  const present = new Set(lanes.flatMap(({ kind, pieces }) => pieces.map(({ tone }) => `${kind} ${tone}`)));
  const entries = Object.entries(meanings).flatMap(([kind, own]) =>
    own.filter(([tone]) => present.has(`${kind} ${tone}`)).map(([tone, meaning]) => ({ kind, tone, meaning })),
  );
  return (
    <ul className={classes.legend} aria-label="What the shapes mean">
      {entries.map(({ kind, tone, meaning }) => (
        <li key={kind + tone} data-kind={kind}>
          <span className={classes.mark} data-tone={tone} />
          {meaning}
        </li>
      ))}
    </ul>
  );
}
