import { expect, it } from "vitest";
import { typedLine } from "../../../orchestrator/terminal/typed-line.ts";

it.each([
  ["as it was typed", "ls -l\r\n\x1b[?2004l\r", "ls -l"],
  ["after backspaces", "mistakk\b\x1b[Ke\r\n", "mistake"],
  ["after a character was taken out of its middle", "lls\b\b\x1b[1P\x1b[C\r\n", "ls"],
  ["after a character was put into its middle", "l -l\b\b\b\x1b[1@s\x1b[3C\r\n", "ls -l"],
  ["with characters of other alphabets", "echo ж東\b\x07\x1b[K\r\n", "echo ж"],
  ["not where the prompt was redrawn", "ls\r# ls\r\n", ""],
  ["not where it left its row", "ls\b\b\b\r\n", ""],
  ["not where colours or cursors come in that are not known", "l\x1b[5;5Hs\r\n", ""],
  ["not where it is very long", "x".repeat(5000), ""],
])("reads the line %s", (_, output, line) => {
  expect(typedLine(Buffer.from(output))).toBe(line);
});
