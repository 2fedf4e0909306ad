// Opens shells in the machines of a sandbox and finds those again that were opened before. A holder dials in where it can; where
// it can't, since engine and orchestrator are on different hosts, an exec joins us to it.
import { randomBytes } from "node:crypto";
import type { Container } from "dockerode";
import { LabError } from "../core/lab-error.ts";
import type { ShellStream } from "../core/ports.ts";
import { asking } from "./engine-errors.ts";
import { attach } from "./exec.ts";
import { FrameReader } from "./frames.ts";
import { HeldShell } from "./held-shell.ts";
import { greeted, type Line } from "./line.ts";
import { type Exchange, LINE_SOCKET } from "./lines.ts";
import type { EngineLog } from "./log.ts";
import { within } from "./within.ts";

const HOLDER = "/usr/lib/terminal/holder";

/** How long a shell may take to be there, in milliseconds. A machine without free process ids hangs here. */
const START_MS = 10_000;
/** How long a holder that runs may take to dial in, in milliseconds: it tries again every second at the latest. */
const DIAL_MS = 2500;

export interface ShellOptions {
  readonly cols: number;
  readonly rows: number;
  readonly env: Readonly<Record<string, string>>;
}

export class Shells {
  readonly #exchange: Exchange | null;
  readonly #log: EngineLog;
  /** Whether holders of this sandbox dial in; null until one did, or did not. */
  #dials: boolean | null;

  /** @param exchange null where holders can't dial in */
  constructor(exchange: Exchange | null, log: EngineLog) {
    this.#exchange = exchange;
    this.#log = log;
    this.#dials = exchange === null ? false : null;
  }

  /** Opens a login shell of root. */
  async open(container: Container, options: ShellOptions): Promise<ShellStream> {
    const id = randomBytes(16).toString("hex");
    this.#exchange?.claim(id);
    const started = this.#start(container, id, options);
    // An engine may take its time over a machine that is out of process ids; what it says then is said here already.
    if (!(await within(START_MS, started))) throw noShell();
    const line = await this.#connect(container, id);
    if (!line) throw noShell();
    return this.#held(container, line, 0);
  }

  /** Null where the shell is gone, or its machine. */
  async resume(container: Container, id: string, fromSeq: number): Promise<ShellStream | null> {
    const line = await this.#connect(container, id);
    return line && this.#held(container, line, fromSeq);
  }

  /** Ends shells that were opened before and that nobody resumed; those that don't dial in stay until their machine goes. */
  endUnclaimed(): void {
    this.#exchange?.endUnclaimed();
  }

  async #start(container: Container, id: string, { cols, rows, env }: ShellOptions): Promise<void> {
    const all = { HOME: "/root", TERM: "xterm-256color", USER: "root", LOGNAME: "root", ...env, TERMINAL_ID: id };
    const dial = this.#exchange === null || this.#dials === false ? [] : [LINE_SOCKET];
    const exec = await asking("opening a shell", () =>
      container.exec({
        Cmd: [HOLDER, "serve", String(cols), String(rows), ...dial],
        Env: Object.entries(all).map(([name, value]) => `${name}=${value}`),
        User: "0:0",
        WorkingDir: "/root",
      }),
    );
    await asking("opening a shell", () => exec.start({ Detach: true }));
  }

  async #connect(container: Container, id: string): Promise<Line | null> {
    if (this.#exchange !== null && this.#dials !== false) {
      const line = await this.#exchange.wait(id, DIAL_MS);
      if (line) {
        this.#dials = true;
        return line;
      }
    }
    const line = await this.#attach(container, id);
    if (line && this.#dials === null) {
      this.#dials = false;
      this.#exchange?.wasNotDialled();
    }
    return line;
  }

  /** Joins us to a holder through the engine. */
  async #attach(container: Container, id: string): Promise<Line | null> {
    try {
      const options = { Cmd: [HOLDER, "attach"], Env: [`TERMINAL_ID=${id}`], User: "0:0", Tty: false };
      const { stream } = await attach(container, "reaching a shell", options);
      return await greeted(
        stream,
        (listener) => {
          const reader = new FrameReader(listener);
          stream.on("data", (chunk: Buffer) => reader.read(chunk));
        },
        this.#log,
      );
    } catch (error) {
      // So is the shell.
      if (error instanceof LabError && error.code === "machine-stopped") return null;
      throw error;
    }
  }

  #held(container: Container, line: Line, fromSeq: number): HeldShell {
    return new HeldShell(line, fromSeq, async () => {
      try {
        return await this.#connect(container, line.hello.id);
      } catch (error) {
        this.#log.warn({ error: String(error) }, "a terminal's shell can't be reached any more");
        return null;
      }
    });
  }
}

function noShell(): LabError {
  return new LabError(
    "machine-stopped",
    "The machine does not start a shell; it may have no process ids left.",
    "Free some in another terminal, or reset the attempt.",
  );
}
