// Options and operands of a command, read as getopt does.

/** Options that take a value: single letters and long names, separated by spaces. */
export type Valued = string;

/** The index of the first operand at or after `from`; the length of the words where there is none. */
export function firstOperand(words: readonly string[], valued: Valued, from = 0): number {
  const names = new Set(valued.split(" "));
  let at = from;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (word === "--") return at + 1;
    if (!word.startsWith("-") || word === "-") return at;
    at += takesNext(word, names) ? 2 : 1;
  }
  return words.length;
}

function takesNext(word: string, names: ReadonlySet<string>): boolean {
  if (word.startsWith("--")) return !word.includes("=") && names.has(word.slice(2));
  if (names.has(word.slice(1))) return true;
  // In a cluster the first letter with a value takes what is left of the word, or else the next word.
  const letters = [...word.slice(1)];
  const first = letters.findIndex((letter) => names.has(letter));
  return first >= 0 && first === letters.length - 1;
}

/** All operands, wherever options stand between them. */
export function operands(words: readonly string[], valued: Valued): string[] {
  const found: string[] = [];
  const end = words.indexOf("--");
  const head = end < 0 ? words : words.slice(0, end);
  for (let at = firstOperand(head, valued); at < head.length; at = firstOperand(head, valued, at + 1)) {
    found.push(head[at] ?? "");
  }
  return end < 0 ? found : [...found, ...words.slice(end + 1)];
}

/** The values given for an option: `-o x`, `-ox`, `-so x`, `--output x`, `--output=x`. Its letter is null where it has none. */
export function valuesOf(words: readonly string[], letter: string | null, long: string): string[] {
  const found: string[] = [];
  words.forEach((word, at) => {
    const next = words[at + 1];
    const cluster = letter !== null && /^-[A-Za-z]+$/.test(word) && word.endsWith(letter);
    if (word.startsWith(`--${long}=`)) found.push(word.slice(long.length + 3));
    else if (word === `--${long}` || cluster) found.push(...(next === undefined ? [] : [next]));
    else if (letter !== null && word.startsWith(`-${letter}`)) found.push(word.slice(2));
  });
  return found;
}
