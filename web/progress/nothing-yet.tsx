import type { ReactNode } from "react";
import classes from "./nothing-yet.module.css";

/** In place of pictures that have nothing to show: what will stand here, and what brings it. */
export function NothingYet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.nothing}>
      <h2>{title}</h2>
      <p>{children}</p>
    </section>
  );
}
