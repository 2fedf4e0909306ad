// Commands that a program runs: `os.system("rm x")`, `subprocess.run(["rm", "x"])`, `system "rm", "x"`.
import type { Inner } from "./found-command.ts";

/** A text in the program; Python has letters before it. */
const STRING = /(?:\b[bfrBFR]{1,2})?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/g;
/** Functions of Python, Perl, Ruby, PHP, Node, Lua and awk that run a command, and what they are called with. */
const RUNS =
  /\b(?:system|os\.execute|exec(?:Sync|File(?:Sync)?|[lv]p?e?)?|spawn(?:Sync|[lv]p?e?)?|[Pp]open|run|call|check_call|check_output|get(?:status)?output|shell_exec|passthru)(?:\s*\(|\s+(?=["']))/;
const CALL = new RegExp(`${RUNS.source}((?:${STRING.source}|[^)"';]+)*)`, "g");
/** An argument with a name, as in `cwd="/srv"` and `{stdio: "inherit"}`, says how a command is run. */
const NAMED = new RegExp(String.raw`\b\w+\s*[=:]\s*(?:${STRING.source}|[\w.]+)`, "g");
/** What only the running program knows. */
const UNKNOWN = "$unknown";

/** The commands that a program runs, as far as its text tells: a single string is for a shell, a list is words. */
export function commandsInCode(code: string): Inner[] {
  return [...code.matchAll(CALL)].flatMap(([, called = ""]): Inner[] => {
    const args = called.replaceAll(NAMED, "");
    const strings = [...args.matchAll(STRING)].map(([, double, single]) => unescaped(double ?? single ?? ""));
    if (strings.length === 0) return [];
    const rest = args.replaceAll(STRING, "");
    const words = [...strings, ...(/\w/.test(rest) ? [UNKNOWN] : [])];
    return strings.length > 1 || rest.includes("[") ? [{ argv: words }] : [{ text: words.join(" ") }];
  });
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}
