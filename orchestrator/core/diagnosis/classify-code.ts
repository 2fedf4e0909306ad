// Commands that run a program given in the line: SQL, Python, awk. What obviously writes is a change.
import type { CommandClass } from "../../protocol/diagnosis.ts";
import { type Call, has, type Rule, strongest } from "./command-call.ts";
import { operands, valuesOf } from "./command-words.ts";
import { isScratch } from "./found-command.ts";
import { writtenByAwk } from "./written-files.ts";

/** SQL statements by their first word; all others change something. */
const SQL_LOOKS = /^(select|show|explain|with|table|values|describe|desc|fetch|pragma|use|analyze|\\)/;
const SQL_SESSION = /^(begin|start|commit|end|rollback|abort|set|reset|savepoint|release|declare|close|listen)\b/;
/** Functions that do something, called in a SELECT. */
const SQL_DOES =
  /\b(pg_(terminate|cancel)_backend|pg_(reload_conf|rotate_logfile|switch_wal|promote|stat_reset\w*)|pg_drop_\w+|setval|nextval|lo_(unlink|import|export)|dblink_exec|pg_advisory_lock)\s*\(/;
const SQL_WRITES = /\b(insert\s+into|delete\s+from|update\s+[\w."]+\s+set|into\s+(out|dump)file)\b/;
const SQL_DESTROYS = /^(drop\s+(database|schema|table|owned|tablespace)|truncate)\b/;

/** What a SQL text does: the strongest of its statements. */
export function sqlClass(text: string): CommandClass {
  const plain = text
    .replaceAll(/--[^\n]*|\/\*[^*]*\*\//g, " ")
    .replaceAll(/'[^']*'/g, "''")
    .toLowerCase();
  return strongest(plain.split(/;|\\gx?\b|\n(?=[ \t]*\\)/).map((statement) => statementClass(statement.trim())));
}

function statementClass(statement: string): CommandClass {
  if (statement === "") return "neutral";
  if (SQL_DESTROYS.test(statement)) return "destructive";
  // Without a condition all rows are lost.
  if (/^delete\s+from\b/.test(statement)) return /\bwhere\b/.test(statement) ? "change" : "destructive";
  if (/^explain\b/.test(statement))
    return /\banalyze\b/.test(statement) && SQL_WRITES.test(statement) ? "change" : "observe";
  if (SQL_DOES.test(statement) || SQL_WRITES.test(statement)) return "change";
  if (SQL_LOOKS.test(statement) || /^copy\b.*\bto\s+stdout\b/s.test(statement)) return "observe";
  return SQL_SESSION.test(statement) ? "neutral" : "change";
}

/** A database client: the SQL of its option, or else what it reads; opened without any it shows. */
function database(letter: string, long: string): Rule {
  return ({ args, command }) => {
    const given = valuesOf(args, letter, long);
    const texts = given.length > 0 || command.stdin === null ? given : [command.stdin];
    return strongest(["observe", ...texts.map(sqlClass)]);
  };
}

const sqlite: Rule = ({ args, command }) => {
  const [, ...statements] = operands(args, "separator cmd init");
  return strongest(["observe", ...[...statements, command.stdin ?? ""].map(sqlClass)]);
};

/** Opens a file for writing; the first group is its path. */
const OPENS = /\bopen\(\s*(?:["']([^"']*)["']|[^,()]{1,80})\s*,\s*(?:mode\s*=\s*)?["'](?:[wax]|r\+|[+>])/g;
const DESTROYS = /\b(rmtree|rm_rf|remove_entry|remove_tree)\b|\brm\s+-[a-z]*r/;
const WRITES =
  /\.(write_(text|bytes)|unlink|rename|rmdir|touch|chmod|symlink_to)\(|\b(os|shutil)\.(remove|unlink|rename|replace|rmdir|removedirs|makedirs|mkdir|chmod|chown|truncate|symlink|link|killpg|copy\w*|move|setrlimit)\(|\bos\.kill\([^,)]*,\s*(?!0\s*\))|\b(File\.(write|delete|rename)|FileUtils\.|writeFile|appendFile|unlinkSync|renameSync|file_put_contents)|\b(systemctl|service|sv)["',\s]+(re|start|stop)|\b(kill|pkill|killall)\s+-?\w/;
const PERL_WRITES = /\b(unlink|rename|rmdir|truncate|symlink|chmod|chown|mkdir)\b[ (]/;

/** What a script text does, as far as is obvious. */
export function scriptClass(text: string, cwd: string | null): CommandClass {
  if (DESTROYS.test(text)) return "destructive";
  const opened = [...text.matchAll(OPENS)].some(([, path]) => path === undefined || !isScratch(path, cwd));
  return opened || WRITES.test(text) ? "change" : "observe";
}

function interpreter(letter: string, inPlace: RegExp | null): Rule {
  return (call) => {
    const { args, command } = call;
    if (inPlace && has(args, inPlace)) return changesFiles(call, letter) ? "change" : "neutral";
    const given = valuesOf(args, letter, "eval");
    const texts = given.length > 0 || command.stdin === null ? given : [command.stdin];
    const perl = call.name === "perl" && texts.some((text) => PERL_WRITES.test(text));
    return strongest([
      "observe",
      ...(perl ? (["change"] as const) : []),
      ...texts.map((text) => scriptClass(text, command.cwd)),
    ]);
  };
}

function changesFiles({ args, command }: Call, letter: string): boolean {
  return operands(args, `${letter} M I`).some((file) => !isScratch(file, command.cwd));
}

const AWK_FILES = /\bprintf?\b[^;}\n]{0,400}?>>?\s*"([^"]{1,200})"/g;
const AWK_RUNS = /\bsystem\(\s*"\s*(rm|mv|cp|kill|pkill|systemctl|sv|service|chmod|chown|truncate)\b/;

const awk: Rule = ({ args, command }) => {
  const files = operands(args, "F f v i field-separator file assign include");
  const program = files[0] ?? "";
  if (valuesOf(args, "i", "include").includes("inplace")) {
    return files.slice(1).every((file) => isScratch(file, command.cwd)) ? "neutral" : "change";
  }
  const writes = [...program.matchAll(AWK_FILES)].some(([, path]) => !isScratch(path ?? "", command.cwd));
  const named = writtenByAwk(program, valuesOf(args, "v", "assign")).some((path) => !isScratch(path, command.cwd));
  return writes || named || AWK_RUNS.test(program) ? "change" : "observe";
};

/** Rules by the command's name. */
export const CODE_RULES: Readonly<Record<string, Rule>> = {
  psql: database("c", "command"),
  mysql: database("e", "execute"),
  mariadb: database("e", "execute"),
  sqlite3: sqlite,
  python: interpreter("c", null),
  python2: interpreter("c", null),
  python3: interpreter("c", null),
  perl: interpreter("e", /^-[pnlaws0-9]*i/),
  ruby: interpreter("e", /^-[pnlaws0-9]*i/),
  node: interpreter("e", null),
  php: interpreter("r", null),
  lua: interpreter("e", null),
  awk,
  gawk: awk,
  mawk: awk,
  nawk: awk,
};
