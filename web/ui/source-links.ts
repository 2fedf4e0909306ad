// Turns the sources that a debrief names into links: man pages, RFCs, pages of nginx's and PostgreSQL's manuals. The labs write only their names.

/** What is looked at of a node of remark's tree (mdast). */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  children?: readonly Node[];
}

/** The release that images/base is made from, so that the page is the one that `man` shows on the machine. */
const RELEASE = "trixie";
/** `lsof(8)`, or `man 8 lsof` as it is typed. */
const MAN =
  /^(?:(?<name>[a-z0-9][\w.+-]*)\((?<section>[1-8][a-z]*)\)|man (?<typedSection>[1-8][a-z]*) (?<typed>[\w.+-]+))$/i;
const NGINX_MODULE = /^ngx_(http|stream|mail)_[a-z0-9_]+_module$/;
/** Pages of the manual of the release in images/postgres, by what each is about. */
const POSTGRESQL: ReadonlyMap<string, string> = new Map([
  ["pg_locks", "view-pg-locks.html"],
  ["pg_stat_activity", "monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW"],
  ["pg_stat_database", "monitoring-stats.html#MONITORING-PG-STAT-DATABASE-VIEW"],
  ["pg_blocking_pids", "functions-info.html"],
  ["pg_terminate_backend", "functions-admin.html#FUNCTIONS-ADMIN-SIGNAL"],
  ["log_lock_waits", "runtime-config-logging.html#GUC-LOG-LOCK-WAITS"],
  ["lock_timeout", "runtime-config-client.html#GUC-LOCK-TIMEOUT"],
  ["statement_timeout", "runtime-config-client.html#GUC-STATEMENT-TIMEOUT"],
  ["transaction_timeout", "runtime-config-client.html#GUC-TRANSACTION-TIMEOUT"],
  ["idle_in_transaction_session_timeout", "runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT"],
]);
/** `RFC 9293`, with a section behind it as `section 3.6` or `3.8.6`; of several sections the first one. */
const RFC = /\bRFC (?<number>[0-9]{1,5})(?:, (?:section |(?=[0-9]+\.[0-9]))(?<section>[0-9]+(?:\.[0-9]+)*))?/g;

/** The address of what a code span names, or null where it names no source. */
function addressOf(code: string): string | null {
  const man = MAN.exec(code)?.groups;
  if (man) {
    // Without the name of a package the site finds the one that has the page.
    const { name = man.typed, section = man.typedSection } = man;
    return `https://manpages.debian.org/${RELEASE}/${name}.${section}.en.html`;
  }
  const [module, kind] = NGINX_MODULE.exec(code) ?? [];
  if (module !== undefined) return `https://nginx.org/en/docs/${kind}/${module}.html`;
  const page = POSTGRESQL.get(code);
  return page === undefined ? null : `https://www.postgresql.org/docs/17/${page}`;
}

/** A text with each RFC that it names as a link. */
function withRfcs(text: string): Node[] {
  const parts: Node[] = [];
  let done = 0;
  for (const { 0: named, index, groups } of text.matchAll(RFC)) {
    const at = groups?.section === undefined ? "" : `#section-${groups.section}`;
    parts.push({ type: "text", value: text.slice(done, index) });
    parts.push(link(`https://www.rfc-editor.org/rfc/rfc${groups?.number}${at}`, { type: "text", value: named }));
    done = index + named.length;
  }
  return [...parts, { type: "text", value: text.slice(done) }];
}

function link(url: string, shown: Node): Node {
  return { type: "link", url, children: [shown] };
}

function linked(node: Node): readonly Node[] {
  if (node.type === "text") return withRfcs(node.value ?? "");
  const address = node.type === "inlineCode" ? addressOf(node.value ?? "") : null;
  if (address !== null) return [link(address, node)];
  // A link can't hold another one.
  if (node.children && !node.type.startsWith("link")) node.children = node.children.flatMap(linked);
  return [node];
}

/** A plugin of remark that makes links of the sources named in a text. */
export function sourceLinks() {
  return (tree: Node): void => void linked(tree);
}
