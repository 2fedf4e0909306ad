// Commands that run another command, and how to take them off: `sudo -u app timeout 5 df` is a `df`.
import { commandsInCode } from "./code-calls.ts";
import { firstOperand, operands, type Valued, valuesOf } from "./command-words.ts";
import { editorCommands } from "./editors.ts";
import type { Inner, Slot } from "./found-command.ts";

interface Wrapper {
  /** Its options that take a value. */
  readonly valued?: Valued;
  /** Operands of its own that stand before the command, for example a duration. */
  readonly operands?: number;
  /** Whether NAME=value may stand before the command. */
  readonly assignments?: true;
  /** Whether the rest is text for a shell; else it is the command's words. */
  readonly text?: true;
  /** An option with which it runs nothing. */
  readonly without?: RegExp;
}

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: {
    valued: "u g h p C r t T U D R user group host prompt close-from role type chdir chroot other-user command-timeout",
    assignments: true,
    without: /^(-[a-zA-Z]*[elvKV]|--edit|--list|--validate)$/,
  },
  doas: { valued: "u C a" },
  env: { valued: "u C unset chdir", assignments: true },
  timeout: { valued: "s k signal kill-after", operands: 1 },
  nice: { valued: "n adjustment" },
  ionice: { valued: "c n p P u class classdata pid pgid uid" },
  taskset: { operands: 1, without: /^(-[a-z]*p[a-z]*|--pid)$/ },
  chrt: { valued: "T P D", operands: 1, without: /^(-[a-z]*[pm][a-z]*|--pid|--max)$/ },
  prlimit: { valued: "p o", without: /^(-p.*|--pid.*)$/ },
  nohup: {},
  setsid: {},
  stdbuf: { valued: "i o e input output error" },
  unbuffer: {},
  time: { valued: "f o format output" },
  command: { without: /^-[pvV]*[vV]/ },
  builtin: {},
  exec: { valued: "a" },
  eval: { text: true },
  watch: { valued: "n q interval equexit", text: true },
  nsenter: { valued: "t S G target setuid setgid" },
  unshare: { valued: "S G R w setuid setgid root wd propagation map-user map-group" },
  setpriv: { valued: "reuid regid groups inh-caps ambient-caps bounding-set securebits pdeathsig" },
  chroot: { valued: "userspec groups", operands: 1 },
  strace: { valued: "a b e E I o O p P s S u U X attach trace output" },
  ltrace: { valued: "a A D e F l n o p s u w x X" },
  chpst: { valued: "u U b e / n l L m d o p f c r t C" },
  setuidgid: { operands: 1 },
  faketime: { valued: "p", operands: 1 },
  busybox: {},
  screen: { valued: "S c e h p s t T", without: /^-([a-zA-Z]*[rRxX]|ls|list|wipe)/ },
  ssh: { valued: "b B c D E e F I i J L l m O o p P Q R S W w", operands: 1, text: true },
  "systemd-run": { valued: "p u E H M unit property setenv slice uid gid working-directory description" },
};

/** Shells: with -c they run a text, without a script they run what they read. */
export const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "zsh", "ksh", "ash", "rbash"]);
/** Languages, with the option that takes a program. */
const CODE_OPTIONS: Readonly<Record<string, string>> = {
  python: "c",
  python2: "c",
  python3: "c",
  perl: "e",
  ruby: "e",
  node: "e",
  lua: "e",
  php: "r",
};
/** What of tmux opens a window or a pane, in which a command can run. */
const TMUX_OPENS = /^(new(-session|-window)?|neww|split-window|splitw|respawn-(pane|window)|respawn[pw]|run(-shell)?)$/;
/** Commands that open a shell where no command is given. */
const OPEN_A_SHELL = new Set([...SHELLS, "su", "sudo", "doas", "runuser", "ssh", "chroot", "nsenter", "unshare"]);
/** Options of a shell that take a value. */
export const SHELL_VALUED = "o O rcfile init-file";
const XARGS_VALUED = "E I L P a d n s arg-file delimiter max-args max-chars max-lines max-procs process-slot-var";
const PARALLEL_VALUED = "j N n a S I jobs max-args arg-file sshlogin joblog timeout delay retries";
const SU_VALUED = "s g G w u user shell group supp-group whitelist-environment";
const EDITORS_WITH_SHELL = /^(r?vi|r?view|ex|n?vim?(diff|\.\w+)?|rvim)$/;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;
/** What xargs and parallel read can be anything. */
const ANYTHING = ["/*"];

export interface Unwrapped {
  readonly inner: readonly Inner[];
  /** Whether the wrapper is a command in its own right, as find and python3 are. */
  readonly keeps: boolean;
  readonly slot: Slot | null;
}

/**
 * Takes one wrapper off; null where there is none, or where it runs nothing.
 *
 * @param argv with a name without its folder at first
 * @param stdin what it reads, where that stands in the line
 */
export function unwrap(argv: readonly string[], stdin: string | null): Unwrapped | null {
  const [name = "", ...args] = argv;
  if (SHELLS.has(name)) return shell(args);
  if (name === "find") return find(args);
  if (name === "xargs") return xargs(args);
  if (name === "parallel") return parallel(args);
  if (name === "su" || name === "runuser" || name === "sg" || name === "script") return switchUser(args);
  if (name === "flock") return flock(args);
  if (name === "tmux") return tmux(args);
  if (name === "trap") return args.length > 1 && !/^-[lp]?$/.test(args[0] ?? "") ? script(operands(args, "")[0]) : null;
  if (name === "gdb" || EDITORS_WITH_SHELL.test(name)) return shellEscapes(name, args);
  if (Object.hasOwn(CODE_OPTIONS, name)) return code(CODE_OPTIONS[name] ?? "", args, stdin);
  if (name === "ip" && args[0] === "netns" && args[1] === "exec") return words(args.slice(3));
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  return wrapper ? plain(wrapper, args) : null;
}

/** Whether the command runs what it reads, as `bash` alone or `bash -s` does. */
export function readsScript(argv: readonly string[]): boolean {
  const [name = "", ...args] = argv;
  if (!OPEN_A_SHELL.has(name)) return false;
  return !SHELLS.has(name) || /^-[a-z]*s$/.test(args[0] ?? "") || firstOperand(args, SHELL_VALUED) >= args.length;
}

function words(argv: readonly string[], slot: Slot | null = null): Unwrapped | null {
  return argv.length === 0 ? null : { inner: [{ argv }], keeps: false, slot };
}

function script(text: string | undefined, slot: Slot | null = null): Unwrapped | null {
  return text === undefined || text === "" ? null : { inner: [{ text }], keeps: false, slot };
}

function plain(wrapper: Wrapper, args: readonly string[]): Unwrapped | null {
  let at = firstOperand(args, wrapper.valued ?? "");
  if (args.slice(0, at).some((option) => wrapper.without?.test(option))) return null;
  at += wrapper.operands ?? 0;
  if (args[at] === "--") at += 1;
  while (wrapper.assignments && ASSIGNMENT.test(args[at] ?? "")) at += 1;
  return wrapper.text ? script(args.slice(at).join(" ")) : words(args.slice(at));
}

function shell(args: readonly string[]): Unwrapped | null {
  const at = firstOperand(args, SHELL_VALUED);
  return args.slice(0, at).some((option) => /^-[a-zA-Z]*c$/.test(option)) ? script(args[at]) : null;
}

function switchUser(args: readonly string[]): Unwrapped | null {
  const at = firstOperand(args, SU_VALUED);
  // Only `runuser -u NAME` takes words; all others take a text.
  if (args.slice(0, at).includes("-u")) return words(args.slice(at));
  return script(valuesOf(args, "c", "command")[0]);
}

function flock(args: readonly string[]): Unwrapped | null {
  const rest = args.slice(firstOperand(args, "w E timeout conflict-exit-code") + 1);
  return rest[0] === "-c" || rest[0] === "--command" ? script(rest[1]) : words(rest);
}

function tmux(args: readonly string[]): Unwrapped | null {
  const [verb = "", ...own] = args.slice(firstOperand(args, "c f L S T"));
  const end = own.indexOf(";");
  const rest = end < 0 ? own : own.slice(0, end);
  if (/^send(-keys)?$/.test(verb)) {
    const keys = operands(rest, "t N").map((key) => (key === "Space" ? " " : /^(Enter|C-m)$/.test(key) ? "\n" : key));
    return script(keys.join(""));
  }
  if (!TMUX_OPENS.test(verb)) return null;
  const run = rest.slice(firstOperand(rest, "c e F f l n p s t x y"));
  return run.length === 1 ? script(run[0]) : words(run);
}

/** A program given in the line: it looks or changes something itself, and may run commands. */
function code(option: string, args: readonly string[], stdin: string | null): Unwrapped | null {
  const given = valuesOf(args, option, "eval");
  const inner = (given.length > 0 ? given : [stdin ?? ""]).flatMap(commandsInCode);
  return inner.length === 0 ? null : { inner, keeps: true, slot: null };
}

/** What a command of vi or gdb hands to a shell: of `:!ls`, `!ls` and `shell ls` the `ls`; null where it hands over nothing. */
export function shellEscape(text: string): string | null {
  return /^:?\s*(?:shell\s|!)\s*(\S.*)$/.exec(text)?.[1] ?? null;
}

/** Commands of the program itself that run one of the shell: `vim -c '!ls'`, `gdb -ex 'shell ls'`. */
function shellEscapes(name: string, args: readonly string[]): Unwrapped | null {
  const given =
    name === "gdb"
      ? args.filter((_, at) => /^--?(ex|iex|eval-command|init-eval-command)$/.test(args[at - 1] ?? ""))
      : editorCommands(args);
  const inner = given.flatMap((text) => {
    const run = shellEscape(text);
    return run === null ? [] : [{ text: run }];
  });
  return inner.length === 0 ? null : { inner, keeps: true, slot: null };
}

function xargs(args: readonly string[]): Unwrapped | null {
  const at = firstOperand(args, XARGS_VALUED);
  const own = args.slice(0, at);
  const replaces = own.some((option) => option === "-i" || option === "--replace");
  const token = valuesOf(own, "I", "replace")[0] ?? (replaces ? "{}" : null);
  return words(args.slice(at), { token, words: ANYTHING });
}

function parallel(args: readonly string[]): Unwrapped | null {
  const rest = args.slice(firstOperand(args, PARALLEL_VALUED));
  const end = rest.findIndex((word) => word.startsWith(":::"));
  const text = (end < 0 ? rest : rest.slice(0, end)).join(" ");
  return script(text, { token: text.includes("{}") ? "{}" : null, words: ANYTHING });
}

function find(args: readonly string[]): Unwrapped | null {
  const inner: Inner[] = [];
  for (let at = 0; at < args.length; at += 1) {
    if (!/^-(exec|ok)(dir)?$/.test(args[at] ?? "")) continue;
    const rest = args.slice(at + 1);
    const end = rest.findIndex((word, index) => word === ";" || (word === "+" && rest[index - 1] === "{}"));
    const argv = end < 0 ? rest : rest.slice(0, end);
    if (argv.length > 0) inner.push({ argv });
    at += argv.length;
  }
  if (inner.length === 0) return null;
  // Some of the files there, as a wildcard that is not all of them.
  return { inner, keeps: true, slot: { token: "{}", words: findRoots(args).map((root) => `${root}/[found]`) } };
}

/** The places where `find` looks. */
export function findRoots(args: readonly string[]): readonly string[] {
  const start = args.findIndex((word) => !/^-([HLP]|O\d|D)$/.test(word));
  const rest = start < 0 ? [] : args.slice(start);
  const end = rest.findIndex((word) => /^[-(!]/.test(word));
  const roots = end < 0 ? rest : rest.slice(0, end);
  return roots.length > 0 ? roots : ["."];
}
