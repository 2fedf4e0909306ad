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

interface Search {
  readonly aliases: ReadonlyMap<string, string>;
  readonly found: FoundCommand[];
  /** Texts of files that are known, by their absolute paths. */
  readonly files: Map<string, string>;
  /** The folder that `cd` has led to so far; null where nothing tells. */
  cwd: string | null;
  charactersLeft: number;
}

/** Where a command stands. */
interface Place {
  readonly depth: number;
  readonly nesting: number;
  readonly via: readonly string[];
  /** Aliases that are being expanded. */
  readonly expanding: ReadonlySet<string>;
  /** Of the redirections of the compound commands around it. */
  readonly redirects: readonly Redirection[];
  readonly stdin: string | null;
  readonly piped: boolean;
  readonly slot: Slot | null;
}

const TOP: Place = {
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
 * Finds the simple commands of a line, also in substitutions, in functions' bodies, and in texts for another shell.
 * Never throws: of broken or too long input what could be parsed.
 *
 * @param cwd the absolute folder that the line runs in; null where it is not known
 * @param files texts of files that earlier lines wrote, by their absolute paths: a script among them is read
 */
export function findCommands(
  text: string,
  aliases: ReadonlyMap<string, string>,
  cwd: string | null,
  files: ReadonlyMap<string, string> = new Map(),
): FoundCommand[] {
  const search: Search = { aliases, found: [], files: new Map(files), cwd, charactersLeft: MAX_PARSED };
  try {
    searchText(search, text.slice(0, MAX_CHARACTERS), TOP);
  } catch {
    // The parser has no more stack for such nesting: what was found before it counts.
  }
  return search.found;
}

function searchText(search: Search, text: string, place: Place): void {
  if (place.depth > MAX_DEPTH || text.length > search.charactersLeft) return;
  search.charactersLeft -= text.length;
  walk(search, parse(text), { ...place, depth: place.depth + 1, nesting: 0 });
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
    case "Subshell":
      inFolder(search, () => walk(search, node.body, place));
      break;
    case "CommandExpansion":
    case "ArithmeticCommandExpansion":
    case "ProcessSubstitution": {
      // The parser reads what is in it only when it is asked.
      const script = place.depth > MAX_DEPTH ? undefined : node.script;
      if (script) inFolder(search, () => walk(search, script, { ...nested(place), depth: place.depth + 1 }));
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
  return { ...TOP, depth: place.depth, nesting: place.nesting, expanding: place.expanding, via: place.via };
}

function inFolder(search: Search, visit: () => void): void {
  const { cwd } = search;
  visit();
  search.cwd = cwd;
}

function command(search: Search, node: Command, place: Place): void {
  const before = search.found.length;
  const redirects = [...node.redirects, ...place.redirects];
  const argv = node.name ? [node.name.value, ...node.args.map(wordOf)] : [];
  const here: Place = { ...place, redirects, stdin: hereText(node.redirects) ?? place.stdin };
  const alias = node.name && node.name.text === node.name.value ? node.name.value : "";
  if (!expandAlias(search, alias, argv.slice(1), here)) run(search, argv, here);
  const own = search.found.slice(before);
  const within = search.found.length;
  forEachChild(node, (child) => walk(search, child, nested(place)));
  // A substitution in a text for another shell was met twice: in the word, and in the text that the word became.
  const again = new Set(own.slice(1).map(({ argv: words }) => words.join("\0")));
  const rest = search.found.splice(within).filter((each) => !again.has(each.argv.join("\0")));
  search.found.push(...rest);
}

/** Runs what an alias stands for; false where the word is none. */
function expandAlias(search: Search, name: string, args: readonly string[], place: Place): boolean {
  const expansion = search.aliases.get(name);
  if (expansion === undefined || place.expanding.has(name)) return false;
  // After an expansion that ends with a blank, as in alias sudo='sudo ', bash looks at the next word too.
  const [next = "", ...others] = args;
  const following = /\s$/.test(expansion) ? search.aliases.get(next) : undefined;
  const rest = following === undefined ? args.map(quoted) : [following, ...others.map(quoted)];
  searchText(search, [expansion, ...rest].join(" "), { ...place, expanding: new Set([...place.expanding, name]) });
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
  if (script?.kind === "shell" && text) searchText(search, text, { ...nested(place), via: [...via, argv[0] ?? ""] });
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

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
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
