import { Link, NavLink } from "react-router";
import { ColourSchemeToggle } from "./colour-scheme-toggle.tsx";
import classes from "./header.module.css";
import { Pulse } from "./icons.tsx";
import { PaletteButton } from "./palette-button.tsx";

/** The top of every page but the attempt, which gives its height to the terminal. */
export function Header() {
  return (
    <header className={classes.header}>
      <Link to="/" className={classes.mark}>
        <Pulse />
        Sickbay
      </Link>
      <nav className={classes.pages} aria-label="Pages">
        <NavLink to="/" end>
          Labs
        </NavLink>
        <NavLink to="/progress">Progress</NavLink>
      </nav>
      <div className={classes.tools}>
        <PaletteButton />
        <ColourSchemeToggle />
      </div>
    </header>
  );
}
