// An orchestrator of one's own for a benchmark or a test: on a free port, with a data folder that goes with it.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** How long it may take to be ready, in milliseconds. */
const READY_MS = 30_000;

export interface OwnOrchestrator extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly dataFolder: string;
  readonly pid: number;
  /** Its log so far, JSON lines. */
  log(): string;
  /** Stops it; the data folder is removed. Sandboxes of attempts that have not ended stay on the engine. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts an orchestrator and waits until it serves.
 *
 * @param settings go to its environment, over what is set here
 * @param nodeArguments go to Node, for example those of its profiler
 * @throws Error with its log where it does not come up
 */
export async function ownOrchestrator(
  settings: Readonly<Record<string, string>> = {},
  nodeArguments: readonly string[] = [],
): Promise<OwnOrchestrator> {
  const dataFolder = await mkdtemp(join(tmpdir(), "sickbay-own-"));
  const main = join(import.meta.dirname, "..", "orchestrator", "main.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...nodeArguments, main], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, SICKBAY_DATA: dataFolder, SICKBAY_PORT: "0", SICKBAY_HOST: "127.0.0.1", ...settings },
  });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    await rm(dataFolder, { recursive: true, force: true });
  };
  const address = new Promise<string | null>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const url = /ready at (http\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(() => resolve(null));
    setTimeout(() => resolve(null), READY_MS).unref();
  });
  const url = await address;
  if (url === null || child.pid === undefined) {
    await stop();
    throw new Error(`The orchestrator did not come up:\n${log}`);
  }
  return { url, dataFolder, pid: child.pid, log: () => log, [Symbol.asyncDispose]: stop };
}
