// Commands that write files: what they do depends on which files. Those below /tmp are the candidate's own notes.
import { type Call, has, type Rule, strongest } from "./command-call.ts";
import { operands, type Valued, valuesOf } from "./command-words.ts";
import { absolutePath, isScratch } from "./found-command.ts";
import { findRoots } from "./wrappers.ts";
import { writtenBySed } from "./written-files.ts";

const WILDCARD = /[*?[]/;
/** Not a file of one's own below a folder for temporary files, but all of them, sockets and locks too. */
const ALL_SCRATCH = /^\/(tmp|var\/tmp|dev\/shm)\/\*+$/;
const SCRATCH_FOLDER = /^\/(tmp|var\/tmp|dev\/shm)\/?$/;
/** The root, or a folder in it. */
const TOP_FOLDER = /^\/[^/]*\/?\*?$/;
const WORLD_WRITABLE = /^(0?777|0?666|a[+=]r?w.*|o[+=]r?w.*|ugo[+=].*w.*)$/;

const outside = (call: Call, paths: readonly string[]): string[] =>
  paths.filter((path) => !isScratch(path, call.command.cwd));

/** Changes all files that it names, after `skip` operands of another kind. */
function changesAll(valued: Valued, skip = 0): Rule {
  return (call) => (outside(call, operands(call.args, valued).slice(skip)).length > 0 ? "change" : "neutral");
}

/** Changes its last operand, or the folder after -t. Into a folder for temporary files it only adds a file. */
function changesLast(valued: Valued): Rule {
  return (call) => {
    const [folder] = valuesOf(call.args, "t", "target-directory");
    const target = folder ?? operands(call.args, valued).at(-1) ?? "-";
    return outside(call, [`${target}${SCRATCH_FOLDER.test(target) ? "/x" : ""}`]).length > 0 ? "change" : "neutral";
  };
}

/** Shows something, and writes the file after an option. */
function writesTo(letter: string, long: string): Rule {
  return (call) => (outside(call, valuesOf(call.args, letter, long)).length > 0 ? "change" : "observe");
}

const rm: Rule = (call) => {
  const paths = operands(call.args, "");
  const lost = outside(call, paths);
  const recursive = has(call.args, /^(-[a-zA-Z]*[rR][a-zA-Z]*|--recursive)$/);
  if (lost.length > 0) return recursive || has(lost, WILDCARD) ? "destructive" : "change";
  return paths.some((path) => ALL_SCRATCH.test(absolutePath(path, call.command.cwd) ?? path)) ? "change" : "neutral";
};

/** chmod, chown and their like: with -R the rights that were there before are lost. */
const rights: Rule = (call) => {
  const [mode = "", ...paths] = operands(call.args, "reference from");
  const changed = outside(call, paths);
  const recursive = has(call.args, /^(-[a-zA-Z]*R[a-zA-Z]*|--recursive)$/);
  if (changed.length === 0) return "neutral";
  return recursive && (WORLD_WRITABLE.test(mode) || has(changed, TOP_FOLDER)) ? "destructive" : "change";
};

const dd: Rule = (call) => {
  const targets = outside(
    call,
    call.args.filter((arg) => arg.startsWith("of=")).map((arg) => arg.slice(3)),
  );
  if (has(targets, /^\/dev\//)) return "destructive";
  return targets.length > 0 ? "change" : "observe";
};

const tar: Rule = (call) => {
  const args = call.args.filter((arg) => arg !== "--remove-files");
  const [mode = "", ...rest] = args;
  if (/^(-?[a-zA-Z]*t[a-zA-Z]*|--list)$/.test(mode)) return "observe";
  const creates = /^(-?[a-zA-Z]*c[a-zA-Z]*|--create)$/.test(mode);
  const target = creates ? (/f$/.test(mode) ? rest[0] : "-") : (valuesOf(call.args, "C", "directory")[0] ?? ".");
  const removed = args.length < call.args.length ? operands(rest, "f C T X").filter((file) => file !== target) : [];
  if (outside(call, removed).length > 0) return "destructive";
  return outside(call, [target ?? "-"]).length > 0 ? "change" : "neutral";
};

const compress: Rule = (call) => {
  if (has(call.args, /^(-[a-z0-9]*[clt][a-z0-9]*|--(stdout|list|test))$/)) return "observe";
  const files = operands(call.args, "");
  if (files.length === 0) return "observe";
  return outside(call, files).length > 0 ? "change" : "neutral";
};

const sed: Rule = (call) => {
  const inPlace = has(call.args, /^(-[nErsz]*i.*|--in-place.*)$/);
  const given = operands(call.args, "e f l expression file line-length");
  const ownScript = has(call.args, /^(-[nErszi]*[ef]$|-[ef].|--(expression|file))/);
  const [scripts, files] = ownScript
    ? [valuesOf(call.args, "e", "expression"), given]
    : [given.slice(0, 1), given.slice(1)];
  const written = [...scripts.flatMap(writtenBySed), ...(inPlace ? files : [])];
  return outside(call, written).length > 0 ? "change" : inPlace ? "neutral" : "observe";
};

/** Methods that put something where it is, or take it away. */
const CHANGING_METHOD = /^(PUT|PATCH|DELETE)$/i;

/** A request, also one that posts, is what the service's users send: a look at the symptom. */
const curl: Rule = (call) => {
  const attached = call.args.flatMap((arg) => /^-[a-zA-Z]*X(\w+)$/.exec(arg)?.[1] ?? []);
  const methods = [...valuesOf(call.args, "X", "request"), ...attached];
  if (has(methods, CHANGING_METHOD) || has(call.args, /^(-[a-zA-Z]*T|-T.+|--upload-file(=.*)?)$/)) return "change";
  const intoFolder = has(call.args, /^(-[a-zA-Z]*O[a-zA-Z]*|--remote-name(-all)?)$/);
  const files = [...valuesOf(call.args, "o", "output"), ...(intoFolder ? ["./download"] : [])];
  return outside(call, files).length > 0 ? "change" : "observe";
};

/** Without a name for it, the file goes into the folder where it runs. */
const wget: Rule = (call) => {
  const { args } = call;
  if (has(args, /^(--spider|--help|--version|-[hV])$/)) return "observe";
  const named = args.flatMap((arg, at) => {
    const [option, file] = /^(?:-[a-zA-Z]*O|--output-document(?:=|$))(.*)$/.exec(arg) ?? [];
    return option === undefined ? [] : [file || (args[at + 1] ?? "-")];
  });
  if (has(valuesOf(args, null, "method"), CHANGING_METHOD)) return "change";
  const [folder = "."] = valuesOf(args, "P", "directory-prefix");
  const files = named.length > 0 ? named : [`${folder}/download`];
  return outside(call, files).length > 0 ? "change" : "observe";
};

const rsync: Rule = (call) => {
  const copied = changesLast("e f rsh exclude include")(call);
  return copied === "change" && has(call.args, /^--del(ete(-.*)?)?$/) ? "destructive" : copied;
};

const find: Rule = (call) => {
  const printed = call.args.filter((_, at) => /^-(fprint|fprint0|fprintf|fls)$/.test(call.args[at - 1] ?? ""));
  const deleted = call.args.includes("-delete")
    ? outside(
        call,
        findRoots(call.args).map((root) => `${root}/x`),
      )
    : [];
  return strongest([
    "observe",
    ...(outside(call, printed).length > 0 ? (["change"] as const) : []),
    ...(deleted.length > 0 ? (["destructive"] as const) : []),
  ]);
};

/** Readers and filters: how many of their operands are no files, and the options that take a value. */
const FILTERS: Readonly<Record<string, { readonly words: number; readonly valued: Valued }>> = {
  ...same("cat tac rev wc column", 0, ""),
  ...same("nl fold uniq base64 paste comm strings xxd hexdump od", 0, "w s d i l n N t j"),
  ...same("head tail", 0, "n c s lines bytes"),
  ...same("grep egrep fgrep zgrep", 1, "A B C m d D e f max-count context after-context before-context"),
  ...same("cut", 0, "b c d f delimiter fields"),
  ...same("sort", 0, "k t S T o key field-separator"),
  ...same("tr", 2, ""),
  ...same("sed awk gawk mawk nawk jq", 1, "e f F v l n-args arg"),
};

function same(names: string, words: number, valued: Valued) {
  return Object.fromEntries(names.split(" ").map((name) => [name, { words, valued }]));
}

/** Whether a command only passes on what it is fed with, and reads no file. */
export function isFilter({ name, args, command }: Call): boolean {
  const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  if (!filter || command.slot !== null || command.opens.length > 0) return false;
  if (/grep$/.test(name) && has(args, /^(-[a-zA-Z]*[rR][a-zA-Z]*|--(dereference-)?recursive)$/)) return false;
  const given = /^-/.test(
    filter.words > 0 ? (args.find((arg) => /^(-[a-zA-Z]*e|--(regexp|expression)(=.*)?)$/.test(arg)) ?? "") : "",
  );
  const files = operands(args, filter.valued).slice(given ? 0 : filter.words);
  return files.every((file) => file === "-");
}

/** Showing a text that stands in the line itself, or that is typed into it, shows nothing. */
export function showsItsInput(call: Call): boolean {
  const { stdin, piped } = call.command;
  // An awk program may read what it likes by itself.
  return isFilter(call) && (stdin !== null || !piped) && !has(call.args, /\bgetline\b/);
}

/** Lets a rule hold where an option does not make the command a mere look. */
function unless(look: RegExp, rule: Rule): Rule {
  return (call) => (has(call.args, look) ? "observe" : rule(call));
}

/** Rules by the command's name. */
export const FILE_RULES: Readonly<Record<string, Rule>> = {
  rm,
  chmod: rights,
  chown: rights,
  chgrp: rights,
  dd,
  tar,
  gzip: compress,
  gunzip: compress,
  bzip2: compress,
  xz: compress,
  zstd: compress,
  unzip: unless(/^-[a-zA-Z]*[lptvZ]/, (call) =>
    outside(call, [valuesOf(call.args, "d", "directory")[0] ?? "."]).length > 0 ? "change" : "neutral",
  ),
  sed,
  curl,
  wget,
  find,
  cp: changesLast("t S target-directory suffix"),
  ln: changesLast("t S target-directory suffix"),
  install: changesLast("t o g m S target-directory owner group mode"),
  scp: changesLast("P i o F l c"),
  rsync: unless(/^(-[a-zA-Z]*n[a-zA-Z]*|--dry-run)$/, rsync),
  mv: changesAll("S suffix"),
  touch: changesAll("d t r date time reference"),
  mkdir: changesAll("m mode"),
  rmdir: changesAll(""),
  unlink: changesAll(""),
  mkfifo: changesAll("m mode"),
  truncate: changesAll("s r size reference"),
  fallocate: changesAll("l o length offset"),
  chattr: changesAll("", 1),
  shred: (call) => (outside(call, operands(call.args, "n s iterations size")).length > 0 ? "destructive" : "neutral"),
  sponge: changesAll(""),
  tee: (call) => (outside(call, operands(call.args, "")).length > 0 ? "change" : "observe"),
  patch: unless(/^--dry-run$/, () => "change"),
  split: changesAll("a b C l n", 1),
  sort: writesTo("o", "output"),
  tcpdump: writesTo("w", "write"),
  tshark: writesTo("w", "write"),
  strace: writesTo("o", "output"),
  ltrace: writesTo("o", "output"),
  gcore: writesTo("o", "output"),
  openssl: (call) => {
    const files = call.args.filter((_, at) => call.args[at - 1] === "-out");
    return outside(call, files).length > 0 ? "change" : "observe";
  },
  pg_dump: writesTo("f", "file"),
};
