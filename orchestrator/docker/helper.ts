// Helper containers: short-lived, from a trusted image, one question each over standard input and output.
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

/** A helper's container, connected and ready to be started. */
export class Helper {
  readonly #container: Container;
  readonly #stream: Duplex;
  readonly #ended: Promise<void>;
  readonly #onOutput = new Set<() => void>();
  #output = Buffer.alloc(0);

  constructor(container: Container, stream: Duplex) {
    this.#container = container;
    this.#stream = stream;
    const frames = new FrameReader((payload) => {
      const room = OUTPUT_BYTES - this.#output.length;
      if (room > 0) this.#output = Buffer.concat([this.#output, payload.subarray(0, room)]);
      for (const listener of this.#onOutput) listener();
    });
    stream.on("data", (chunk: Buffer) => frames.read(chunk));
    // A broken connection ends the output like a helper that died; the missing answer says so.
    stream.on("error", () => undefined);
    this.#ended = new Promise((resolve) => stream.on("close", resolve));
  }

  async start(): Promise<void> {
    await asking("starting a helper", () => this.#container.start());
  }

  /** Waits until the helper printed a first line, at most until the signal; tells whether it did. */
  async ready(signal: AbortSignal): Promise<boolean> {
    const printed = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.#output.includes("\n")) resolve();
      };
      this.#onOutput.add(look);
      look();
    });
    await Promise.race([printed, this.#ended, aborted(signal)]);
    return (
      this.#output
        .subarray(0, this.#output.indexOf("\n") + 1)
        .toString("utf8")
        .trim() === "ready"
    );
  }

  /** Sends one line, and returns all output once the helper ended; null where the signal came first. */
  async ask(line: string, signal: AbortSignal): Promise<string | null> {
    this.#stream.end(`${line}\n`);
    return this.finish(signal);
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
