import { TextInput, Tooltip } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { MAX_NAME } from "./arrangement.ts";
import { focusTabOnceDrawn } from "./tab-ids.ts";
import classes from "./terminal-tabs.module.css";
import type { NamedTerminal } from "./use-tabs.ts";
import type { Terminals } from "./use-terminals.ts";

/** The name of a tab while it is changed: Enter keeps it, so does leaving the field, Escape does not. */
export function TabName({ terminal, terminals }: { terminal: NamedTerminal; terminals: Terminals }) {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(terminal.name);
  useEffect(() => {
    // A terminal takes the focus a frame after a click on its tab.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => field.current?.select()));
    return () => cancelAnimationFrame(frame);
  }, []);
  const done = (kept: string) => {
    terminals.rename(terminal, kept);
    focusTabOnceDrawn(terminal.id);
  };
  return (
    <Tooltip label="Kept in this browser. Left empty, it has its own name." opened position="bottom-start">
      <TextInput
        ref={field}
        className={classes.name ?? ""}
        size="xs"
        value={name}
        maxLength={MAX_NAME}
        placeholder={terminal.ownName}
        aria-label={`Name of ${terminal.ownName}, kept in this browser`}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => terminals.rename(terminal, name)}
        onKeyDown={(event) => {
          if (event.key === "Enter") done(name);
          else if (event.key === "Escape") done(terminal.name);
        }}
      />
    </Tooltip>
  );
}
