// Opens shells in the machines of a sandbox and finds those again that were opened before. A holder dials in where it can; where
// it can't, since engine and orchestrator are on different hosts, an exec joins us to it.
import { randomBytes } from "node:crypto";
import type { Container } from "dockerode";
import { LabError } from "../core/lab-error.ts";
import type { ShellStream } from "../core/ports.ts";
import { asking, messageOf } from "./engine-errors.ts";
import type { Exchange } from "./exchange.ts";
import { attach } from "./exec.ts";
import { FrameReader } from "./frames.ts";
import { HeldShell } from "./held-shell.ts";
import { greeted, type Line } from "./line.ts";
import { LINE_SOCKET } from "./lines.ts";
import { type EngineLog, seldom } from "./log.ts";
import { within } from "./within.ts";

const HOLDER = "/usr/lib/terminal/holder";

/** How long a shell may take to be there, in milliseconds. A machine without free process ids hangs here. */
const START_MS = 10_000;
/** How long a holder that runs may take to dial in, in milliseconds: it tries again every second at the latest. */
const DIAL_MS = 2500;
/** A machine can make us complain; this is the shortest time between two complaints, in milliseconds. */
const COMPLAINT_MS = 10_000;
const ID = /^[0-9a-f]{32}$/;

export interface ShellOptions {
  readonly cols: number;
  readonly rows: number;
  readonly env: Readonly<Record<string, string>>;
}

export class Shells {
  readonly #exchange: Exchange | null;
  readonly #log: EngineLog;
  /** Called where a holder that was just started can be reached, but did not dial. */
  readonly #onSilent: () => void;
  /** Whether holders of this sandbox dial in; null until one did, or did not. */
  #dials: boolean | null;
  /** The shells that were opened here, or resumed. */
  readonly #ids = new Set<string>();

  /** @param exchange null where holders can't dial in */
  constructor(exchange: Exchange | null, log: EngineLog, onSilent: () => void) {
    this.#exchange = exchange;
    this.#log = seldom(log, COMPLAINT_MS);
    this.#onSilent = onSilent;
    this.#dials = exchange === null ? false : null;
  }

  /** What the holders of the shells that are in use are called among a machine's processes. */
  get names(): readonly string[] {
    return [...this.#ids].map(nameOf);
  }

  /** Opens a login shell of root. */
  async open(container: Container, options: ShellOptions): Promise<ShellStream> {
    const id = randomBytes(16).toString("hex");
    this.#exchange?.expect(id);
    this.#ids.add(id);
    try {
      const started = this.#start(container, id, options);
      // An engine may take its time over a machine that is out of process ids; what it says then is said here already.
      if (!(await within(START_MS, started))) throw noShell();
      const line = await this.#connect(container, id, true);
      if (!line) throw noShell();
      return this.#held(container, line, 0);
    } catch (error) {
      this.#forget(id);
      throw error;
    }
  }

  /** Null where the shell is gone, or its machine. */
  async resume(container: Container, id: string, fromSeq: number): Promise<ShellStream | null> {
    if (!ID.test(id)) return null;
    this.#ids.add(id);
    try {
      const line = await this.#connect(container, id, false);
      if (line) return this.#held(container, line, fromSeq);
    } catch (error) {
      // Whoever asked gives it up: it is one of the others then, and ended with them.
      this.#forget(id);
      throw error;
    }
    this.#forget(id);
    return null;
  }

  /** Ends shells that dial in and that were opened before and never resumed. Gives whether all of them dial in. */
  endOthers(): boolean {
    this.#exchange?.endOthers();
    return this.#dials === true;
  }

  async #start(container: Container, id: string, { cols, rows, env }: ShellOptions): Promise<void> {
    const all = { HOME: "/root", TERM: "xterm-256color", USER: "root", LOGNAME: "root", ...env, TERMINAL_ID: id };
    const dial = this.#exchange === null || this.#dials === false ? "-" : LINE_SOCKET;
    const exec = await asking("opening a shell", () =>
      container.exec({
        Cmd: [HOLDER, "serve", String(cols), String(rows), dial, nameOf(id)],
        Env: Object.entries(all).map(([name, value]) => `${name}=${value}`),
        User: "0:0",
        WorkingDir: "/root",
      }),
    );
    const answer = await asking("opening a shell", () => exec.start({ Detach: true }));
    // An answer that nobody reads keeps its connection open for minutes, and a process that wants to end alive.
    answer.resume();
  }

  /** @param isNew whether nobody in the machine can have had a hand in it yet, so that it tells something of the engine */
  async #connect(container: Container, id: string, isNew: boolean): Promise<Line | null> {
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
      if (isNew) this.#onSilent();
    }
    return line;
  }

  /** Joins us to a holder through the engine. */
  async #attach(container: Container, id: string): Promise<Line | null> {
    try {
      const options = { Cmd: [HOLDER, "attach"], Env: [`TERMINAL_ID=${id}`], User: "0:0", Tty: false };
      const { stream } = await attach(container, "reaching a shell", options);
      const line = await greeted(
        stream,
        (listener) => {
          const reader = new FrameReader(listener);
          stream.on("data", (chunk: Buffer) => reader.read(chunk));
        },
        this.#log,
      );
      if (line?.hello.id === id) return line;
      line?.close();
      return null;
    } catch (error) {
      // So is the shell.
      if (error instanceof LabError && error.code === "machine-stopped") return null;
      throw error;
    }
  }

  #held(container: Container, line: Line, fromSeq: number): HeldShell {
    const { id } = line.hello;
    return new HeldShell(line, fromSeq, {
      reconnect: async () => {
        try {
          return await this.#connect(container, id, false);
        } catch (error) {
          this.#log.warn({ error: messageOf(error) }, "a terminal's shell can't be reached now; it is tried again");
          throw error;
        }
      },
      dropped: (bytes) =>
        this.#log.warn({ shell: nameOf(id), bytes }, "what was typed while a shell could not be reached is dropped"),
      forget: () => this.#forget(id),
    });
  }

  #forget(id: string): void {
    this.#ids.delete(id);
    this.#exchange?.forget(id);
  }
}

/** What of a shell's id is no secret: its holder has it among its arguments. */
function nameOf(id: string): string {
  return id.slice(0, 8);
}

function noShell(): LabError {
  return new LabError(
    "machine-stopped",
    "The machine does not start a shell; it may have no process ids left.",
    "Free some in another terminal, or reset the attempt.",
  );
}
