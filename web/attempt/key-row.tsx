import { UnstyledButton } from "@mantine/core";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import type { SpecialKey } from "../terminal/key-codes.ts";
import type { TerminalSession } from "../terminal/session.ts";
import { type Held, type HeldKeys, stickyKeys } from "../terminal/sticky-keys.ts";
import classes from "./key-row.module.css";

type RowKey = { readonly name: string; readonly label?: string } & (
  | { readonly sends: string }
  | { readonly key: SpecialKey }
);

const first: readonly RowKey[] = [
  { name: "Esc", sends: "\x1b" },
  { name: "Tab", sends: "\t" },
];
const others: readonly RowKey[] = [
  { name: "^C", sends: "\x03", label: "Control C" },
  { name: "↑", key: "up", label: "Up" },
  { name: "↓", key: "down", label: "Down" },
  { name: "←", key: "left", label: "Left" },
  { name: "→", key: "right", label: "Right" },
  { name: "|", sends: "|", label: "Pipe" },
  { name: "/", sends: "/", label: "Slash" },
  { name: "-", sends: "-", label: "Dash" },
  { name: "~", sends: "~", label: "Tilde" },
  { name: "*", sends: "*", label: "Star" },
  { name: "&", sends: "&", label: "Ampersand" },
  { name: "Home", key: "home" },
  { name: "End", key: "end" },
  { name: "PgUp", key: "pageup", label: "Page up" },
  { name: "PgDn", key: "pagedown", label: "Page down" },
  { name: "Del", key: "delete", label: "Delete" },
  { name: "^D", sends: "\x04", label: "Control D" },
];

/** Keys that the keyboards of phones lack. Shown on touch screens only. */
export function KeyRow({ session }: { session: () => TerminalSession | undefined }) {
  const [touch] = useState(() => matchMedia("(pointer: coarse)").matches);
  if (!touch) return null;
  const button = (key: RowKey) => (
    <Key
      key={key.name}
      label={key.label ?? key.name}
      onPress={() => ("key" in key ? session()?.press(key.key) : session()?.type(key.sends))}
    >
      {key.name}
    </Key>
  );
  return (
    <div className={classes.row} role="toolbar" aria-label="Terminal keys">
      {first.map(button)}
      <StickyKey name="Ctrl" of="ctrl" />
      <StickyKey name="Alt" of="alt" />
      {others.map(button)}
      <Key label="Paste" onPress={() => void session()?.clipboard.pasteFromClipboard()}>
        Paste
      </Key>
    </div>
  );
}

const saidOf: Record<Held, string> = { no: "", once: " for the next key", locked: " until tapped again" };

function StickyKey({ name, of }: { name: string; of: keyof HeldKeys }) {
  const held = useSyncExternalStore(stickyKeys.subscribe, stickyKeys.held)[of];
  return (
    <Key label={`${name}${saidOf[held]}`} held={held} onPress={() => stickyKeys.tap(of)}>
      {name}
    </Key>
  );
}

interface KeyProps {
  label: string;
  held?: Held;
  onPress: () => void;
  children: ReactNode;
}

function Key({ label, held, onPress, children }: KeyProps) {
  return (
    <UnstyledButton
      className={classes.key ?? ""}
      aria-label={label}
      {...(held ? { "aria-pressed": held !== "no", "data-held": held } : {})}
      // The terminal keeps the focus, and with it the phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </UnstyledButton>
  );
}
