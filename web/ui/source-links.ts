// Turns the sources that a debrief names into links: man pages, RFCs, nginx modules. The labs write only their names.

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
/** Of several sections the first one. */
const RFC = /\bRFC (?<number>[0-9]{1,5})(?:, section (?<section>[0-9]+(?:\.[0-9]+)*))?/g;

/** The address of what a code span names, or null where it names no source. */
function addressOf(code: string): string | null {
  const man = MAN.exec(code)?.groups;
  if (man) {
    // Without the name of a package the site finds the one that has the page.
    const { name = man.typed, section = man.typedSection } = man;
    return `https://manpages.debian.org/${RELEASE}/${name}.${section}.en.html`;
  }
  const [module, kind] = NGINX_MODULE.exec(code) ?? [];
  return module === undefined ? null : `https://nginx.org/en/docs/${kind}/${module}.html`;
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
