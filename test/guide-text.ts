// The authoring guide as the tests of it read it: its sections, and the blocks of code in them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** labs/README.md. */
export const guide = readFileSync(join(import.meta.dirname, "../labs/README.md"), "utf8");

/** What stands below a heading, up to the next one of its rank. */
export function section(heading: string): string {
  const [, after] = guide.split(`\n## ${heading}\n`);
  if (after === undefined) throw new Error(`labs/README.md has no section "${heading}"`);
  return after.split("\n## ")[0] ?? "";
}

/** The blocks of code of a language in a text, in order. */
export function codeBlocks(language: string, text: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, written]) => written === language)
    .map(([, , code = ""]) => code);
}
