import { expect, it } from "vitest";
import { incompleteTail } from "../../../orchestrator/terminal/sequences.ts";

it.each([
  ["text", 0],
  ["text\x1b[3", 3],
  ["text\x1b[31m", 0],
  ["a title \x1b]2;\u00dcber", "\x1b]2;\u00dcber"],
  ["\x1b]2;\u201cquoted", "\x1b]2;\u201cquoted"],
  ["a title that ended \x1b]2;\u00dcber\x07", 0],
  ["\x1b]2;ended\u009c", 0],
  ["\x1bPq bell \x07", "\x1bPq bell \x07"],
  ["\x1bPq ended \x1b\\", 0],
  ["\x1b]2;half an end \x1b", "\x1b]2;half an end \x1b"],
])("knows how much at the end of %j is not whole", (text, expected) => {
  expect(incompleteTail(Buffer.from(text))).toBe(typeof expected === "string" ? Buffer.byteLength(expected) : expected);
});
