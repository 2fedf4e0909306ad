// Patterns of lab authors, matched in linear time: no pattern and no output can hold the orchestrator up.
import { RE2JS } from "re2js";

/** Characters of a line that are looked at; what is longer is cut. */
const MAX_LINE = 4096;

/** A pattern that can be tried on lines. */
export interface Pattern {
  /** Whether a line, or for a text of several lines one of them, holds a match. */
  readonly matches: (line: string) => boolean;
  /** Why the pattern can't be used; null where it can. */
  readonly problem: string | null;
}

const compiled = new Map<string, Pattern>();
/** More patterns than all labs have; a bound for the case that something makes up ever new ones. */
const MAX_COMPILED = 5000;

/** Compiles a pattern in RE2's syntax, once for each text. */
export function compile(text: string): Pattern {
  const known = compiled.get(text);
  if (known) return known;
  const pattern = compileAnew(text);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(text, pattern);
  return pattern;
}

function compileAnew(text: string): Pattern {
  try {
    const re = RE2JS.compile(text);
    return { matches: (line) => re.matcher(line.slice(0, MAX_LINE)).find(), problem: null };
  } catch (error) {
    return { matches: () => false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** A parameter's value as a pattern that matches just this text. */
export function literal(value: string | number): string {
  return RE2JS.quote(String(value));
}
