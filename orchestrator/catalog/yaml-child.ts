// Runs as a process of its own: parses one YAML text per line of standard input (as a JSON string) and answers with one
// line each. Nested brackets or chains of anchors can abort or hang Node, and then only this process is lost.
import { createInterface } from "node:readline";
import { isMap, isPair, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { z } from "zod";
import type { ParsedYaml } from "./parse-yaml.ts";

/** The parser and the notes of lines go down one call a level; what V8 says of that helps nobody with a file. */
function plain(message: string): string {
  return message.includes("call stack") ? "The file is nested too deeply." : message;
}

function parse(text: string): ParsedYaml {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    strict: true,
    uniqueKeys: true,
    merge: false,
    // Sets, ordered maps and bytes would get lost on their way through JSON; without their tags they are plain values.
    resolveKnownTags: false,
  });
  const [error] = document.errors;
  if (error) {
    const [message = "not valid YAML"] = error.message.split("\n");
    const line = error.linePos?.[0].line ?? 0;
    return { kind: "bad", line, message: plain(message.replace(/ at line \d+.*$/, "")) };
  }
  const lines: Record<string, number> = {};
  note(document.contents, [], lines, counter);
  return { kind: "value", value: document.toJS({ maxAliasCount: 10 }), lines };
}

/** Notes the line of every key and item under its path, so that a schema's complaint can name it. */
function note(node: unknown, path: (string | number)[], lines: Record<string, number>, counter: LineCounter): void {
  const line = (at: Node | null | undefined): number => (at?.range ? counter.linePos(at.range[0]).line : 0);
  if (isMap(node)) {
    for (const pair of node.items) {
      if (!isPair<Node, Node | null>(pair)) continue;
      const at = [...path, String(pair.key)];
      lines[JSON.stringify(at)] = line(pair.key);
      note(pair.value, at, lines, counter);
    }
  }
  if (isSeq<Node>(node)) {
    for (const [index, item] of node.items.entries()) {
      lines[JSON.stringify([...path, index])] = line(item);
      note(item, [...path, index], lines, counter);
    }
  }
}

for await (const request of createInterface({ input: process.stdin })) {
  let answer: ParsedYaml;
  try {
    answer = parse(z.string().parse(JSON.parse(request)));
  } catch (error) {
    answer = { kind: "bad", line: 0, message: plain(error instanceof Error ? error.message : String(error)) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
