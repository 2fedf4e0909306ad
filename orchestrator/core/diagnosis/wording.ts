// How the report's sentences name commands, moments and lists.

/** Characters of a command line that a sentence shows. */
const MAX_QUOTED = 70;

/** A command line within a sentence: one line, cut where it is long. A backtick in it becomes its look-alike U+02CB. */
export function quote(text: string): string {
  const folded = fold(text).replaceAll("`", "ˋ");
  if (folded === "") return "a command that the shell did not tell";
  return `\`${folded.length > MAX_QUOTED ? `${folded.slice(0, MAX_QUOTED - 1)}…` : folded}\``;
}

/** White space folded to single spaces, none at either end. */
export function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A moment of the attempt, in milliseconds from the hand-over: `04:12`, from an hour on `1:04:12`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const pad = (value: number): string => String(value).padStart(2, "0");
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${rest}` : rest;
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

/** A label in the middle of a sentence: names like "DNS" keep their capitals. */
export function asClause(label: string): string {
  const text = bare(label);
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** A label of the lab within a sentence or at its end, without the full stop that its author may have put. */
export function bare(label: string): string {
  return fold(label).replace(/[.]+$/, "");
}
