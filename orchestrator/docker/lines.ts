// Where holders dial in: a unix socket for each sandbox, in a folder of its own that its machines see and can't change.
import { lstat, mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { closeFrame } from "./holder-frames.ts";
import { greeted, type Line } from "./line.ts";
import type { EngineLog } from "./log.ts";

/** Where a machine sees the folder, and the socket in it. */
export const LINE_FOLDER = "/usr/lib/terminal/line";
export const LINE_SOCKET = `${LINE_FOLDER}/dial`;
const SOCKET = "dial";

/** The longest path of a unix socket on Linux, in bytes. */
const LONGEST_PATH = 107;
/** Connections of one sandbox at once: more than its terminals, each of which has one. */
const MAX_CONNECTIONS = 32;

/** One sandbox's socket. */
export class Exchange {
  readonly folder: string;
  /** Tells whether holders dial in, as soon as that is known. */
  readonly #onDialled: (dialled: boolean) => void;
  readonly #log: EngineLog;
  readonly #server: Server;
  readonly #waiting = new Map<string, (line: Line) => void>();
  /** Holders that nobody waits for yet: they dialled first, or belong to nobody. */
  readonly #idle = new Map<string, Line>();
  /** Shells that somebody opened here or resumed. */
  readonly #claimed = new Set<string>();
  #onlyClaimed = false;
  #connections = 0;

  constructor(folder: string, log: EngineLog, onDialled: (dialled: boolean) => void) {
    this.folder = folder;
    this.#log = log;
    this.#onDialled = onDialled;
    this.#server = createServer((socket) => void this.#take(socket));
  }

  async listen(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, SOCKET);
    // Left by the orchestrator before this one.
    await rm(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(path, resolve);
    });
    this.#server.on("error", (error) => this.#log.warn({ error: error.message }, "terminals can't dial in"));
    this.#server.unref();
  }

  /** Tells that a holder of this id will dial. */
  claim(id: string): void {
    this.#claimed.add(id);
  }

  /** From now on holders that nobody claimed are told to end their shells. */
  endUnclaimed(): void {
    this.#onlyClaimed = true;
    for (const [id, line] of this.#idle) if (!this.#claimed.has(id)) line.write(closeFrame());
  }

  /** The line of a holder, as soon as it is there; null after the time, in milliseconds. */
  async wait(id: string, timeoutMs: number): Promise<Line | null> {
    this.claim(id);
    const idle = this.#idle.get(id);
    if (idle) {
      this.#idle.delete(id);
      return idle;
    }
    const { promise, resolve } = Promise.withResolvers<Line | null>();
    const timer = setTimeout(resolve, timeoutMs, null);
    this.#waiting.set(id, resolve);
    const line = await promise;
    clearTimeout(timer);
    if (this.#waiting.get(id) === resolve) this.#waiting.delete(id);
    return line;
  }

  /** A holder that runs was waited for in vain. */
  wasNotDialled(): void {
    this.#onDialled(false);
  }

  close(): void {
    this.#server.close();
    for (const line of this.#idle.values()) line.close();
  }

  async #take(socket: Socket): Promise<void> {
    socket.on("error", () => socket.destroy());
    if (this.#connections >= MAX_CONNECTIONS) {
      socket.destroy();
      return;
    }
    this.#connections += 1;
    socket.once("close", () => {
      this.#connections -= 1;
    });
    const line = await greeted(socket, (listener) => void socket.on("data", listener), this.#log);
    if (!line) return;
    this.#onDialled(true);
    const { id } = line.hello;
    const wanted = this.#waiting.get(id);
    if (wanted) {
      this.#waiting.delete(id);
      wanted(line);
      return;
    }
    if (this.#onlyClaimed && !this.#claimed.has(id)) line.write(closeFrame());
    this.#idle.get(id)?.close();
    this.#idle.set(id, line);
    socket.once("close", () => {
      if (this.#idle.get(id) === line) this.#idle.delete(id);
    });
  }
}

/** The folders of all sandboxes of an installation, each named after its owner. */
export class Lines {
  readonly #folder: string;
  readonly #log: EngineLog;
  readonly #open = new Map<string, Exchange>();
  /** Whether machines can dial; null until one did, or could not. */
  #works: boolean | null = null;

  /** @param folder where the folders of sandboxes go; of this installation only */
  constructor(folder: string, log: EngineLog) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Where the machines of an owner's sandbox dial; null where they can't, which the log then explains. */
  async open(owner: string): Promise<Exchange | null> {
    const open = this.#open.get(owner);
    if (open) return open;
    if (this.#works === false) return null;
    const folder = this.#folderOf(owner);
    const path = join(folder, SOCKET);
    try {
      if (Buffer.byteLength(path) > LONGEST_PATH) throw new Error(`${path} is longer than ${LONGEST_PATH} bytes`);
      const exchange = new Exchange(folder, this.#log, (dialled) => this.#learn(dialled));
      await exchange.listen();
      this.#open.set(owner, exchange);
      return exchange;
    } catch (error) {
      this.#log.warn(
        { error: String(error) },
        "terminals can't dial in, so they are slower; SICKBAY_LINES names another folder",
      );
      return null;
    }
  }

  /** The engine's machines can't see our folders. */
  giveUp(): void {
    this.#learn(false);
  }

  #learn(works: boolean): void {
    // One candidate may have cut off their own machine; that says nothing of the others.
    if (this.#works !== null) return;
    this.#works = works;
    if (!works)
      this.#log.warn({}, "this engine's machines can't dial in; their terminals are reached by execs, which is slower");
  }

  /** Lets go of an owner's folder, which no machine uses any more. */
  async close(owner: string): Promise<void> {
    this.#open.get(owner)?.close();
    this.#open.delete(owner);
    const folder = this.#folderOf(owner);
    await rm(join(folder, SOCKET), { force: true });
    // The folder may be anybody's: SICKBAY_LINES can name one that holds more. So only an empty one goes.
    await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT" && error.code !== "ENOTEMPTY") throw error;
    });
  }

  /** Whose folders are there: those that hold a socket of ours. */
  async owners(): Promise<readonly string[]> {
    const entries = await readdir(this.#folder, { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const own = await Promise.all(folders.map((name) => isSocket(join(this.#folder, name, SOCKET))));
    return folders.filter((_, index) => own[index]);
  }

  #folderOf(owner: string): string {
    if (!/^[A-Za-z0-9-]{1,64}$/.test(owner)) throw new Error(`"${owner}" can't be the name of a folder`);
    return join(this.#folder, owner);
  }
}

async function isSocket(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSocket();
  } catch {
    // Not there, or not ours to look at: no sandbox's.
    return false;
  }
}
