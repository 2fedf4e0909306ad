// What keys send to a shell, for the keys that a touch keyboard lacks. Pure.

export interface Modifiers {
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** Keys with a sequence of their own: the final byte of each, or the number before its `~`. */
const keys = {
  up: "A",
  down: "B",
  right: "C",
  left: "D",
  home: "H",
  end: "F",
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
} as const;
export type SpecialKey = keyof typeof keys;

/**
 * The sequence of a special key.
 *
 * @param application whether the program asked for application cursor keys (DECCKM), as vi and less do
 */
export function specialKey(key: SpecialKey, { ctrl, alt }: Modifiers, application: boolean): string {
  // xterm's number for modifiers: 1, plus 2 for Alt, plus 4 for Ctrl.
  const modifier = 1 + (alt ? 2 : 0) + (ctrl ? 4 : 0);
  const code = keys[key];
  if (typeof code === "number") return `\x1b[${code}${modifier === 1 ? "" : `;${modifier}`}~`;
  if (modifier !== 1) return `\x1b[1;${modifier}${code}`;
  return `${application ? "\x1bO" : "\x1b["}${code}`;
}

/** Typed text with modifiers held: they are for its first character, as a keyboard may type whole words at once. */
export function withModifiers(text: string, { ctrl, alt }: Modifiers): string {
  const [first = "", ...rest] = text;
  return (alt ? "\x1b" : "") + (ctrl ? controlOf(first) : first) + rest.join("");
}

/** The control code of a character, where it has one: Ctrl-A to Ctrl-Z, Ctrl-@ to Ctrl-_, Ctrl-space, Ctrl-?. */
function controlOf(char: string): string {
  const upper = char.toUpperCase();
  if (upper.length === 1 && upper >= "@" && upper <= "_") return String.fromCharCode(upper.charCodeAt(0) & 0x1f);
  if (char === " ") return "\x00";
  if (char === "?") return "\x7f";
  // As on a keyboard: Ctrl-/ sends what Ctrl-_ sends.
  if (char === "/") return "\x1f";
  return char;
}
