// Keys that are the terminal's own rather than the shell's, as in the terminals of desktops. Pure.

export type OwnKey =
  | "copy"
  /** Left to the browser: it pastes by itself, without asking for a permission. */
  | "paste"
  | "bigger-text"
  | "smaller-text"
  | "usual-text";

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

const sizes: Record<string, OwnKey> = {
  "+": "bigger-text",
  "=": "bigger-text",
  "-": "smaller-text",
  "0": "usual-text",
};

/** What a key means here, or null where it goes to the shell. Cmd-C and Cmd-V of macOS are the browser's own. */
export function ownKey({ key, ctrlKey, shiftKey, altKey, metaKey }: Pressed): OwnKey | null {
  if (altKey || metaKey) return null;
  if (key === "Insert" && shiftKey && !ctrlKey) return "paste";
  if (key === "Insert" && ctrlKey && !shiftKey) return "copy";
  if (!ctrlKey) return null;
  if (shiftKey && key.toLowerCase() === "c") return "copy";
  if (shiftKey && key.toLowerCase() === "v") return "paste";
  return sizes[key] ?? null;
}
