// An orchestrator as its own process, and a client of its API; `await using` leaves nothing of it behind.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import WebSocket from "ws";
import type { z } from "zod";
import { createEngine } from "../../orchestrator/docker/engine.ts";
import { type Attempt, attempt as attemptSchema } from "../../orchestrator/protocol/attempts.ts";
import { attemptServerMessage, terminalServerMessage } from "../../orchestrator/protocol/messages.ts";
import { eventually } from "./eventually.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const log = { info: () => undefined, warn: (fields: object, message: string) => console.warn(message, fields) };

/** A data folder, and the orchestrators that run on it one after the other. */
export class Installation implements AsyncDisposable {
  readonly data: string;
  #running: Orchestrator | null = null;

  private constructor(data: string) {
    this.data = data;
  }

  static async make(): Promise<Installation> {
    return new Installation(await mkdtemp(join(tmpdir(), "sickbay-orchestrator-")));
  }

  /** Starts an orchestrator and waits until it is ready. */
  async start(env: Record<string, string> = {}): Promise<Orchestrator> {
    this.#running = await Orchestrator.spawn(this.data, env);
    return this.#running;
  }

  /** What is on the engine of this installation. */
  async sandboxes(): Promise<string[]> {
    return (await (await this.#engine()).found()).map(({ owner }) => owner);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running?.kill("SIGTERM");
    const engine = await this.#engine();
    for (const owner of await this.sandboxes()) await engine.remove(owner);
    await rm(this.data, { recursive: true, force: true });
  }

  async #engine() {
    const instance = (await readFile(join(this.data, "instance-id"), "utf8")).trim();
    return createEngine({ instance, log });
  }
}

/** Runs main.ts to its end. For starts that are refused. */
export async function runToEnd(data: string, env: Record<string, string>): Promise<{ code: number; stderr: string }> {
  const child = spawnMain(data, env);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = await once(child, "exit");
  return { code: Number(code), stderr };
}

function spawnMain(data: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(root, "orchestrator/main.ts")], {
    env: { ...process.env, SICKBAY_PORT: "0", SICKBAY_DATA: data, SICKBAY_LABS: join(root, "test/fakes/labs"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export class Orchestrator {
  readonly #child: ChildProcess;
  readonly url: string;
  /** All that it has logged. */
  log = "";

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async spawn(data: string, env: Record<string, string>): Promise<Orchestrator> {
    const child = spawnMain(data, env);
    let output = "";
    let errors = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const url = await eventually(() => {
      if (child.exitCode !== null) throw new Error(`the orchestrator ended: ${errors}`);
      return /ready at (http:\S+)/.exec(output)?.[1];
    }, "the orchestrator is ready");
    const orchestrator = new Orchestrator(child, url);
    orchestrator.log = errors;
    child.stderr?.on("data", (chunk: Buffer) => {
      orchestrator.log += chunk.toString();
    });
    return orchestrator;
  }

  /** Ends it; returns its exit status, or null after SIGKILL. */
  async kill(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const exit = once(this.#child, "exit");
    this.#child.kill(signal);
    await exit;
    return this.#child.exitCode;
  }

  /** What it has of the memory now, in bytes. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    return { status: response.status, body: await response.json() };
  }

  async ask<T>(shape: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    return shape.parse((await this.call(method, path, body)).body);
  }

  attempt(id: string): Promise<Attempt> {
    return this.ask(attemptSchema, "get", `/attempts/${id}`);
  }

  /** Waits until an attempt is as it should be. */
  become(id: string, is: (attempt: Attempt) => boolean, what: string): Promise<Attempt> {
    return eventually(async () => {
      const attempt = await this.attempt(id);
      return is(attempt) ? attempt : null;
    }, `${what}\n${this.log}`);
  }

  /** Starts a lab and waits until it is running. */
  async play(lab: string): Promise<Attempt> {
    const { id } = await this.ask(attemptSchema, "post", "/attempts", { lab });
    const attempt = await this.become(id, ({ state }) => state !== "starting", `the lab ${lab} starts`);
    if (attempt.state !== "running")
      throw new Error(`the lab did not start: ${JSON.stringify(attempt.problem)}\n${this.log}`);
    return attempt;
  }

  /** Presses "Check" and waits for the verdict. */
  async check(id: string): Promise<Attempt> {
    const { status } = await this.call("post", `/attempts/${id}/check`);
    if (status !== 202) throw new Error(`the check was answered ${status}`);
    return await this.become(id, ({ state }) => state === "running", "the check ends");
  }

  socket(path: string, headers: Record<string, string> = {}): WebSocket {
    return new WebSocket(`${this.url.replace("http", "ws")}/api${path}`, { headers });
  }

  /** Listens to an attempt's events. */
  listen(id: string) {
    const events: z.infer<typeof attemptServerMessage>[] = [];
    const socket = this.socket(`/attempts/${id}/events`);
    socket.on("message", (data) => events.push(attemptServerMessage.parse(JSON.parse(String(data)))));
    return { socket, events };
  }

  /** Attaches to a terminal from a sequence number on. */
  async attach(attempt: string, terminal: string, seq = 0): Promise<Shell> {
    return await this.#join(attempt, terminal, "", seq);
  }

  /** Watches a terminal, as one who can't touch it. */
  async watch(attempt: string, terminal: string): Promise<Shell> {
    return await this.#join(attempt, terminal, "/watch", 0);
  }

  async #join(attempt: string, terminal: string, way: "" | "/watch", seq: number): Promise<Shell> {
    const socket = this.socket(`/attempts/${attempt}${way}/terminals/${terminal}/socket`);
    const { socket: told, events } = this.listen(attempt);
    const shell = new Shell(socket, () =>
      events.flatMap((message) => {
        if (message.type !== "timeline" || message.event.body.kind !== "command-ended") return [];
        const { command } = message.event.body;
        return command.terminal === terminal ? [command.exit] : [];
      }),
    );
    socket.once("close", () => told.close());
    await once(socket, "open");
    await eventually(() => events.length > 0, "the attempt's events come");
    socket.send(JSON.stringify({ type: "attach", seq }));
    await eventually(() => shell.messages.length > 0, "the terminal is attached");
    return shell;
  }
}

/** One viewer of a terminal, as the page is one: it draws at once and tells so. */
export class Shell {
  readonly socket: WebSocket;
  readonly messages: z.infer<typeof terminalServerMessage>[] = [];
  readonly #chunks: Buffer[] = [];
  /** Exit statuses of the commands that ended in this terminal since. */
  readonly #exits: () => (number | null)[];
  /** The number of the next byte. */
  #seq = 0;
  closed: number | null = null;

  constructor(socket: WebSocket, exits: () => (number | null)[]) {
    this.socket = socket;
    this.#exits = exits;
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (isBinary) return this.#draw(data);
      const message = terminalServerMessage.parse(JSON.parse(String(data)));
      this.messages.push(message);
      if ("seq" in message) this.#seq = message.seq;
    });
    socket.on("close", (code) => {
      this.closed = code;
    });
  }

  get output(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  #draw(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#seq += bytes.length;
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ type: "drawn", seq: this.#seq }));
  }

  /** Types a line and waits until the attempt's timeline says that the command has ended. */
  async run(line: string): Promise<number | null> {
    const before = this.#exits().length;
    this.socket.send(Buffer.from(`${line}\n`));
    await eventually(() => this.#exits().length > before, `the command "${line}" ends: ${this.output}`);
    return this.#exits().at(-1) ?? null;
  }
}
