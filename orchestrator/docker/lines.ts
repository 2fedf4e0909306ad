// The folders in which the holders of an installation's sandboxes dial in, each named after its owner.
import { lstat, mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "./engine-errors.ts";
import { Exchange, SOCKET } from "./exchange.ts";
import type { EngineLog } from "./log.ts";

/** Where a machine sees its folder, and the socket in it. */
export const LINE_FOLDER = "/usr/lib/terminal/line";
export const LINE_SOCKET = `${LINE_FOLDER}/${SOCKET}`;

/** The longest path of a unix socket on Linux, in bytes. */
const LONGEST_PATH = 107;
const OTHERS_WRITE = 0o022;
const OWNER = /^[A-Za-z0-9-]{1,64}$/;

export class Lines {
  readonly #parent: string;
  readonly #folder: string;
  readonly #log: EngineLog;
  readonly #open = new Map<string, Exchange>();
  /** Whether machines can dial; null until one did, or could not. */
  #works: boolean | null = null;

  /**
   * @param parent where folders of installations go
   * @param instance names this installation; no other's folders are touched
   */
  constructor(parent: string, instance: string, log: EngineLog) {
    this.#parent = parent;
    this.#folder = join(parent, instance);
    this.#log = log;
  }

  /**
   * Where the machines of an owner's sandbox dial; null where they can't, which the log then explains.
   *
   * @param adopted whether shells may be there that this process did not open
   */
  async open(owner: string, adopted: boolean): Promise<Exchange | null> {
    const open = this.#open.get(owner);
    if (open) return open;
    if (this.#works === false) return null;
    const folder = this.#folderOf(owner);
    const path = join(folder, SOCKET);
    try {
      if (Buffer.byteLength(path) > LONGEST_PATH) throw new Error(`${path} is longer than ${LONGEST_PATH} bytes`);
      await this.#requireOwn();
      const exchange = new Exchange(folder, adopted, this.#log, () => this.#learn(true));
      await exchange.listen();
      this.#open.set(owner, exchange);
      return exchange;
    } catch (error) {
      this.#log.warn(
        { error: messageOf(error) },
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

  /** The engine mounts what is in there: whoever else could write to it would choose what a machine sees of the host. */
  async #requireOwn(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const folder of [this.#parent, this.#folder]) {
      const found = await lstat(folder);
      const own = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & OTHERS_WRITE) === 0;
      if (!own) throw new Error(`${folder} has to be a folder that only this user can write to`);
    }
  }

  /** Lets go of an owner's folder, which no machine uses any more. */
  async close(owner: string): Promise<void> {
    this.#open.get(owner)?.close();
    this.#open.delete(owner);
    const folder = this.#folderOf(owner);
    await rm(join(folder, SOCKET), { force: true });
    // Never with what is in it: whatever else is there is not ours.
    await rmdir(folder).catch(unless("ENOENT", "ENOTEMPTY"));
  }

  /** Whose folders are there, also of an orchestrator before this one. */
  async owners(): Promise<readonly string[]> {
    const names = (await readdir(this.#folder).catch(unless("ENOENT", "ENOTDIR"))) ?? [];
    const isOwner = async (name: string): Promise<boolean> => {
      if (!OWNER.test(name)) return false;
      const found = await lstat(join(this.#folder, name, SOCKET)).catch(unless("ENOENT", "ENOTDIR"));
      return found?.isSocket() === true;
    };
    const found = await Promise.all(names.map(isOwner));
    return names.filter((_, place) => found[place]);
  }

  #folderOf(owner: string): string {
    if (!OWNER.test(owner)) throw new Error(`"${owner}" can't be the name of a folder`);
    return join(this.#folder, owner);
  }
}

/** Takes these failures of a file's operation for nothing, and passes on any other. */
function unless(...codes: readonly string[]): (error: NodeJS.ErrnoException) => null {
  return (error) => {
    if (!codes.includes(error.code ?? "")) throw error;
    return null;
  };
}
