// Where the holders of one sandbox dial in: a unix socket in a folder that its machines see and can't change. Whoever is root in
// a machine can dial too, as often as they like and with anything to say.
import { timingSafeEqual } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { greeted, type Line } from "./line.ts";
import { type EngineLog, seldom } from "./log.ts";

export const SOCKET = "dial";

/** Connections of one sandbox at once: more than its terminals, each of which has one. */
const MAX_CONNECTIONS = 32;
/** So many connections in vain within a second, and for a second nobody is let in: they cost time that other terminals need. */
const MAX_IN_VAIN = 50;
const SHUT_MS = 1000;
/** A machine can make us complain; this is the shortest time between two complaints, in milliseconds. */
const COMPLAINT_MS = 10_000;

interface Expected {
  readonly secret: Buffer;
  /** Set while somebody waits for the line. */
  take: ((line: Line) => void) | null;
}

export class Exchange {
  readonly folder: string;
  readonly #path: string;
  /** Called when somebody in a machine connected. */
  readonly #onReached: () => void;
  readonly #log: EngineLog;
  readonly #server: Server;
  /** The shells that are opened here, or resumed. */
  readonly #expected = new Map<string, Expected>();
  /** Holders that greeted and that nobody has asked for yet. */
  readonly #idle = new Map<string, Line>();
  /** Whether there may be shells that an orchestrator before this one opened. */
  #takesStrangers: boolean;
  #connections = 0;
  #inVain = 0;
  #countedFrom = 0;
  #isClosed = false;

  /** @param takesStrangers whether shells that nobody here opened are kept until `endOthers` */
  constructor(folder: string, takesStrangers: boolean, log: EngineLog, onReached: () => void) {
    this.folder = folder;
    this.#path = join(folder, SOCKET);
    this.#takesStrangers = takesStrangers;
    this.#log = seldom(log, COMPLAINT_MS);
    this.#onReached = onReached;
    this.#server = createServer((socket) => void this.#take(socket));
    this.#server.on("error", (error) => this.#log.warn({ error: error.message }, "terminals can't dial in"));
    this.#server.unref();
  }

  async listen(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // Left by the orchestrator before this one.
    await rm(this.#path, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#path, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
  }

  /** A holder of this id is to dial. */
  expect(id: string): void {
    if (!this.#expected.has(id)) this.#expected.set(id, { secret: Buffer.from(id), take: null });
  }

  /** A holder of this id is not wanted any more: should it still dial, it is told so. */
  forget(id: string): void {
    this.#expected.delete(id);
    this.#idle.get(id)?.dismiss();
  }

  /** The line of a holder, as soon as it is there; null after the time, in milliseconds. */
  async wait(id: string, timeoutMs: number): Promise<Line | null> {
    this.expect(id);
    const idle = this.#idle.get(id);
    if (idle) {
      this.#idle.delete(id);
      return idle;
    }
    const expected = this.#expected.get(id);
    if (!expected) return null;
    const { promise, resolve } = Promise.withResolvers<Line | null>();
    const timer = setTimeout(resolve, timeoutMs, null);
    expected.take = resolve;
    const line = await promise;
    clearTimeout(timer);
    if (expected.take === resolve) expected.take = null;
    return line;
  }

  /** Ends shells that an orchestrator before this one opened and that nobody expects. */
  endOthers(): void {
    this.#takesStrangers = false;
    for (const [id, line] of this.#idle) if (!this.#expected.has(id)) line.dismiss();
  }

  close(): void {
    this.#isClosed = true;
    this.#server.close();
    for (const line of this.#idle.values()) line.close();
  }

  async #take(socket: Socket): Promise<void> {
    socket.on("error", () => socket.destroy());
    this.#onReached();
    if (this.#connections >= MAX_CONNECTIONS) {
      socket.destroy();
      this.#log.warn({ connections: this.#connections }, "too many dial in from one sandbox");
      this.#countInVain();
      return;
    }
    this.#connections += 1;
    socket.once("close", () => {
      this.#connections -= 1;
    });
    const line = await greeted(socket, (listener) => void socket.on("data", listener), this.#log);
    if (line) this.#greet(line, socket);
    else this.#countInVain();
  }

  #greet(line: Line, socket: Socket): void {
    const { id } = line.hello;
    const expected = this.#whoIs(id);
    if (!expected && !this.#takesStrangers) {
      this.#countInVain();
      line.dismiss();
      return;
    }
    if (expected?.take) {
      const { take } = expected;
      expected.take = null;
      take(line);
      return;
    }
    this.#idle.get(id)?.close();
    this.#idle.set(id, line);
    socket.once("close", () => {
      if (this.#idle.get(id) === line) this.#idle.delete(id);
    });
  }

  /** Looks at all of them, and at each for the same time, so that nobody can feel their way to a shell's id. */
  #whoIs(id: string): Expected | null {
    const said = Buffer.from(id);
    let found: Expected | null = null;
    for (const expected of this.#expected.values()) if (timingSafeEqual(expected.secret, said)) found = expected;
    return found;
  }

  #countInVain(): void {
    const now = performance.now();
    if (now - this.#countedFrom > 1000) {
      this.#countedFrom = now;
      this.#inVain = 0;
    }
    this.#inVain += 1;
    if (this.#inVain < MAX_IN_VAIN || !this.#server.listening) return;
    this.#log.warn({ folder: this.folder }, "a sandbox dials in again and again in vain; its terminals have to wait");
    this.#server.close();
    setTimeout(() => {
      if (!this.#isClosed) this.#server.listen(this.#path);
    }, SHUT_MS).unref();
  }
}
