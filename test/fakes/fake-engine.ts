// An engine without machines: probes answer from a script of findings, and everything asked of it is noted.
import type {
  Engine,
  FoundSandbox,
  MachinePlan,
  MachineState,
  OpenRequest,
  ProbeInput,
  ProbeResult,
  RunResult,
  Sandbox,
  ShellStream,
} from "../../orchestrator/core/ports.ts";
import { FakeShell } from "./fake-shell.ts";

/** What a machine answers; each may look at the sandbox, for example at what was typed. */
export interface FakeAnswers {
  probe(sandbox: FakeSandbox, input: ProbeInput): Partial<ProbeResult>;
  look(sandbox: FakeSandbox, input: ProbeInput): Partial<ProbeResult>;
  run(sandbox: FakeSandbox, script: string): Partial<RunResult>;
  /** Labels and the like. */
  settings(sandbox: FakeSandbox): readonly string[];
  /** What a line that was typed prints. */
  print(sandbox: FakeSandbox, line: string): string;
}

/** What a search for leaks finds of what it laid into a machine itself; empty for any other script. */
export function ownFinds(script: string): string {
  const [, canary, file] = /^echo ([0-9a-f]+) > (\S+)$/m.exec(script) ?? [];
  return canary === undefined ? "" : `/proc/self/environ\0${canary}\n${file}\0${canary}\n`;
}

export class FakeSandbox implements Sandbox {
  readonly owner: string;
  readonly addresses: Readonly<Record<string, string>>;
  readonly plans: readonly MachinePlan[];
  /** Every script that was run, in order. */
  readonly ran: string[] = [];
  /** Every line typed into any shell. */
  readonly typed: string[] = [];
  /** By id. */
  readonly shells = new Map<string, FakeShell>();
  state: MachineState = "running";
  closed = 0;
  readonly #answers: FakeAnswers;
  #onStopped: (machine: string) => void = () => {};

  constructor(request: OpenRequest, answers: FakeAnswers) {
    this.owner = request.owner;
    this.addresses = Object.fromEntries(request.machines.map((name, index) => [name, `10.9.0.${index + 2}`]));
    this.plans = request.draw(this.addresses);
    this.#answers = answers;
  }

  async states() {
    return Object.fromEntries(Object.keys(this.addresses).map((name) => [name, this.state]));
  }

  async record() {
    return { madeAtMs: 0, texts: this.#answers.settings(this) };
  }

  async run(_machine: string, script: string): Promise<RunResult> {
    this.ran.push(script);
    return { exit: 0, output: ownFinds(script), timedOut: false, ...this.#answers.run(this, script) };
  }

  async probe(_machine: string, input: ProbeInput): Promise<ProbeResult> {
    return { finding: "met", saw: "", detail: "", keep: {}, ...this.#answers.probe(this, input) };
  }

  async look(_machine: string, input: ProbeInput): Promise<ProbeResult> {
    return { finding: "met", saw: "", detail: "", keep: {}, ...this.#answers.look(this, input) };
  }

  async fileStates(_machine: string, paths: readonly string[]) {
    return Object.fromEntries(paths.map((path) => [path, null]));
  }

  async openShell(_machine: string, options: { env: Readonly<Record<string, string>> }): Promise<ShellStream> {
    const shell = new FakeShell(options.env.TERM_SESSION_ID ?? "", (line) => {
      this.typed.push(line);
      return this.#answers.print(this, line);
    });
    this.shells.set(shell.id, shell);
    return shell;
  }

  async resumeShell(_machine: string, id: string, fromSeq: number): Promise<ShellStream | null> {
    return this.shells.get(id)?.resumed(fromSeq) ?? null;
  }

  endOtherShells(): void {}
  onMachineStopped(listener: (machine: string) => void): void {
    this.#onStopped = listener;
  }

  /** A machine stops by itself. */
  stop(machine: string): void {
    this.#onStopped(machine);
  }

  async close(): Promise<void> {
    this.closed += 1;
  }
}

export class FakeEngine implements Engine {
  readonly sandboxes: FakeSandbox[] = [];
  readonly #answers: FakeAnswers;

  constructor(answers: Partial<FakeAnswers> = {}) {
    this.#answers = {
      probe: () => ({}),
      look: () => ({}),
      run: () => ({}),
      settings: () => [],
      print: (_sandbox, line) => `output of ${line}`,
      ...answers,
    };
  }

  async version(): Promise<string> {
    return "fake";
  }

  async open(request: OpenRequest): Promise<Sandbox> {
    request.onStep({ id: "machine-web", title: "Starting the machine", state: "running" });
    const sandbox = new FakeSandbox(request, this.#answers);
    this.sandboxes.push(sandbox);
    request.onStep({ id: "machine-web", title: "Starting the machine", state: "done" });
    return sandbox;
  }

  async adopt(_owner: string): Promise<Sandbox | null> {
    return null;
  }

  async found(): Promise<readonly FoundSandbox[]> {
    return [];
  }

  async remove(_owner: string): Promise<void> {}

  async removeExpired(_nowMs: number): Promise<readonly string[]> {
    return [];
  }
}
