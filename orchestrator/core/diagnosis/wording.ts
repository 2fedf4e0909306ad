// How the report's sentences name commands, moments and lists.

/** Characters of a command line that a sentence shows. */
const MAX_QUOTED = 70;

/** A command line within a sentence: one line, cut where it is long. */
export function quote(text: string): string {
  const folded = fold(text);
  if (folded === "") return "a command that the shell did not tell";
  return `\`${folded.length > MAX_QUOTED ? `${folded.slice(0, MAX_QUOTED - 1)}…` : folded}\``;
}

/** White space folded to single spaces, none at either end. */
export function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Minutes and seconds, for example 4:07. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "1 command", "3 commands". */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** A label of the lab within a sentence or at its end, without the full stop that its author may have put. */
export function bare(label: string): string {
  return fold(label).replace(/[.]+$/, "");
}
