// Every key of the attempt page, for the help. In a terminal all have Ctrl-Shift or Alt-Shift but those for the size of its
// text, so that the shell keeps every key that it knows.

export interface KeyHelp {
  /** Parts with a space between them; another way to press it behind ` / `. */
  readonly keys: string;
  readonly does: string;
}

export const keyGroups: readonly { readonly title: string; readonly keys: readonly KeyHelp[] }[] = [
  {
    title: "Out of the terminal",
    keys: [
      { keys: "Ctrl Shift ↑", does: "to the list of terminals; ↓ there goes back" },
      { keys: "Ctrl Shift .", does: "to the panel, and back" },
      { keys: "Ctrl Shift K", does: "open anything by name" },
      { keys: "Ctrl Shift ,", does: "fold the panel" },
      { keys: "Ctrl Shift Enter", does: "check the fix" },
      { keys: "Ctrl Shift H", does: "these keys" },
    ],
  },
  {
    title: "Terminals",
    keys: [
      { keys: "Ctrl Shift → / Ctrl Shift ←", does: "next terminal, and the one before" },
      { keys: "Ctrl Shift S", does: "another shell on the same machine" },
      { keys: "Ctrl Shift E", does: "split to the right" },
      { keys: "Ctrl Shift O", does: "split below" },
      { keys: "Alt Shift ← ↑ ↓ →", does: "move the divider of the pane" },
      { keys: "Ctrl Shift X", does: "close the terminal" },
    ],
  },
  {
    title: "In the list of terminals",
    keys: [
      { keys: "← → / Enter", does: "go along it, open one" },
      { keys: "F2", does: "rename" },
      { keys: "Shift ← / Shift →", does: "move" },
      { keys: "Delete", does: "close" },
    ],
  },
  {
    title: "In the terminal",
    keys: [
      { keys: "Ctrl Shift C / Ctrl Insert", does: "copy what is selected" },
      { keys: "Ctrl Shift V / Shift Insert", does: "paste" },
      { keys: "Ctrl Shift F", does: "search; Enter goes up, Shift Enter down, Escape ends it" },
      { keys: "Ctrl + / Ctrl -", does: "bigger and smaller text" },
      { keys: "Ctrl 0", does: "text as usual" },
    ],
  },
];
