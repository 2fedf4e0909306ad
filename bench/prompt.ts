import { stripVTControlCharacters } from "node:util";

/** Whether a shell's output ends with a prompt. */
export function showsPrompt(output: string): boolean {
  return /[#$] $/.test(stripVTControlCharacters(output));
}
