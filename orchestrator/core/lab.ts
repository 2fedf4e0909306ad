// A lab as the rest of the code knows it, already read and validated by catalog/.
import type { LabKind, Layer } from "../protocol/labs.ts";
import type { LabDiagnosis } from "./diagnosis/model.ts";

/** Values drawn for one attempt: the lab's own parameters, its variant's, and `ip_<machine>`, `host_<machine>`. */
export type Params = Readonly<Record<string, string | number>>;

/** What a parameter may be drawn from: one of several values, or a whole number within bounds (both included). */
export type ParamRange =
  | { readonly kind: "one-of"; readonly values: readonly (string | number)[] }
  | { readonly kind: "between"; readonly from: number; readonly to: number };

/** A file laid into a machine before it starts. Path and content may hold `{{param}}` until they are drawn. */
export interface SceneFile {
  /** Absolute path inside the machine. */
  readonly path: string;
  readonly content: Uint8Array;
  /** Permission bits, for example 0o644. */
  readonly mode: number;
}

export interface MachineUser {
  readonly name: string;
  readonly uid: number;
}

/** How large a file system in memory may get. */
export interface TmpfsSize {
  /** MiB of content. */
  readonly mb: number;
  /** Files, folders and links together, its root folder among them; null: as many as the kernel allows by itself. */
  readonly inodes: number | null;
}

/** One machine of a lab as lab.yaml asks for it; texts may hold `{{param}}`. */
export interface MachineSpec {
  readonly name: string;
  readonly hostname: string;
  /** A folder in images/. */
  readonly image: string;
  /** Whether the candidate may open terminals on it. */
  readonly shell: boolean;
  readonly capabilities: readonly ("NET_RAW" | "NET_ADMIN")[];
  /** By mount point. */
  readonly tmpfs: Readonly<Record<string, TmpfsSize>>;
  readonly limits: { readonly pids: number; readonly memoryMb: number; readonly nofile: number };
  /** Users that the image does not have; ids may be `{{param}}`. */
  readonly users: readonly { readonly name: string; readonly uid: string | number }[];
  readonly scene: readonly SceneFile[];
}

/** A variant of the fault, or of the complaint where nothing is wrong: what it lays over the scene, and what it does once the machine is up. */
export interface Variant {
  readonly id: string;
  readonly params: Readonly<Record<string, ParamRange>>;
  /** By machine name. */
  readonly files: Readonly<Record<string, readonly SceneFile[]>>;
  /** By machine name: shell scripts that root runs from standard input, so that they never are a file in the machine. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** What a script is given beside the parameters: values as JSON has them. */
export type Arg = string | number | boolean | null | readonly Arg[] | { readonly [name: string]: Arg };
export type Args = Readonly<Record<string, Arg>>;

interface StepBase {
  readonly id: string;
  /** What is being looked at, in words that do not give the cause away. */
  readonly title: string;
  readonly machine: string;
  /** The text of the script. */
  readonly script: string;
  /** Texts may hold `{{param}}`, and `{{nonce}}` for what the script draws itself. */
  readonly args: Args;
  readonly timeoutMs: number;
}

/**
 * One step of a check. `probe` runs in a helper that joins only the machine's network; `look` in a helper that joins its
 * process ids while the machine is paused; `provoke` runs in the machine as root and is never judged itself, but where it fails on a
 * machine on which nobody has a shell the check could not tell.
 */
export type CheckStepSpec =
  | (StepBase & { readonly kind: "probe" | "look"; readonly proves: "symptom" | "root" })
  | (StepBase & {
      readonly kind: "provoke";
      /** Also before the first step and after the check was decided: puts back what an earlier provocation changed around the machines. */
      readonly always: boolean;
    });

/** A solution or a mask: what a person types, one entry a command (which may span lines). */
export interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly machine: string;
  readonly commands: readonly string[];
  /** For masks: the outcomes that are right for it. For solutions always `fixed`. */
  readonly expect: readonly ("fixed" | "symptom-hidden" | "not-fixed")[];
  /** The variants it belongs to; empty for all. */
  readonly variants: readonly string[];
}

/** A whole attempt as one kind of person would type it. */
export interface Path extends Omit<Recipe, "expect"> {
  /**
   * expert: measures, mends the cause, verifies; masker: hides the symptom; blind: the right fix without a look. Where nothing is wrong
   * the expert changes nothing, the masker something, and the blind one goes without having looked.
   */
  readonly kind: "expert" | "masker" | "blind";
}

/** A text of the lab's folder that nothing inside a machine may ever hold; of lab.yaml without what candidates are told. */
export interface SecretFile {
  /** In the lab's folder. */
  readonly path: string;
  readonly text: string;
}

export interface Lab {
  readonly id: string;
  readonly kind: LabKind;
  readonly title: string;
  readonly summary: string;
  readonly level: number;
  readonly minutes: number;
  readonly layers: readonly Layer[];
  readonly teaches: readonly string[];
  readonly params: Readonly<Record<string, ParamRange>>;
  readonly variants: readonly Variant[];
  readonly machines: readonly MachineSpec[];
  /** A probe that is met when the symptom can be seen, or what the complaint is about; polled after the fault is in, before the hand-over. */
  readonly symptom: {
    readonly machine: string;
    readonly script: string;
    readonly args: Args;
    readonly timeoutMs: number;
  };
  /**
   * Looks at the machine right before the hand-over; what it keeps is there for the steps of each check, to compare with. Null where
   * a check needs no such thing; never null for a healthy lab.
   */
  readonly baseline: { readonly machine: string; readonly script: string; readonly timeoutMs: number } | null;
  readonly checks: readonly CheckStepSpec[];
  /** Deadline of a whole check, in milliseconds. */
  readonly checkTimeoutMs: number;
  readonly solutions: readonly Recipe[];
  readonly masks: readonly Recipe[];
  /** How the path to the fix is judged; null where the lab says nothing about it. */
  readonly diagnosis: LabDiagnosis | null;
  /** What three kinds of people would type from start to end; typed by `lab verify`, which holds their scores to the contract. */
  readonly paths: readonly Path[];
  /** Markdown that may hold `{{param}}`. */
  readonly brief: string;
  readonly debrief: string;
  /** Searched for in the machines by `lab verify`. */
  readonly secrets: readonly SecretFile[];
}
