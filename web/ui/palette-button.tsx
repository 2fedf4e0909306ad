import { UnstyledButton } from "@mantine/core";
import { createContext, useContext } from "react";
import { SearchIcon } from "./icons.tsx";
import { Keys } from "./keys.tsx";
import classes from "./palette-button.module.css";

/** Opens the command palette; given by the shell around all pages. */
export const OpenPalette = createContext<() => void>(() => undefined);

/** The visible way into the palette, for those who do not know its key. */
export function PaletteButton() {
  const open = useContext(OpenPalette);
  return (
    <UnstyledButton className={classes.button ?? ""} onClick={open} aria-label="Open anything by name">
      <SearchIcon />
      <span className={classes.word}>Go to</span>
      <Keys combination="Ctrl K" />
    </UnstyledButton>
  );
}
