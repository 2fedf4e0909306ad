// A shell with a terminal of its own, over the engine's exec.
import { randomBytes } from "node:crypto";
import type { Container } from "dockerode";
import { LabError } from "../core/lab-error.ts";
import type { ShellStream } from "../core/ports.ts";
import { answered, fromEngine, isGone, statusOf } from "./engine-errors.ts";
import { type Attached, attach, exitOf } from "./exec.ts";
import { PidLine } from "./pid-line.ts";
import { within } from "./within.ts";

// With the engine's default keys Ctrl-P would be swallowed, and Ctrl-P Ctrl-Q would end the shell.
const DETACH_KEYS = "ctrl-@,ctrl-@,ctrl-@,ctrl-@";
const LOGIN_SHELL = "echo $$; exec -a bash /bin/bash -l";

/** How long a shell may take to say its first line, in milliseconds. A machine without free process ids hangs here. */
const FIRST_LINE_MS = 10_000;

class ExecShell implements ShellStream {
  readonly id = randomBytes(8).toString("hex");
  readonly #attached: Attached;
  readonly #endSession: (pid: number) => Promise<void>;
  readonly #pidLine = new PidLine();
  readonly #early: Buffer[] = [];
  readonly #ended: Promise<number | null>;
  readonly first: Promise<void>;
  #onData: ((bytes: Uint8Array) => void) | null = null;
  #isOver = false;

  constructor(attached: Attached, endSession: (pid: number) => Promise<void>) {
    this.#attached = attached;
    this.#endSession = endSession;
    const { stream, exec } = attached;
    const closed = new Promise<void>((resolve) => stream.on("close", resolve));
    // A broken connection ends the shell for us; it is reported by onEnd.
    stream.on("error", () => undefined);
    this.first = new Promise((resolve) => {
      stream.on("data", (chunk: Buffer) => {
        this.#hand(this.#pidLine.take(chunk));
        if (this.#pidLine.pid !== null) resolve();
      });
      void closed.then(resolve);
    });
    this.#ended = closed.then(() => {
      this.#isOver = true;
      this.#hand(this.#pidLine.end());
      return exitOf(exec);
    });
  }

  #hand(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (this.#onData === null) this.#early.push(bytes);
    else this.#onData(bytes);
  }

  write(bytes: Uint8Array): void {
    if (!this.#isOver) this.#attached.stream.write(bytes);
  }

  async resize(cols: number, rows: number): Promise<void> {
    if (this.#isOver) return;
    try {
      await answered("resizing a terminal", () => this.#attached.exec.resize({ w: cols, h: rows }));
    } catch (error) {
      // The shell ended, or its machine stopped, while the request was under way: onEnd tells.
      if (!isGone(error) && statusOf(error) !== 409 && statusOf(error) !== 500) {
        throw fromEngine(error, "resizing a terminal");
      }
    }
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener;
    for (const bytes of this.#early.splice(0)) listener(bytes);
  }

  onLost(): void {}

  onEnd(listener: (exit: number | null) => void): void {
    void this.#ended.then(listener);
  }

  pause(): void {
    this.#attached.stream.pause();
  }

  resume(): void {
    this.#attached.stream.resume();
  }

  async close(): Promise<void> {
    if (this.#isOver) return;
    // Closing the connection alone would leave the shell running, with nobody to read it.
    if (this.#pidLine.pid !== null) await this.#endSession(this.#pidLine.pid);
    this.#attached.stream.destroy();
  }
}

/**
 * Opens a login shell of root.
 *
 * @param endSession ends a session of processes by the machine's own process id
 */
export async function openShell(
  container: Container,
  options: { cols: number; rows: number; env: Readonly<Record<string, string>> },
  endSession: (pid: number) => Promise<void>,
): Promise<ShellStream> {
  const env = { HOME: "/root", TERM: "xterm-256color", USER: "root", LOGNAME: "root", ...options.env };
  const attached = await attach(container, "opening a shell", {
    Cmd: ["/bin/bash", "-c", LOGIN_SHELL],
    Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    User: "0:0",
    WorkingDir: "/root",
    Tty: true,
    DetachKeys: DETACH_KEYS,
  });
  const shell = new ExecShell(attached, endSession);
  if (!(await within(FIRST_LINE_MS, shell.first))) {
    attached.stream.destroy();
    throw new LabError(
      "machine-stopped",
      "The machine does not start a shell; it may have no process ids left.",
      "Free some in another terminal, or reset the attempt.",
    );
  }
  // Before the process runs the engine has nothing to resize; version 20.10 ignores a size given at its creation.
  await shell.resize(options.cols, options.rows);
  return shell;
}
