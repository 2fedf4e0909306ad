// All simple commands of a line, in the order in which they stand there, wrappers taken off.
import {
  type Assignment,
  type Command,
  forEachChild,
  type Pipeline,
  parse,
  type Redirection,
  type SyntaxNode,
  type Word,
} from "unbash";
import { absolutePath, type FoundCommand, isScratch, type Slot } from "./found-command.ts";
import { quoted, withPositionals } from "./positionals.ts";
import { echoed, isMachinesOwn, scriptOf, textWritten } from "./scripts.ts";
import { readsScript, unwrap } from "./wrappers.ts";

/** Characters of a line that are looked at; a screen full of text has fewer. */
const MAX_CHARACTERS = 16 * 1024;
/** Characters parsed for one line with all the texts in it that are parsed again, so that aliases of aliases end. */
const MAX_PARSED = 4 * MAX_CHARACTERS;
/** Scripts within scripts: substitutions, `sh -c`, aliases. */
const MAX_DEPTH = 24;
/** Syntax within syntax; the parser itself stops at 256. */
const MAX_NESTING = 600;
const MAX_COMMANDS = 500;
/** Where a wrapper is taken off at most so often: nobody types more, and each is a word at least. */
const MAX_WRAPPERS = 40;
/** Folders whose programs are known by their name alone. */
const PROGRAM_FOLDERS = /^\/(usr\/)?(local\/)?s?bin\/(?=[^/]+$)/;

/** What is known of a shell before one of its lines. */
export interface ShellState {
  /** What aliases stand for, by name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Bodies of functions, by name. */
  readonly functions: ReadonlyMap<string, string>;
  /** Texts of files that earlier lines wrote, by their absolute paths: a script among them is read. */
  readonly files: ReadonlyMap<string, string>;
  /** The absolute folder that the line runs in; null where it is not known. */
  readonly cwd: string | null;
}

interface Search {
  readonly aliases: ReadonlyMap<string, string>;
  readonly found: FoundCommand[];
  readonly files: Map<string, string>;
  /** What functions are defined so far. */
  functions: Map<string, string>;
  /** The folder that `cd` has led to so far; null where nothing tells. */
  cwd: string | null;
  charactersLeft: number;
}

/** Where a command stands. */
interface Place {
  /** The text that is parsed, into which the syntax points. */
  readonly source: string;
  readonly depth: number;
  readonly nesting: number;
  readonly via: readonly string[];
  /** Aliases that are being expanded, and functions that are being called, these with brackets. */
  readonly expanding: ReadonlySet<string>;
  /** Of the redirections of the compound commands around it. */
  readonly redirects: readonly Redirection[];
  readonly stdin: string | null;
  readonly piped: boolean;
  readonly slot: Slot | null;
}

const TOP: Place = {
  source: "",
  depth: 0,
  nesting: 0,
  via: [],
  expanding: new Set(),
  redirects: [],
  stdin: null,
  piped: false,
  slot: null,
};

/**
 * Finds the simple commands of a line, also in substitutions, in texts for another shell, and of the functions that it calls.
 * Never throws: of broken or too long input what could be parsed.
 *
 * @returns the commands, and the functions that are defined after the line
 */
export function findCommands(
  text: string,
  { aliases, functions, files, cwd }: ShellState,
): { readonly commands: FoundCommand[]; readonly functions: ReadonlyMap<string, string> } {
  const search: Search = {
    aliases,
    found: [],
    files: new Map(files),
    functions: new Map(functions),
    cwd,
    charactersLeft: MAX_PARSED,
  };
  try {
    searchText(search, text.slice(0, MAX_CHARACTERS), TOP);
  } catch {
    // The parser has no more stack for such nesting: what was found before it counts.
  }
  return { commands: search.found, functions: search.functions };
}

/** False where the text is left out, for being too deep within others or too long with them. */
function searchText(search: Search, text: string, place: Place): boolean {
  if (place.depth > MAX_DEPTH || text.length > search.charactersLeft) return false;
  search.charactersLeft -= text.length;
  walk(search, parse(text), { ...place, source: text, depth: place.depth + 1, nesting: 0 });
  return true;
}

function walk(search: Search, node: SyntaxNode, outer: Place): void {
  if (search.found.length >= MAX_COMMANDS || outer.nesting > MAX_NESTING) return;
  const place = { ...outer, nesting: outer.nesting + 1 };
  switch (node.type) {
    case "Command":
      command(search, node, place);
      break;
    case "Pipeline":
      pipeline(search, node, place);
      break;
    case "Redirected": {
      const redirects = [...place.redirects, ...node.redirects];
      walk(search, node.command, { ...place, redirects, stdin: hereText(node.redirects) ?? place.stdin });
      for (const redirect of node.redirects) walk(search, redirect, nested(place));
      break;
    }
    case "Function":
      // What is in it happens when it is called.
      search.functions.set(node.name.value, place.source.slice(node.body.pos, node.body.end));
      break;
    case "Subshell":
      inSubshell(search, () => walk(search, node.body, place));
      break;
    case "CommandExpansion":
    case "ArithmeticCommandExpansion":
    case "ProcessSubstitution": {
      // The parser reads what is in it only when it is asked.
      const script = place.depth > MAX_DEPTH ? undefined : node.script;
      if (script) inSubshell(search, () => walk(search, script, { ...nested(place), depth: place.depth + 1 }));
      break;
    }
    default:
      forEachChild(node, (child) => walk(search, child, place));
  }
}

function pipeline(search: Search, node: Pipeline, place: Place): void {
  const timed = node.prefixes.some(({ type }) => type === "Time");
  const via = timed ? [...place.via, "time"] : place.via;
  node.commands.forEach((each, at) => {
    const before = node.commands[at - 1];
    const reads = before ? { piped: true, stdin: literalOutput(before) } : {};
    // What a pipeline writes is written by its last command.
    const redirects = at === node.commands.length - 1 ? place.redirects : [];
    walk(search, each, { ...place, ...reads, via, redirects });
  });
}

/** A place in a word: what runs there has neither the redirections nor the input of the command around it. */
function nested(place: Place): Place {
  const { source, depth, nesting, expanding, via } = place;
  return { ...TOP, source, depth, nesting, expanding, via };
}

/** What a subshell does to its folder and its functions ends with it. */
function inSubshell(search: Search, visit: () => void): void {
  const { cwd } = search;
  const functions = new Map(search.functions);
  visit();
  search.cwd = cwd;
  search.functions = functions;
}

function command(search: Search, node: Command, place: Place): void {
  const before = search.found.length;
  const redirects = [...node.redirects, ...place.redirects];
  const argv = node.name ? [node.name.value, ...node.args.map(wordOf)] : [];
  const here: Place = { ...place, redirects, stdin: hereText(node.redirects) ?? place.stdin };
  const alias = node.name && node.name.text === node.name.value ? node.name.value : "";
  if (!expandAlias(search, alias, argv, here) && !callFunction(search, argv, here)) run(search, argv, here);
  const own = search.found.slice(before);
  const within = search.found.length;
  forEachChild(node, (child) => walk(search, child, nested(place)));
  // A substitution in a text for another shell was met twice: in the word, and in the text that the word became.
  const again = new Set(own.slice(1).map(({ argv: words }) => words.join("\0")));
  const rest = search.found.splice(within).filter((each) => !again.has(each.argv.join("\0")));
  search.found.push(...rest);
}

/** Runs what an alias stands for; false where the word is none. */
function expandAlias(search: Search, name: string, argv: readonly string[], place: Place): boolean {
  const expansion = search.aliases.get(name);
  if (expansion === undefined || place.expanding.has(name)) return false;
  // After an expansion that ends with a blank, as in alias sudo='sudo ', bash looks at the next word too.
  const [next = "", ...others] = argv.slice(1);
  const following = /\s$/.test(expansion) ? search.aliases.get(next) : undefined;
  const rest = following === undefined ? argv.slice(1).map(quoted) : [following, ...others.map(quoted)];
  const text = [expansion, ...rest].join(" ");
  if (!searchText(search, text, { ...place, expanding: new Set([...place.expanding, name]) }))
    addUntold(search, argv, place);
  return true;
}

/** Runs what is in a function; false where the word is none. */
function callFunction(search: Search, argv: readonly string[], place: Place): boolean {
  const [name = "", ...args] = argv;
  const body = search.functions.get(name);
  if (body === undefined) return false;
  const called = `${name}()`;
  // A function that calls itself does nothing more than what is in it.
  if (place.expanding.has(called)) return true;
  const inner = { ...place, expanding: new Set([...place.expanding, called]) };
  if (!searchText(search, withPositionals(body, args), inner)) addUntold(search, argv, place);
  return true;
}

/** Takes wrappers off and adds the command that is left. */
function run(search: Search, words: readonly string[], place: Place): void {
  const argv = words.map((word, at) => (at === 0 ? word.replace(PROGRAM_FOLDERS, "") : word));
  const [name = ""] = argv;
  if (name === "" && place.redirects.length === 0) return;
  const unwrapped = place.via.length < MAX_WRAPPERS ? unwrap(argv, place.stdin) : null;
  if (unwrapped === null || unwrapped.keeps) add(search, argv, place);
  const inner: Place = { ...place, via: [...place.via, name], slot: unwrapped?.slot ?? place.slot };
  for (const each of unwrapped?.inner ?? []) {
    if ("argv" in each) run(search, each.argv, inner);
    // xargs adds its words to the command, not to those in the command's text.
    else searchText(search, each.text, name === "xargs" ? { ...inner, slot: place.slot } : inner);
  }
  if (unwrapped === null && place.stdin !== null && readsScript(argv)) {
    searchText(search, place.stdin, { ...inner, stdin: null, piped: false, redirects: [] });
  }
}

/** A command that is too deep within others to say what it does. */
function addUntold({ found, cwd }: Search, argv: readonly string[], { via, stdin, piped, slot }: Place): void {
  found.push({ argv, via, writes: [], cwd, stdin, piped, opens: [], slot, script: "nothing", texts: [] });
}

function add(search: Search, argv: readonly string[], place: Place): void {
  const { via, redirects, stdin, piped, slot } = place;
  const { cwd } = search;
  const targets = redirects.flatMap((each) => (each.type === "Redirect" ? targetOf(each) : []));
  const writes = targets.filter(({ path, writing }) => writing && !isScratch(path, cwd)).map(({ path }) => path);
  // A redirection alone may do something: write a file, or try a port as `</dev/tcp/host/80`.
  const connects = targets.some(({ path }) => /^\/dev\/(tcp|udp)\//.test(path));
  if (argv.length === 0 && writes.length === 0 && !connects) return;
  const opens = targets.map(({ path }) => path).filter((path) => !writes.includes(path));
  const reads = targets.filter(({ writing }) => !writing).map(({ path }) => path);
  const written = targets.filter(({ writing }) => writing).map(({ path }) => path);
  const texts = textWritten({ argv }, stdin, written).flatMap(([path, text]): [string, string][] => {
    const full = absolutePath(path, cwd);
    return full === null ? [] : [[full, text]];
  });
  for (const [path, text] of texts) search.files.set(path, `${search.files.get(path) ?? ""}\n${text}`);
  const script = scriptOf({ argv }, reads, piped && stdin === null);
  const text = script && search.files.get(absolutePath(script.path, cwd) ?? "");
  const known = script && (text === undefined ? (isMachinesOwn(script.path, cwd) ? "machine" : "nothing") : "text");
  const told = script?.kind === "other" ? (text ?? stdin) : stdin;
  const judged = known === "text" && script?.kind === "other" ? null : known;
  search.found.push({ argv, via, writes, cwd, stdin: told, piped, opens, slot, script: judged ?? null, texts });
  if (script?.kind === "shell" && text) {
    const read = () => searchText(search, text, { ...nested(place), via: [...via, argv[0] ?? ""] });
    if (argv[0] === "." || argv[0] === "source") read();
    else inSubshell(search, read);
  }
  if (argv[0] === "unset" && argv[1] === "-f") for (const name of argv.slice(2)) search.functions.delete(name);
  if ((argv[0] === "cd" || argv[0] === "pushd") && via.length === 0) {
    search.cwd = argv[1] === "-" ? null : absolutePath(argv[1] ?? "/root", cwd);
  }
}

/** The file of a redirection; none for a descriptor or a process. */
function targetOf({ operator, target }: Extract<Redirection, { type: "Redirect" }>) {
  const path = target?.value ?? "";
  const noFile = path === "" || /^[<>]\(/.test(target?.text ?? "");
  if (noFile || (operator.endsWith("&") && /^(\d+-?|-|\$.*)$/.test(path))) return [];
  return [{ path, writing: operator !== "<" && operator !== "<>" && operator !== "<&" }];
}

function wordOf(word: Word | Assignment): string {
  if (word.type === "Word") return word.value;
  const { name, append, index, value } = word;
  return value.type === "Word" && !index ? `${name}${append ? "+=" : "="}${value.value}` : word.text;
}

/** The text of the last here-document or here-string; null where there is none. */
function hereText(redirects: readonly Redirection[]): string | null {
  for (const redirect of redirects.toReversed()) {
    if (redirect.type === "HereDoc") return redirect.body.text;
    if (redirect.type === "HereString") return redirect.target?.value ?? "";
  }
  return null;
}

/** What a command that writes just its own words writes, as far as the line tells; else null. */
function literalOutput(node: SyntaxNode): string | null {
  if (node.type !== "Command") return null;
  const args = node.args.map(wordOf);
  if (node.name?.value === "cat" && args.every((word) => /^-[neE]+$/.test(word))) return hereText(node.redirects);
  if (node.name?.value !== "echo" && node.name?.value !== "printf") return null;
  const text = echoed(args);
  return /\$\(|`/.test(text) ? null : text;
}
