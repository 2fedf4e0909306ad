// One shell per machine, of which one at a time has the person's terminal.
import type { Sandbox, ShellStream } from "../core/ports.ts";
import type { OwnTerminal } from "./own-terminal.ts";

/** What this needs of the person's terminal. */
export type Screen = Pick<OwnTerminal, "size" | "connect" | "print" | "write">;

/** Opens shells when they are first shown; a shell that ended is opened anew with the next key. */
export class ShellSwitch implements AsyncDisposable {
  readonly #sandbox: Sandbox;
  readonly #machines: readonly string[];
  readonly #terminal: Screen;
  readonly #shells = new Map<string, ShellStream>();
  #shown = 0;

  constructor(sandbox: Sandbox, machines: readonly string[], terminal: Screen) {
    this.#sandbox = sandbox;
    this.#machines = machines;
    this.#terminal = terminal;
  }

  /** Gives the terminal to the shell of the machine at hand. */
  async show(): Promise<void> {
    const machine = this.#machines[this.#shown] ?? "";
    const shell = this.#shells.get(machine) ?? (await this.#open(machine));
    const resize = (): void => {
      const { cols, rows } = this.#terminal.size;
      shell.resize(cols, rows).catch((error: unknown) => this.#terminal.print(`The size could not be set: ${error}`));
    };
    this.#terminal.connect((bytes) => shell.write(bytes), resize);
    shell.resume();
    resize();
  }

  /** Goes to the next machine, and says which. */
  async next(): Promise<void> {
    this.#shells.get(this.#machines[this.#shown] ?? "")?.pause();
    this.#shown = (this.#shown + 1) % this.#machines.length;
    this.#terminal.print(`[${this.#machines[this.#shown]}]`);
    await this.show();
  }

  /** Keeps the shell's output back while something else uses the screen. */
  async hold<T>(meanwhile: () => Promise<T>): Promise<T> {
    const shell = this.#shells.get(this.#machines[this.#shown] ?? "");
    shell?.pause();
    try {
      return await meanwhile();
    } finally {
      shell?.resume();
    }
  }

  async #open(machine: string): Promise<ShellStream> {
    const shell = await this.#sandbox.openShell(machine, { ...this.#terminal.size, env: {} });
    this.#shells.set(machine, shell);
    shell.onData((bytes) => this.#terminal.write(bytes));
    shell.onEnd(() => {
      if (this.#shells.get(machine) === shell) this.#shells.delete(machine);
      // Another machine's shell is in view and keeps the keyboard; `next` opens this one anew.
      if (this.#machines[this.#shown] !== machine) {
        this.#terminal.print(`\n[the shell on ${machine} ended]`);
        return;
      }
      this.#terminal.print("\n[the shell ended: Enter opens another, Ctrl-] the menu]");
      this.#terminal.connect(
        () => this.show().catch((error: unknown) => this.#terminal.print(String(error))),
        () => {},
      );
    });
    return shell;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#terminal.connect(
      () => {},
      () => {},
    );
    await Promise.all([...this.#shells.values()].map((shell) => shell.close()));
  }
}
