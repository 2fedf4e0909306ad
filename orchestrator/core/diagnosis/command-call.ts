// A simple command as the rules of classification read it.
import type { CommandClass } from "../../protocol/diagnosis.ts";
import type { FoundCommand } from "./found-command.ts";

export interface Call {
  readonly name: string;
  /** Its arguments, with what find or xargs puts there filled in. */
  readonly args: readonly string[];
  readonly command: FoundCommand;
}

/** The class of a command whose name alone does not tell. */
export type Rule = (call: Call) => CommandClass;

const STRENGTH: readonly CommandClass[] = ["neutral", "observe", "change", "destructive"];

/** The stronger of several classes; neutral for none. */
export function strongest(classes: readonly CommandClass[]): CommandClass {
  return STRENGTH[Math.max(0, ...classes.map((each) => STRENGTH.indexOf(each)))] ?? "neutral";
}

/** Whether an argument fits the pattern. */
export function has(args: readonly string[], pattern: RegExp): boolean {
  return args.some((arg) => pattern.test(arg));
}
