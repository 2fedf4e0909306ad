import { UnstyledButton } from "@mantine/core";
import type { LabCard, Track } from "../../orchestrator/protocol/labs.ts";
import classes from "./tracks.module.css";

interface Props {
  readonly tracks: readonly Track[];
  readonly labs: readonly LabCard[];
  /** The id of the chosen one; empty for none. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** The tracks: what each is for, and how far one has come. Choosing one shows its labs in their order. */
export function Tracks({ tracks, labs, chosen, onChoose }: Props) {
  if (tracks.length === 0) return null;
  const solved = new Set(labs.filter((lab) => lab.solved !== null).map(({ id }) => id));
  const shown = tracks.find(({ id }) => id === chosen);
  return (
    <section className={classes.tracks} aria-label="Tracks">
      <ul className={classes.list}>
        {tracks.map(({ id, title, labs: order }) => {
          const done = order.filter((lab) => solved.has(lab)).length;
          return (
            <li key={id}>
              <UnstyledButton
                className={classes.track ?? ""}
                aria-pressed={id === chosen}
                onClick={() => onChoose(id === chosen ? "" : id)}
              >
                <span className={classes.title}>{title}</span>
                <span className={classes.steps} aria-hidden="true">
                  {order.map((lab) => (
                    <span key={lab} data-solved={solved.has(lab)} />
                  ))}
                </span>
                <span className={classes.count}>
                  {done} of {order.length} solved
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      {shown && <p className={classes.purpose}>{shown.purpose}</p>}
    </section>
  );
}
