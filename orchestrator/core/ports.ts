// The ports through which core/ and its callers reach an engine. No type of an engine's client crosses them, and nothing
// here assumes that machines run on the host of the orchestrator.
import type { Finding } from "../protocol/checks.ts";
import type { Args, MachineSpec, MachineUser, Params, SceneFile } from "./lab.ts";

/** A machine with everything drawn, ready to be built. */
export interface MachinePlan {
  readonly name: string;
  readonly hostname: string;
  readonly image: string;
  readonly shell: boolean;
  readonly capabilities: MachineSpec["capabilities"];
  readonly tmpfs: MachineSpec["tmpfs"];
  readonly limits: MachineSpec["limits"];
  readonly users: readonly MachineUser[];
  readonly files: readonly SceneFile[];
}

/** What a step of a check found. `keep` goes to later steps of the same check. */
export interface ProbeResult {
  readonly finding: Finding;
  /** A sentence for the candidate; when the finding is `could-not-tell`, it says nothing of ours. */
  readonly saw: string;
  /** For our log only: output and errors of the probe. */
  readonly detail: string;
  readonly keep: Readonly<Record<string, unknown>>;
}

/** What a probe's script is given. */
export interface ProbeInput {
  readonly script: string;
  readonly params: Params;
  readonly args: Args;
  readonly kept: Readonly<Record<string, unknown>>;
}

export interface RunResult {
  readonly exit: number;
  readonly output: string;
  /** The run did not end in time; it was killed. */
  readonly timedOut: boolean;
}

/**
 * A shell on a machine with a terminal of its own. It lives in the machine and outlives this connection to it: whoever comes
 * later resumes it by its id. Callbacks are set once, before the first await.
 */
export interface ShellStream {
  /** Letters and digits; names the shell within its machine. */
  readonly id: string;
  write(bytes: Uint8Array): void;
  /** Characters, not pixels. */
  resize(cols: number, rows: number): Promise<void>;
  /** All that the shell writes from where it was opened or resumed on, in order. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Between the data before and after, this many bytes are lost: the machine keeps only so much while nobody is connected. */
  onLost(listener: (bytes: number) => void): void;
  /** Called once; exit is null where nobody can tell. */
  onEnd(listener: (exit: number | null) => void): void;
  pause(): void;
  resume(): void;
  /** Ends the shell. */
  close(): Promise<void>;
}

/** What the engine keeps of how a machine was made. */
export interface MachineRecord {
  /** Unix time in milliseconds by the engine's clock: what is in the machine and not from its image is younger. */
  readonly madeAtMs: number;
  /** Labels, environment and commands of the machine and of its image, and by what its image was made. */
  readonly texts: readonly string[];
}

export type MachineState = "running" | "paused" | "stopped";

/** The running machines and the network of one attempt. */
export interface Sandbox {
  readonly owner: string;
  /** By machine name. */
  readonly addresses: Readonly<Record<string, string>>;
  states(): Promise<Readonly<Record<string, MachineState>>>;
  record(machine: string): Promise<MachineRecord>;
  /** Runs a shell script as root in a machine, over standard input. Throws only when the engine fails. */
  run(machine: string, script: string, timeoutMs: number): Promise<RunResult>;
  /** Runs a probe in the machine's network, unseen from inside. Never throws for a probe that failed. */
  probe(machine: string, input: ProbeInput, timeoutMs: number): Promise<ProbeResult>;
  /** Runs a probe among the machine's processes while the machine is paused. Unpauses whatever happens. */
  look(machine: string, input: ProbeInput, timeoutMs: number): Promise<ProbeResult>;
  /**
   * A text for each path that is another one once the file was written, learnt from outside; null where there is no such file.
   * Throws where it can't be told.
   */
  fileStates(machine: string, paths: readonly string[]): Promise<Readonly<Record<string, string | null>>>;
  /** `env` holds the marks' nonce and the like. */
  openShell(
    machine: string,
    options: { cols: number; rows: number; env: Readonly<Record<string, string>> },
  ): Promise<ShellStream>;
  /**
   * Connects again to a shell that was opened before, perhaps by another orchestrator. Null where it is gone.
   *
   * @param fromSeq bytes of its output that are known already
   */
  resumeShell(machine: string, id: string, fromSeq: number): Promise<ShellStream | null>;
  /** Ends shells that were opened before and that nobody resumed. */
  endOtherShells(): void;
  /** Tells when a machine stops by itself. */
  onMachineStopped(listener: (machine: string) => void): void;
  /** Removes machines and network; safe to call twice. */
  close(): Promise<void>;
}

/** What is left of a sandbox on the engine, read from its labels. */
export interface FoundSandbox {
  readonly owner: string;
  readonly expiresAtMs: number;
}

export interface OpenRequest {
  /** The attempt's id; goes to the labels. */
  readonly owner: string;
  readonly expiresAtMs: number;
  /** Names in the lab's order; each gets an address in the sandbox's own subnet. */
  readonly machines: readonly string[];
  /** Called with the addresses once the subnet is reserved. */
  draw(addresses: Readonly<Record<string, string>>): readonly MachinePlan[];
  /** Tells what is being waited for. The step of a machine's start has the id `machine-<name>`. */
  onStep(step: { id: string; title: string; state: "running" | "done" | "failed" }): void;
}

/** A program that was started from a terminal on a machine, as the kernel saw it. Process ids are the machine's own. */
export interface ProgramStart {
  readonly machine: string;
  /** Unix time in milliseconds. */
  readonly atMs: number;
  readonly pid: number;
  readonly parent: number;
  /** Its process group: a shell gives each job that is typed one of its own, named after the job's first process. */
  readonly group: number;
  /** Whether the terminal was given to that group. */
  readonly foreground: boolean;
  /** The path as it was run. */
  readonly program: string;
  /** Its arguments with the name first, perhaps cut. A script's begin with those of its interpreter. */
  readonly args: readonly string[];
}

/** What a second source saw of an attempt. */
export interface Traced {
  /** When it began, Unix time in milliseconds. */
  readonly fromMs: number;
  /** In the order in which they were started. */
  readonly starts: readonly ProgramStart[];
  /** Whether nothing was lost meanwhile. */
  readonly whole: boolean;
}

/** The kernel's own account of what is run from terminals. It only flags what the marks tell otherwise. */
export interface ExecTrace {
  /** Keeps from now on what is started on the machines of an attempt as they are now. Never throws: a trace can be missing. */
  follow(owner: string): Promise<void>;
  /** Gives what was kept and keeps no more; null where nothing could be traced. */
  take(owner: string): Traced | null;
}

/** A place that runs sandboxes. */
export interface Engine {
  /** Throws LabError("no-engine") where none answers. */
  version(): Promise<string>;
  /** Starts all machines of a sandbox; leaves nothing behind when it throws. */
  open(request: OpenRequest): Promise<Sandbox>;
  /** Takes over the sandbox of an owner from its labels, or null where its machines are gone. */
  adopt(owner: string): Promise<Sandbox | null>;
  /** All sandboxes with this installation's label. */
  found(): Promise<readonly FoundSandbox[]>;
  /** Removes whatever is left of an owner's sandbox. */
  remove(owner: string): Promise<void>;
  /**
   * Removes the sandboxes of any installation that are well past their time, since whoever opened them may never come back.
   *
   * @param nowMs Unix time in milliseconds
   * @returns their owners
   */
  removeExpired(nowMs: number): Promise<readonly string[]>;
}
