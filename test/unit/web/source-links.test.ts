import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { describe, expect, it } from "vitest";
import { sourceLinks } from "../../../web/ui/source-links.ts";

/** A debrief as HTML, with the plugins that the page draws it with. */
function drawn(text: string): string {
  return renderToStaticMarkup(createElement(ReactMarkdown, { remarkPlugins: [remarkGfm, sourceLinks] }, text));
}

const addresses = (text: string): string[] =>
  [...drawn(text).matchAll(/<a href="([^"]+)">/g)].map(([, address = ""]) => address);

describe("the sources named in a debrief", () => {
  it.each([
    ["`lsof(8)`", "https://manpages.debian.org/trixie/lsof.8.en.html"],
    ["`systemd.exec(5)`", "https://manpages.debian.org/trixie/systemd.exec.5.en.html"],
    ["`openssl-s_client(1ssl)`", "https://manpages.debian.org/trixie/openssl-s_client.1ssl.en.html"],
    ["`man 5 resolv.conf`", "https://manpages.debian.org/trixie/resolv.conf.5.en.html"],
    ["RFC 9525", "https://www.rfc-editor.org/rfc/rfc9525"],
    ["RFC 9293, section 3.6, on closing", "https://www.rfc-editor.org/rfc/rfc9293#section-3.6"],
    ["RFC 9112, section 9.3 to 9.6", "https://www.rfc-editor.org/rfc/rfc9112#section-9.3"],
    ["RFC 9293, 3.8.6, on the window", "https://www.rfc-editor.org/rfc/rfc9293#section-3.8.6"],
    ["RFC 9110, 4 of them", "https://www.rfc-editor.org/rfc/rfc9110"],
    ["`pg_locks`", "https://www.postgresql.org/docs/17/view-pg-locks.html"],
    ["`lock_timeout`", "https://www.postgresql.org/docs/17/runtime-config-client.html#GUC-LOCK-TIMEOUT"],
    ["`ngx_http_upstream_module`", "https://nginx.org/en/docs/http/ngx_http_upstream_module.html"],
  ])("%s is a link to %s", (named, address) => {
    expect(addresses(named)).toEqual([address]);
  });

  it("keeps the words around a link, and code as code", () => {
    expect(drawn("See `df(1)` and **RFC 5280, section 6**; RFC 9525.")).toBe(
      '<p>See <a href="https://manpages.debian.org/trixie/df.1.en.html"><code>df(1)</code></a> and <strong>' +
        '<a href="https://www.rfc-editor.org/rfc/rfc5280#section-6">RFC 5280, section 6</a></strong>; ' +
        '<a href="https://www.rfc-editor.org/rfc/rfc9525">RFC 9525</a>.</p>',
    );
  });

  it.each([
    "`kill -9 1`",
    "`time.sleep(5)x`",
    "`printf()`",
    "`RFC 9110`",
    "`$request_time`",
    "the RFC has it",
    "lsof(8)",
  ])("%s is left as it is", (text) => {
    expect(addresses(text)).toEqual([]);
  });

  it("are of the releases that the machines have", () => {
    const image = (name: string) =>
      readFileSync(join(import.meta.dirname, `../../../images/${name}/Dockerfile`), "utf8");
    const [manual = ""] = addresses("`lsof(8)`");
    expect(image("base")).toContain(`debian:${manual.split("/")[3]}-slim`);
    const [locks = ""] = addresses("`pg_locks`");
    expect(image("postgres")).toContain(`/postgresql/${locks.split("/")[4]}/`);
  });

  it("leaves what is a link already, and blocks of code", () => {
    expect(addresses("[RFC 9110](https://example.org/)")).toEqual(["https://example.org/"]);
    expect(addresses("```\nRFC 9110\n```")).toEqual([]);
  });
});

const labs = join(import.meta.dirname, "../../../labs");
const debriefs = readdirSync(labs, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
  .map(({ name }) => ({ name, text: readFileSync(join(labs, name, "debrief.md"), "utf8") }));

it.each(debriefs)("the debrief of $name links to two sources or more", ({ text }) => {
  expect(new Set(addresses(text)).size).toBeGreaterThanOrEqual(2);
});
