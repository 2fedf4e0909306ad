// Which files an editor has open, told by its words: comparing them before and after tells whether it changed one.
import { operands, type Valued } from "./command-words.ts";
import { absolutePath, isScratch } from "./found-command.ts";

/** Editors, with their options that take a value. */
const EDITORS: Readonly<Record<string, Valued>> = {
  ...same(
    "vi vim nvim view rvim rview vimdiff ex vim.basic vim.tiny",
    "c S u U w W T t i d cmd startuptime servername",
  ),
  ...same("nano rnano pico", "r T Y s o f C E Q X J z fill tabsize syntax speller operatingdir rcfile backupdir"),
  ...same("ed red", "p prompt"),
  ...same("emacs zile mg jmacs", "l f eval e load execute funcall u d geometry"),
  ...same("emacsclient", "e s a f eval socket-name alternate-editor server-file"),
  ...same("joe jed ne mcedit micro hx helix kak kate gedit", "c config-dir config log"),
  ...same("sudoedit", "u g h p C r t T user group"),
  ...same("vipw vigr visudo crontab systemctl", ""),
};
/** What the shell fills in only when it runs the command. */
const NOT_LITERAL = /[*?[\]$`]/;

/**
 * The absolute paths of the files that an editor command has open, also of files that do not exist yet.
 *
 * @param argv the words of a simple command, wrappers taken off
 * @param cwd the absolute folder that it runs in; null where it is not known, and then relative paths stay so
 * @returns empty for a command that is no editor; a name with a wildcard or a variable is left out
 */
export function editedFiles(argv: readonly string[], cwd: string | null): string[] {
  const [program = "", ...args] = argv;
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (name === "sudo")
    return args.some((arg) => /^(-e|--edit)$/.test(arg)) ? editedFiles(["sudoedit", ...args], cwd) : [];
  if (!Object.hasOwn(EDITORS, name)) return [];
  const files = filesOf(name, args);
  const literal = files.filter((file) => !NOT_LITERAL.test(file));
  return [...new Set(literal.map((file) => absolutePath(file, cwd) ?? file))];
}

/** Whether an editor has only notes of the candidate's own open, below a folder for temporary files. */
export function editsNotes(argv: readonly string[], cwd: string | null): boolean {
  const files = editedFiles(argv, cwd);
  return files.length > 0 && files.every((file) => isScratch(file, cwd));
}

/** Writes a file, by a command of vi's: alone, after a range, or after another command. */
const WRITES = /(^|[|:%$,\d\s])(w|wq|x|wa|wqa|wall|xa|xall|up|update|wri?t?e?|sav|saveas|exi?t?|xit)(!|\s|\||$)/;

/** The commands that vi and its kin are started with: `-c TEXT`, `--cmd TEXT`, `+TEXT`. */
export function editorCommands(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, at) => {
    if (/^\+\D/.test(arg)) return [arg.slice(1)];
    return /^(-\w*c|--cmd)$/.test(args[at - 1] ?? "") ? [arg] : [];
  });
}

/**
 * Whether an editor is there to change files without being seen at it: it works without a screen, as `ed -s`, `ex -sc` and
 * `vim -es` do, or is told to write by its own words, as in `vim -c ':w! f'`.
 */
export function editsUnseen([name = "", ...args]: readonly string[]): boolean {
  if (!/^(r?ed|ex|r?vi|n?vim?(\.\w+)?|rvim)$/.test(name)) return false;
  if (!/^r?ed$/.test(name) && editorCommands(args).some((text) => WRITES.test(text))) return true;
  return args.some((arg) => (/^(r?ed|ex)$/.test(name) ? /^-([sS]|$)/ : /^-[eE]s/).test(arg));
}

function filesOf(name: string, args: readonly string[]): readonly string[] {
  switch (name) {
    case "systemctl":
      return unitFiles(args);
    case "crontab":
      return args.some((arg) => /^-[a-z]*e$/.test(arg))
        ? [`/var/spool/cron/crontabs/${valueAfter(args, "-u") ?? "root"}`]
        : [];
    case "visudo":
      return [valueAfter(args, "-f") ?? operands(args, "f x")[0] ?? "/etc/sudoers"];
    case "vipw":
    case "vigr": {
      const groups = name === "vigr" || args.includes("-g");
      const shadow = args.includes("-s");
      return [groups ? (shadow ? "/etc/gshadow" : "/etc/group") : shadow ? "/etc/shadow" : "/etc/passwd"];
    }
    default:
      // A word like +12 or +/pattern is where to begin.
      return operands(args, EDITORS[name] ?? "").filter((word) => !word.startsWith("+") && word !== "-");
  }
}

function unitFiles(args: readonly string[]): readonly string[] {
  const [verb, ...units] = operands(args, "H M t p o n drop-in host machine root");
  if (verb !== "edit") return [];
  const folder = args.includes("--runtime") ? "/run/systemd/system" : "/etc/systemd/system";
  const dropIn = args.find((arg) => arg.startsWith("--drop-in="))?.slice("--drop-in=".length) ?? "override";
  return units.map((unit) => {
    const file = /\.(service|socket|timer|mount|target|path|slice|scope|swap|automount)$/.test(unit)
      ? unit
      : `${unit}.service`;
    return args.includes("--full") ? `${folder}/${file}` : `${folder}/${file}.d/${dropIn.replace(/\.conf$/, "")}.conf`;
  });
}

function valueAfter(args: readonly string[], option: string): string | undefined {
  const at = args.indexOf(option);
  return at < 0 ? undefined : args[at + 1];
}

function same(names: string, valued: Valued): Record<string, Valued> {
  return Object.fromEntries(names.split(" ").map((name) => [name, valued]));
}
