// Files that the scripts of sed and awk write.

/** A substitution with its flags, and the file after its flag `w`. */
const SUBSTITUTION =
  /(?<![A-Za-z_])s([^\w\s\\])(?:\\.|(?!\1)[^\\]){0,400}\1(?:\\.|(?!\1)[^\\]){0,400}\1[gpieImM\d]*(?:w\s*(\S[^\n]*))?/g;
/** sed's command `w`, at its beginning or after an address. */
const SED_WRITES = /(?:^|[;{}\n\d$/!,])\s*[wW]\s+(\S[^\n]*)/g;

/** The files that a script of sed writes. */
export function writtenBySed(script: string): string[] {
  const written: string[] = [];
  const rest = script.replaceAll(SUBSTITUTION, (_whole, _mark, file?: string) => {
    if (file !== undefined) written.push(file);
    return "";
  });
  return [...written, ...[...rest.matchAll(SED_WRITES)].map(([, file = ""]) => file)];
}

const AWK_PRINTS = /\bprintf?\b[^;}\n]{0,400}?>>?\s*([A-Za-z_]\w*|[$(])/g;
const AWK_ASSIGNS = /\b([A-Za-z_]\w*)\s*=\s*"([^"]*)"/g;

/**
 * The files that a program of awk writes and does not name on the spot; one that only its data tells is left as it is called.
 *
 * @param assigned what the command line assigns, as `name=value`
 */
export function writtenByAwk(program: string, assigned: readonly string[]): string[] {
  const values = new Map([...program.matchAll(AWK_ASSIGNS)].map(([, name = "", value = ""]) => [name, value]));
  for (const each of assigned) values.set(each.replace(/=.*/s, ""), each.replace(/^[^=]*=/, ""));
  // A greater-than sign in a text or between parentheses is none that writes.
  const bare = program.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').replaceAll(/\([^()]*\)/g, "()");
  return [...bare.matchAll(AWK_PRINTS)].map(([, name = ""]) => values.get(name) ?? name);
}
