// The keys of a replay, those of asciinema's player as far as it has them.

export type Action =
  | "toggle"
  | "back"
  | "forward"
  | "marker-before"
  | "marker-after"
  | "frame-before"
  | "frame-after"
  | "full-screen"
  | "help";

const actions: Readonly<Record<string, Action>> = {
  " ": "toggle",
  ArrowLeft: "back",
  ArrowRight: "forward",
  "[": "marker-before",
  "]": "marker-after",
  ",": "frame-before",
  ".": "frame-after",
  f: "full-screen",
  "?": "help",
};

/** What the help says, in order. */
export const keyHelp: readonly (readonly [keys: string, does: string])[] = [
  ["Space", "play, pause"],
  ["← →", "5 s back, on"],
  ["[ ]", "last, next command, fact or check"],
  [", .", "last, next output"],
  ["f", "full screen"],
  ["?", "these keys"],
];

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly target: EventTarget;
}

/** Null for keys that are not ours: those of a choice, and Space on a button. */
export function actionOf({ key, ctrlKey, altKey, metaKey, target }: Pressed): Action | null {
  if (ctrlKey || altKey || metaKey || target instanceof HTMLSelectElement) return null;
  if (key === " " && (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement)) return null;
  return actions[key] ?? null;
}
