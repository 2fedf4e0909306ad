import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it, vi } from "vitest";
import type { Block, ReportDocument } from "../../../../orchestrator/core/report/blocks.ts";
import { htmlText, proseHtml, renderHtml, reportHtml } from "../../../../orchestrator/core/report/html.ts";
import { markdownText, renderMarkdown, reportMarkdown } from "../../../../orchestrator/core/report/markdown.ts";
import { demote, oneLine, oneLineCommand } from "../../../../orchestrator/core/report/plain.ts";
import { reportStyle } from "../../../../orchestrator/core/report/style.ts";
import { sampleReport, sampleResult } from "../../../fakes/sample-result.ts";

const ON = "2026-11-25 05:00";
const rendered = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });

/** What a reader sees of HTML, on one line. */
function shown(html: string): string {
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return html
    .replace(/<(style|title)>.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&([a-z]+|#39);/g, (_, name: string) => entities[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();
}

// The properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe("a report", () => {
  it("says the same as Markdown and as HTML: verdict, score, path, cause, story", () => {
    const html = shown(reportHtml(sampleResult(), ON));
    const markdown = shown(rendered(reportMarkdown(sampleResult(), ON)));
    for (const text of [
      "Fixed in 6 min 12 s.",
      ON,
      "0 of 50 orders were accepted.",
      "93 of 100: 53.4 of 60 for the path, 40 of 40 for the outcome.",
      "You made one change before you knew the cause.",
      "Measure before the first restart: df would have said why.",
      "Diagnosed: the cause could be named 1 min 38 s 5 min",
      "The service holds a deleted file open. decisive 4 01:38 lsof +L1",
      "Large log files ruled out 01:06 The files with a name take far less than what is used.",
      "A deleted file held open the cause",
      "05:36 web curl -s -o /dev/null -w '%{http_code}\\n' localhost/orders 0 55 ms observe",
      "df -h lsof +L1 cat /etc/logrotate.d/orders",
      "Point postrotate at the right PID file",
      "The disk was full",
      "restart it comes back",
      "No orders for [how long].",
      "The output of lsof was cut after 64 KB.",
    ]) {
      expect(html).toContain(text);
      expect(markdown).toContain(text);
    }
  });

  it("keeps the candidate's notes to the candidate", () => {
    expect(reportHtml(sampleResult(), ON) + reportMarkdown(sampleResult(), ON)).not.toContain("my own notes");
  });

  it("of a lab that judges no path has the rest", () => {
    const markdown = reportMarkdown(sampleResult({ report: null, expert: [] }), ON);
    expect(markdown.match(/^## .*/gm)).toEqual([
      "## Verdict",
      "## Commands",
      "## Fixes that hold",
      "## Debrief",
      "## Incident story",
    ]);
    expect(markdown).not.toContain("of 100");
  });

  it("names the limit that a total ran into, and hints that were paid for", () => {
    const cap = { limit: 40, sentence: "Above 40 nothing counts once logs were wiped." };
    const report = sampleReport({ total: 40, hintPoints: 6, cap });
    expect(reportMarkdown(sampleResult({ report }), ON)).toContain(
      "40 of 40 for the outcome, less 6 for hints. Above 40 nothing counts once logs were wiped.",
    );
  });

  it("that was never checked says so", () => {
    expect(reportMarkdown(sampleResult({ checks: [], outcome: null }), ON)).toContain("It was never checked.");
  });
});

describe("the HTML report", () => {
  it("needs nothing but itself: no script, no request", () => {
    const story =
      '<script>alert(1)</script> ![pixel](https://example.org/p.png) [site](javascript:alert(1)) <img src="x">';
    const html = reportHtml(sampleResult({ story }), ON);
    expect(html.match(/<(script|img|link|iframe|object|svg)\b/gi)).toBeNull();
    expect(html.match(/\b(src|srcset|on\w+)=/gi)?.filter((name) => !shown(html).includes(name)) ?? []).toEqual([]);
    expect(html).not.toContain('href="javascript:');
    expect(html).toContain("default-src 'none'");
  });

  it("shows whatever a terminal printed as text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (typed) => {
        const html = htmlText([{ code: typed }]);
        expect(html.replace(/^<code>|<\/code>$/g, "")).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it("has the colours of the pages, and prints black on white", () => {
    const tokens = readFileSync(join(import.meta.dirname, "../../../../web/styles/tokens.css"), "utf8");
    const [light = "", dark = ""] = [...reportStyle.matchAll(/:root\{(--[^}]*)\}/g)].map(([, rules = ""]) => rules);
    for (const [scheme, rules] of Object.entries({ light, dark })) {
      const block = tokens.match(new RegExp(`scheme="${scheme}"\\] \\{([^}]*)\\}`))?.[1] ?? "";
      const colours = [...rules.matchAll(/--([a-z0-9-]+):(#[0-9a-f]{6})/g)];
      expect(colours.length).toBeGreaterThan(9);
      for (const [, name, value] of colours) expect(block).toContain(`--${name}: ${value};`);
    }
  });

  it("puts the headings of a lab's text below its own, outside of code only", () => {
    expect(demote("# What\n\n```sh\n# a comment\n```\n\n##### Deep", 2)).toBe(
      "### What\n\n```sh\n# a comment\n```\n\n###### Deep",
    );
    expect(proseHtml("# What it was")).toBe("<h3>What it was</h3>");
  });
});

describe("text in the Markdown report", () => {
  /** Anything printable, with all that means something in Markdown more often than by chance. */
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(..."`*_[]()<>|~&#-+=.!\\1: \n"),
      fc.string({ unit: "grapheme-ascii", maxLength: 1 }),
    ),
    maxLength: 40,
  });

  it("reads as just that text, in prose and in a table", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("text", "table"), (plain, kind) => {
        const block: Block =
          kind === "text" ? { kind, text: ["so: ", plain] } : { kind: "table", head: ["a"], rows: [[["so: ", plain]]] };
        expect(shown(rendered(document([block]))).replace(/^title verdict facts section (a )?/, "")).toBe(
          oneLine(`so: ${plain}`),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("makes no address to write to of what a terminal printed", () => {
    expect(rendered(markdownText("ssh root@db.example.org"))).toBe("<p>ssh root@db.example.org</p>");
  });

  it("reads as just that command, in prose and in a table", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("text", "table"), (typed, kind) => {
        const code = { code: typed };
        const block: Block =
          kind === "text" ? { kind, text: ["so: ", code] } : { kind: "table", head: ["a"], rows: [[["so: ", code]]] };
        expect(shown(rendered(document([block]))).replace(/^title verdict facts section (a )?/, "")).toBe(
          `so: ${oneLineCommand(typed)}`.trim(),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("keeps the bar and the backslash of a pattern in a table", () => {
    const block: Block = { kind: "table", head: ["a"], rows: [[[{ code: String.raw`grep 'a\|b' x` }]]] };
    expect(shown(rendered(document([block])))).toContain(String.raw`grep 'a\|b' x`);
  });

  it("shows escape sequences and marks that turn writing around instead of obeying them", () => {
    expect(markdownText([{ code: "echo \u001b[31mred\u202e" }])).toBe("`echo ␛[31mred\ufffd`");
  });

  function document(blocks: readonly Block[]): string {
    const report: ReportDocument = {
      title: "title",
      verdict: "verdict",
      fixed: true,
      total: null,
      facts: ["facts"],
      sections: [{ title: "section", blocks }],
    };
    expect(renderHtml(report)).toContain("<h2>section</h2>");
    return renderMarkdown(report);
  }
});
