// A report as Markdown (GitHub's flavour, for its tables).
import type { AttemptResult } from "../../protocol/attempts.ts";
import { type Block, type ReportDocument, type Run, runs, type Text } from "./blocks.ts";
import { demote, oneLine, oneLineCommand, visible } from "./plain.ts";
import { reportDocument } from "./sections.ts";

/**
 * The report of an ended attempt as one Markdown file.
 *
 * @param startedOn the day and time of the start, as it shall read
 */
export function reportMarkdown(result: AttemptResult, startedOn: string): string {
  return renderMarkdown(reportDocument(result, startedOn));
}

export function renderMarkdown({ title, verdict, total, facts, sections }: ReportDocument): string {
  const parts = [
    `# ${markdownText(title)}`,
    `**${markdownText(verdict)}**${total === null ? "" : ` Score: **${total} of 100**.`}`,
    markdownText(facts.join(" · ")),
    ...sections.flatMap((section) => [`## ${markdownText(section.title)}`, ...section.blocks.map(block)]),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Text as Markdown that reads as just that text, on one line. */
export function markdownText(text: Text): string {
  return runs(text).map(run).join("");
}

function run(part: Run): string {
  if (typeof part !== "string") return codeSpan(oneLineCommand(part.code));
  // Space at the ends parts one run from the next.
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? [];
  return `${before && " "}${escaped(oneLine(inner))}${inner && after && " "}`;
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~&#@]/g, "\\$&")
    .replace(/^([-+=])/, "\\$1")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** A span of code in as many backticks as its text needs; a bar would end the cell of a table. */
function codeSpan(text: string): string {
  if (text === "") return "";
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

function block(part: Block): string {
  switch (part.kind) {
    case "text":
      return markdownText(part.text);
    case "list":
      return part.items.map((item) => `- ${markdownText(item)}`).join("\n");
    case "table":
      return table(part.head, part.rows);
    case "scores":
      return scores(part.lines);
    case "code":
      return fenced(part.text);
    case "heading":
      return `### ${markdownText(part.text)}`;
    case "markdown":
      return demote(part.text, 2);
  }
}

function table(head: readonly string[], rows: readonly (readonly Text[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(head.map((cell) => markdownText(cell))),
    line(head.map(() => "---")),
    ...rows.map((row) => line(row.map(cell))),
  ].join("\n");
}

/** In a table a bar is escaped also within code. */
function cell(text: Text): string {
  return runs(text)
    .map((part) => (typeof part === "string" ? run(part) : cellCode(oneLineCommand(part.code))))
    .join("");
}

/** No code in a table can hold a backslash before a bar, as in grep 'a\|b': that is written as plain text. */
function cellCode(text: string): string {
  return text.includes("\\|") ? escaped(text) : codeSpan(text).replaceAll("|", "\\|");
}

function scores(lines: Extract<Block, { kind: "scores" }>["lines"]): string {
  return lines
    .map(({ name, points, most, sentence, details }) =>
      [
        `- **${markdownText(name)} ${points} of ${most}.** ${markdownText(sentence)}`,
        ...details.map((detail) => `  - ${markdownText(detail)}`),
      ].join("\n"),
    )
    .join("\n");
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}sh\n${visible(text)}\n${fence}`;
}
