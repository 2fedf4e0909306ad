import { useState } from "react";
import classes from "./key-row.module.css";

const KEYS = [
  { name: "Esc", sends: "\x1b" },
  { name: "Tab", sends: "\t" },
  { name: "^C", sends: "\x03", label: "Control C" },
  { name: "^D", sends: "\x04", label: "Control D" },
  { name: "↑", sends: "\x1b[A", label: "Up" },
  { name: "↓", sends: "\x1b[B", label: "Down" },
  { name: "←", sends: "\x1b[D", label: "Left" },
  { name: "→", sends: "\x1b[C", label: "Right" },
  { name: "|", sends: "|", label: "Pipe" },
  { name: "/", sends: "/", label: "Slash" },
  { name: "-", sends: "-", label: "Dash" },
] as const;

/** Keys that the keyboards of phones lack. Shown on touch screens only. */
export function KeyRow({ onType }: { onType: (text: string) => void }) {
  const [touch] = useState(() => matchMedia("(pointer: coarse)").matches);
  if (!touch) return null;
  return (
    <div className={classes.row} role="toolbar" aria-label="Terminal keys">
      {KEYS.map((key) => (
        <button
          key={key.name}
          type="button"
          aria-label={"label" in key ? key.label : key.name}
          // The terminal keeps the focus, and with it the phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onType(key.sends)}
        >
          {key.name}
        </button>
      ))}
    </div>
  );
}
