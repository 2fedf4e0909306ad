// Helper containers: short-lived, from a trusted image, asked over standard input and output.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Duplex } from "node:stream";
import type Docker from "dockerode";
import type { Container } from "dockerode";
import { type ContainerRequest, containerOptions } from "./container-options.ts";
import { answered, asking, fromEngine, isGone, statusOf } from "./engine-errors.ts";
import { FrameReader } from "./frames.ts";
import type { Ownership } from "./labels.ts";
import { requireApplied } from "./read-back.ts";

/** The most that is kept of a helper's output, in bytes. */
const OUTPUT_BYTES = 512 * 1024;

/** The line of a helper that waits for a question, with the end of the line before it. */
const READY = "\nready\n";

/** A helper's container, connected and ready to be started. */
export class Helper {
  readonly #container: Container;
  readonly #stream: Duplex;
  readonly #ended: Promise<void>;
  readonly #onOutput = new Set<() => void>();
  #output = Buffer.alloc(0);
  /** The last characters of all output, also of what is not kept. */
  #last = "\n";
  #isOver = false;

  constructor(container: Container, stream: Duplex) {
    this.#container = container;
    this.#stream = stream;
    const frames = new FrameReader((payload) => {
      const room = OUTPUT_BYTES - this.#output.length;
      if (room > 0) this.#output = Buffer.concat([this.#output, payload.subarray(0, room)]);
      this.#last = (this.#last + payload.toString("latin1")).slice(-READY.length);
      for (const listener of this.#onOutput) listener();
    });
    stream.on("data", (chunk: Buffer) => frames.read(chunk));
    // A broken connection ends the output like a helper that died; the missing answer says so.
    stream.on("error", () => undefined);
    this.#ended = new Promise((resolve) => {
      stream.on("close", () => {
        this.#isOver = true;
        resolve();
      });
    });
  }

  async start(): Promise<void> {
    await asking("starting a helper", () => this.#container.start());
  }

  /** Whether it waits for a question. */
  get isReady(): boolean {
    return this.#last === READY && !this.#isOver;
  }

  /** Waits until the helper waits for a question, at most until the signal; tells whether it does. */
  async ready(signal: AbortSignal): Promise<boolean> {
    const waiting = Promise.withResolvers<void>();
    const look = (): void => {
      if (this.isReady) waiting.resolve();
    };
    this.#onOutput.add(look);
    look();
    await Promise.race([waiting.promise, this.#ended, aborted(signal)]);
    this.#onOutput.delete(look);
    return this.isReady;
  }

  /** Sends one line to a helper that waits, and returns what it said to it; null where the signal came first. */
  async ask(line: string, signal: AbortSignal): Promise<string | null> {
    this.#output = Buffer.alloc(0);
    this.#last = "\n";
    this.#stream.write(`${line}\n`);
    if (!(await this.ready(signal)) && signal.aborted) return null;
    return this.output().replace(/ready\n$/, "");
  }

  /** All output once the helper ended; null where the signal came first. */
  async finish(signal: AbortSignal): Promise<string | null> {
    await Promise.race([this.#ended, aborted(signal)]);
    return signal.aborted ? null : this.output();
  }

  output(): string {
    return this.#output.toString("utf8");
  }

  /** Ends the helper's processes, so that nothing of it is left among a machine's. */
  async kill(): Promise<void> {
    try {
      await answered("ending a helper", () => this.#container.kill());
    } catch (error) {
      // 409: it ended by itself. 404: it was removed with its sandbox.
      if (statusOf(error) !== 409 && !isGone(error)) throw fromEngine(error, "ending a helper");
    }
  }

  /** Removes it, whether it runs, ended, or never ran. */
  async remove(): Promise<void> {
    // The engine never closes the connection to a helper that was removed before it ran, and one that is open keeps our process alive.
    this.#stream.destroy();
    try {
      await answered("removing a helper", () => this.#container.remove({ force: true, v: true }));
    } catch (error) {
      // 409: its sandbox is being removed at this moment.
      if (statusOf(error) !== 409 && !isGone(error)) throw fromEngine(error, "removing a helper");
    }
  }
}

/** A helper's container and the connection to it. */
export interface Connected {
  readonly container: Container;
  readonly stream: Duplex;
}

/** Creates a helper and connects to it; it runs nothing yet. Leaves nothing behind when it throws. */
export async function createHelper(...how: Parameters<typeof connectHelper>): Promise<Helper> {
  const { container, stream } = await connectHelper(...how);
  return new Helper(container, stream);
}

/** The same for a helper that goes on talking: its output is the caller's to read. */
export async function connectHelper(
  docker: Docker,
  ownership: Ownership,
  image: string,
  request: Exclude<ContainerRequest, { role: "machine" }>,
): Promise<Connected> {
  const name = `sickbay-${request.role}-${randomBytes(6).toString("hex")}`;
  const options = containerOptions(ownership, image, name, request);
  const container = await asking("making a helper", () => docker.createContainer(options));
  try {
    requireApplied(options, await asking("inspecting a helper", () => container.inspect()));
    const all = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true };
    const stream = await asking("connecting to a helper", () => container.attach(all));
    if (!(stream instanceof Duplex)) throw new Error("the engine's client gives no connection that can be closed");
    return { container, stream };
  } catch (error) {
    await asking("removing a helper", () => container.remove({ force: true })).catch((second: unknown) => {
      throw new AggregateError([error, second], "A helper could neither be used nor removed.");
    });
    throw error;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return once(signal, "abort").then(() => undefined);
}
