// What a lab says about its diagnosis, and what the score is computed from. See shared words in labs/README.md.
import type { CommandClass, Hint, ShownOutput } from "../../protocol/diagnosis.ts";
import type { LabKind, Layer } from "../../protocol/labs.ts";

/** A hypothesis that a reasonable engineer would hold. */
export interface Suspect {
  readonly id: string;
  readonly label: string;
}

/** A pattern, and how many lines of one output it has to match at least. */
export interface Many {
  readonly pattern: string;
  readonly lines: number;
}

/** A fact that an output can show. `output` and all texts may hold `{{param}}` until they are drawn. */
export interface Evidence {
  readonly id: string;
  /** The fact in a short sentence, for the report. */
  readonly label: string;
  readonly weight: number;
  /** Whether it is the symptom as its users meet it. */
  readonly symptom: boolean;
  /** Whether the cause can't be named without it. */
  readonly decisive: boolean;
  /** Patterns in RE2's syntax, each tried on one line of the output at a time; one that matches is enough. */
  readonly output: readonly string[];
  /** Patterns of which as many lines of one output have to match, where one such line is there on a healthy machine too. */
  readonly many: readonly Many[];
  /** Evidence that must have been seen before, or in the same command: a fact that only means something beside another. */
  readonly needs: readonly string[];
  /** Suspects that are out once it was seen. */
  readonly rulesOut: readonly string[];
  /** The suspect that it names as the cause, or null. Confirming one rules all others out. */
  readonly confirms: string | null;
  /** Three steps: where to look, what to look for, what it means. */
  readonly hints: readonly [string, string, string];
  /** Commands that show it, each with another tool; typed by `lab verify`. */
  readonly tools: readonly { readonly machine: string; readonly command: string }[];
  /** The variants it belongs to; empty for all. */
  readonly variants: readonly string[];
}

/** Something that is done to a machine, recognised by its command line. */
export interface Act {
  readonly id: string;
  readonly label: string;
  /** A pattern in RE2's syntax, tried on each simple command: its words joined by one space, wrappers taken off. */
  readonly command: string;
}

export interface DestructiveAct extends Act {
  /** How much is lost, 0 and up; 1 is the end of a career. */
  readonly severity: number;
}

/** Something to look at after the last change. */
export interface Verification {
  readonly id: string;
  readonly label: string;
  readonly output: readonly string[];
  readonly weight: number;
}

/** The diagnosis block of a lab. */
export interface LabDiagnosis {
  readonly kind: LabKind;
  readonly suspects: readonly Suspect[];
  /** The suspect that is the cause, by variant; in a healthy lab, of the complaint. */
  readonly causes: Readonly<Record<string, string>>;
  /** How much a look at each layer counts. */
  readonly layers: Readonly<Partial<Record<Layer, number>>>;
  readonly evidence: readonly Evidence[];
  readonly mitigations: readonly Act[];
  readonly destructive: readonly DestructiveAct[];
  readonly verification: readonly Verification[];
  readonly par: { readonly commands: number; readonly diagnoseS: number; readonly resolveS: number };
}

/** A diagnosis as it was drawn for one attempt: one cause, patterns filled in, only the evidence of its variant. */
export interface Diagnosis extends Omit<LabDiagnosis, "causes"> {
  readonly cause: string;
}

/** A simple command of a line, with wrappers like sudo, env or timeout taken off. */
export interface SimpleCommand {
  readonly argv: readonly string[];
  /** The wrappers that were taken off, outermost first. */
  readonly via: readonly string[];
  /** Files that it writes to by redirection; /dev/null, descriptors and /tmp are none. */
  readonly writes: readonly string[];
}

/** A simple command, and what it does by itself. */
export interface ClassedCommand extends SimpleCommand {
  readonly class: CommandClass;
}

/** A command line after parsing. */
export interface ParsedLine {
  readonly simple: readonly ClassedCommand[];
  readonly class: CommandClass;
  readonly layers: readonly Layer[];
  /** Whether it runs code that no line tells, as a script that was written in an editor. */
  readonly untold: boolean;
}

/** A command with all that is known of it; `simple`, `class`, `layers` and `untold` come from its line. */
export interface ObservedCommand extends ParsedLine {
  readonly id: string;
  readonly terminal: string;
  readonly machine: string;
  readonly text: string;
  /** Null while it runs, or when the shell ended within it. */
  readonly exit: number | null;
  /** Unix time in milliseconds. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly shown: ShownOutput;
}

/** A check of the attempt, as the score needs it. */
export interface JudgedCheck {
  /** Unix time in milliseconds. */
  readonly endedAtMs: number;
  readonly outcome: "fixed" | "symptom-hidden" | "not-fixed" | "could-not-tell" | null;
}

/** All that the score is a function of. */
export interface ScoreInput {
  readonly diagnosis: Diagnosis;
  /** In the order of their start. */
  readonly commands: readonly ObservedCommand[];
  readonly checks: readonly JudgedCheck[];
  readonly hints: readonly Hint[];
  /** Unix time in milliseconds. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** What could not be captured, in sentences. */
  readonly unverified: readonly string[];
  /** Whether a shell may have run commands that it did not tell. */
  readonly silenced: boolean;
}
