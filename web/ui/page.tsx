import { type ReactNode, useEffect } from "react";
import { Header } from "./header.tsx";
import classes from "./page.module.css";

/** Sets the title of the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Sickbay" : `${title} · Sickbay`;
  }, [title]);
}

/** A page with the header on top and one column of content. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title);
  return (
    <>
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <Header />
      <main id="main" tabIndex={-1} className={classes.main}>
        {children}
      </main>
    </>
  );
}
