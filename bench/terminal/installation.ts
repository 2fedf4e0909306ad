// An orchestrator of its own with attempts on it; nothing of them stays, however a measurement ends.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import type { Container } from "dockerode";
import { createEngine } from "../../orchestrator/docker/engine.ts";
import { labelFilter } from "../../orchestrator/docker/labels.ts";
import { type OwnOrchestrator, ownOrchestrator } from "../../scripts/own-orchestrator.ts";
import { createAttempt, endAttempt, firstTerminal, openTerminal, terminalUrl } from "../api.ts";
import { ourTerminal } from "./connections.ts";
import { Screen } from "./screen.ts";

/** Its one machine is small and does nothing by itself. */
const LABS = join(import.meta.dirname, "..", "..", "test", "fakes", "labs");
const LAB = "silent-port";
/** No unix socket can be there: its path would be too long. */
const UNUSABLE = `/nonexistent/${"x".repeat(120)}`;

/** How shells reach the orchestrator. */
export type Transport = "dial-out" | "exec";

/** An attempt that runs, with its machine. */
export interface RunningAttempt {
  readonly id: string;
  readonly machine: string;
  readonly container: Container;
  /** The terminal that an attempt begins with. */
  readonly firstTerminal: string;
}

export class Installation implements AsyncDisposable {
  readonly #orchestrator: OwnOrchestrator;
  readonly #docker: Docker;
  readonly #instance: string;
  readonly #dockerHost: string;

  private constructor(orchestrator: OwnOrchestrator, docker: Docker, dockerHost: string, instance: string) {
    this.#orchestrator = orchestrator;
    this.#docker = docker;
    this.#dockerHost = dockerHost;
    this.#instance = instance;
  }

  static async open(
    docker: Docker,
    dockerHost: string,
    transport: Transport,
    nodeArguments: readonly string[] = [],
  ): Promise<Installation> {
    const settings = {
      DOCKER_HOST: dockerHost,
      SICKBAY_LOG_LEVEL: "warn",
      SICKBAY_LABS: LABS,
      SICKBAY_CAPACITY: "64",
      ...(transport === "exec" && { SICKBAY_LINES: UNUSABLE }),
    };
    const orchestrator = await ownOrchestrator(settings, nodeArguments);
    const instance = (await readFile(join(orchestrator.dataFolder, "instance-id"), "utf8")).trim();
    return new Installation(orchestrator, docker, dockerHost, instance);
  }

  get pid(): number {
    return this.#orchestrator.pid;
  }

  async start(): Promise<RunningAttempt> {
    const { url } = this.#orchestrator;
    const { id } = await createAttempt(url, LAB);
    const { terminal, machine } = await firstTerminal(url, id);
    const filters = labelFilter(this.#instance, id, "machine");
    const [found] = await this.#docker.listContainers({ filters });
    if (found === undefined) throw new Error(`The attempt ${id} has no machine.`);
    return { id, machine, container: this.#docker.getContainer(found.Id), firstTerminal: terminal };
  }

  async end({ id }: RunningAttempt): Promise<void> {
    await endAttempt(this.#orchestrator.url, id);
  }

  /** A screen at a terminal of an attempt, at the prompt. */
  async look({ id }: RunningAttempt, terminal: string): Promise<Screen> {
    const url = terminalUrl(this.#orchestrator.url, id, terminal);
    return await Screen.open("our terminal", (sink) => ourTerminal(url, sink));
  }

  /** Opens a further terminal and looks at it. */
  async open(attempt: RunningAttempt): Promise<Screen> {
    const { id } = await openTerminal(this.#orchestrator.url, attempt.id, attempt.machine);
    return await this.look(attempt, id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#orchestrator[Symbol.asyncDispose]();
    const log = { info: () => {}, warn: console.warn };
    const engine = createEngine({ instance: this.#instance, dockerHost: this.#dockerHost, log });
    for (const { owner } of await engine.found()) await engine.remove(owner);
  }
}
