// What a function was called with, put into its text: `f() { systemctl "$@"; }; f restart app` is a restart.

/** A word in single quotes, which the shell leaves alone; one in double quotes; a parameter outside of quotes. */
const PARTS = /'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\$(?:\{([1-9@*])\}|([1-9@*]))/g;
const WITHIN = /\$(?:\{([1-9@*])\}|([1-9@*]))/g;
const ALL = /^"\$(?:\{[@*]\}|[@*])"$/;

/** The text with `$1` to `$9`, `$@` and `$*` replaced by the arguments. */
export function withPositionals(text: string, args: readonly string[]): string {
  return text.replaceAll(PARTS, (part, braced?: string, bare?: string) => {
    if (part.startsWith("'")) return part;
    if (ALL.test(part)) return args.map(quoted).join(" ");
    if (part.startsWith('"'))
      return part.replaceAll(WITHIN, (_, one?: string, other?: string) => escaped(argumentOf(one ?? other, args)));
    const name = braced ?? bare;
    return name === "@" || name === "*" ? args.map(quoted).join(" ") : quoted(argumentOf(name, args));
  });
}

function argumentOf(name: string | undefined, args: readonly string[]): string {
  return name === "@" || name === "*" ? args.join(" ") : (args[Number(name) - 1] ?? "");
}

/** A word as it stands in a line, whatever is in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function escaped(word: string): string {
  return word.replaceAll(/["\\$`]/g, "\\$&");
}
