// A report as one HTML file that needs nothing else: no script, no request, readable by any browser and on paper.
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import type { AttemptResult } from "../../protocol/attempts.ts";
import { type Block, type ReportDocument, type Run, runs, type Text } from "./blocks.ts";
import { demote, visible } from "./plain.ts";
import { reportDocument } from "./sections.ts";
import { reportStyle } from "./style.ts";

/**
 * The report of an ended attempt as one HTML file.
 *
 * @param startedOn the day and time of the start, as it shall read
 */
export function reportHtml(result: AttemptResult, startedOn: string): string {
  return renderHtml(reportDocument(result, startedOn));
}

export function renderHtml({ title, verdict, fixed, total, facts, sections }: ReportDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${htmlText(title)} · Sickbay report</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header>
<p class="lab">${htmlText(title)}</p>
<div class="head">
<h1 class="${fixed ? "fixed" : "open"}">${htmlText(verdict)}</h1>
${total === null ? "" : `<p class="total"><strong>${total}</strong> of 100</p>`}
</div>
<p class="facts">${facts.map(htmlText).join(" · ")}</p>
</header>
${sections.map(section).join("\n")}
</main>
</body>
</html>
`;
}

/** Text as HTML that shows just that text. */
export function htmlText(text: Text): string {
  return runs(text).map(run).join("");
}

function run(part: Run): string {
  return typeof part === "string" ? escaped(part) : `<code>${escaped(part.code)}</code>`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (found) => entities[found] ?? found);
}

function section({ title, blocks }: ReportDocument["sections"][number]): string {
  return `<section>\n<h2>${htmlText(title)}</h2>\n${blocks.map(block).join("\n")}\n</section>`;
}

function block(part: Block): string {
  switch (part.kind) {
    case "text":
      return `<p>${htmlText(part.text)}</p>`;
    case "list":
      return `<ul>${part.items.map((item) => `<li>${htmlText(item)}</li>`).join("")}</ul>`;
    case "table":
      return table(part.head, part.rows);
    case "scores":
      return `<ul class="scores">${part.lines.map(score).join("")}</ul>`;
    case "code":
      return `<pre><code>${escaped(part.text)}</code></pre>`;
    case "heading":
      return `<h3>${htmlText(part.text)}</h3>`;
    case "markdown":
      return `<div class="prose">${proseHtml(part.text)}</div>`;
  }
}

function table(head: readonly string[], rows: readonly (readonly Text[])[]): string {
  const heads = head.map((cell) => `<th scope="col">${htmlText(cell)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${htmlText(cell)}</td>`).join("")}</tr>`).join("\n");
  return `<div class="table"><table><thead><tr>${heads}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function score({ name, points, most, share, sentence, details }: Extract<Block, { kind: "scores" }>["lines"][number]) {
  const items = details.map((detail) => `<li>${htmlText(detail)}</li>`).join("");
  return `<li><div class="score"><strong>${htmlText(name)}</strong><span class="bar" aria-hidden="true"><span style="width:${Math.round(share * 100)}%"></span></span><span class="points">${points} of ${most}</span></div><p>${htmlText(sentence)}</p>${items && `<ul>${items}</ul>`}</li>`;
}

/**
 * Markdown of a lab or of the candidate as HTML. Raw HTML in it is shown as text, and an image as a link, so that opening
 * the report asks nobody for anything.
 */
export function proseHtml(markdown: string): string {
  return micromark(demote(markdown, 2), {
    extensions: [gfm(), { disable: { null: ["labelStartImage"] } }],
    htmlExtensions: [gfmHtml()],
  });
}
