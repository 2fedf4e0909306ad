// A sandbox on a Docker Engine: one container per machine.
import type Docker from "dockerode";
import type { Container } from "dockerode";
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import type {
  MachineRecord,
  MachineState,
  ProbeInput,
  ProbeResult,
  RunResult,
  Sandbox,
  ShellStream,
} from "../core/ports.ts";
import { answered, fromEngine, isGone, messageOf } from "./engine-errors.ts";
import { fileStates } from "./file-states.ts";
import { createHelper, type Helper } from "./helper.ts";
import type { Ownership } from "./labels.ts";
import type { Lines } from "./lines.ts";
import type { EngineLog } from "./log.ts";
import { machineRecord } from "./machine-record.ts";
import type { MachineWatch } from "./machine-watch.ts";
import { pause, unpause, unpauseInTheEnd } from "./pausing.ts";
import { Probers } from "./probers.ts";
import { couldNotTell, question } from "./probing.ts";
import { removeAll } from "./removal.ts";
import { runScript } from "./run.ts";
import { endHolders, endSessions } from "./session-end.ts";
import type { ShellOptions, Shells } from "./shells.ts";

/** What all sandboxes of an engine share. */
export interface EngineParts {
  readonly docker: Docker;
  readonly watch: MachineWatch;
  readonly probeImage: string;
  readonly log: EngineLog;
  /** Where shells' holders dial in; null where the engine's machines can't see our folders. */
  readonly lines: Lines | null;
}

/** A machine that exists on the engine. */
export interface MadeMachine {
  readonly containerId: string;
  readonly address: string;
}

const inspected = z.object({ State: z.object({ Running: z.boolean(), Paused: z.boolean() }) });

export class DockerSandbox implements Sandbox {
  readonly owner: string;
  readonly addresses: Readonly<Record<string, string>>;
  readonly #parts: EngineParts;
  readonly #ownership: Ownership;
  readonly #machines: ReadonlyMap<string, MadeMachine>;
  readonly #shells: Shells;
  /** By machine: resolves when the look under way has unpaused it. */
  readonly #looks = new Map<string, Promise<unknown>>();
  readonly #removing = new Set<Promise<void>>();
  readonly #probers = new Probers(
    (machine) => this.#helper("probe", machine),
    (helper) => this.#inBackground(helper.remove()),
  );
  /** Resolves when shells that nobody resumed are ended. */
  #ending: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(parts: EngineParts, ownership: Ownership, machines: ReadonlyMap<string, MadeMachine>, shells: Shells) {
    this.#parts = parts;
    this.#shells = shells;
    this.#ownership = ownership;
    this.#machines = machines;
    this.owner = ownership.owner;
    this.addresses = Object.fromEntries([...machines].map(([name, machine]) => [name, machine.address]));
  }

  async states(): Promise<Readonly<Record<string, MachineState>>> {
    const names = [...this.#machines.keys()];
    const states = await Promise.all(names.map((name) => this.#state(name)));
    return Object.fromEntries(names.map((name, place) => [name, states[place] ?? "stopped"]));
  }

  record(machine: string): Promise<MachineRecord> {
    return machineRecord(this.#parts.docker, this.#made(machine).containerId);
  }

  async run(machine: string, script: string, timeoutMs: number): Promise<RunResult> {
    await this.#looks.get(machine);
    return runScript(this.#container(machine), script, timeoutMs, (pid) => this.#endSession(machine, pid));
  }

  async openShell(machine: string, options: ShellOptions): Promise<ShellStream> {
    await this.#looks.get(machine);
    await this.#ending;
    return this.#shells.open(this.#container(machine), options);
  }

  async resumeShell(machine: string, id: string, fromSeq: number): Promise<ShellStream | null> {
    await this.#looks.get(machine);
    return this.#shells.resume(this.#container(machine), id, fromSeq);
  }

  endOtherShells(): void {
    if (this.#shells.endOthers()) return;
    // A shell that is opened meanwhile would be one of the others.
    this.#ending = this.#endOtherHolders();
  }

  async #endOtherHolders(): Promise<void> {
    for (const [machine, { containerId: target }] of this.#machines) {
      try {
        if ((await this.#state(machine)) === "stopped") continue;
        const where = { machine, target };
        await endHolders(this.#parts.docker, this.#ownership, this.#parts.probeImage, where, this.#shells.names);
      } catch (error) {
        this.#parts.log.warn({ machine, error: messageOf(error) }, "forgotten shells could not be ended");
      }
    }
  }

  async probe(machine: string, input: ProbeInput, timeoutMs: number): Promise<ProbeResult> {
    const signal = AbortSignal.timeout(timeoutMs);
    await this.#requireRunning(machine);
    return this.#probers.ask(machine, input, signal);
  }

  async look(machine: string, input: ProbeInput, timeoutMs: number): Promise<ProbeResult> {
    const before = this.#looks.get(machine);
    const look = (async () => {
      await before;
      return this.#lookPaused(machine, input, timeoutMs);
    })();
    // Those who wait for the machine go on whatever became of the look; its caller gets the error.
    const over = look.catch(() => undefined);
    this.#looks.set(machine, over);
    try {
      return await look;
    } finally {
      if (this.#looks.get(machine) === over) this.#looks.delete(machine);
    }
  }

  /** The helper starts when the machine stands still already, so nobody in it can get at the helper. */
  async #lookPaused(machine: string, input: ProbeInput, timeoutMs: number): Promise<ProbeResult> {
    const signal = AbortSignal.timeout(timeoutMs);
    await this.#requireRunning(machine);
    const container = this.#container(machine);
    const helper = await this.#helper("look", machine);
    try {
      if (!(await pause(container, signal))) return couldNotTell("the engine could not pause the machine");
      await helper.start();
      if (!(await helper.ready(signal))) return couldNotTell(`the look did not get ready: ${helper.output()}`);
      return await question(helper, "look", input, signal);
    } finally {
      // Whatever happened, also where the engine paused it too late for us: first nothing of ours among its processes,
      // then the machine goes on.
      await helper.kill().finally(() => this.#goOn(container));
      this.#inBackground(helper.remove());
    }
  }

  async #goOn(container: Container): Promise<void> {
    try {
      await unpause(container);
    } catch (error) {
      void unpauseInTheEnd(container, () => !this.#isClosed, this.#parts.log);
      throw error;
    }
  }

  async fileStates(machine: string, paths: readonly string[]): Promise<Readonly<Record<string, string | null>>> {
    return await fileStates(this.#container(machine), paths, (input, timeoutMs) =>
      this.look(machine, input, timeoutMs),
    );
  }

  onMachineStopped(listener: (machine: string) => void): void {
    for (const [name, { containerId }] of this.#machines) this.#parts.watch.watch(containerId, () => listener(name));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { containerId } of this.#machines.values()) this.#parts.watch.unwatch(containerId);
    this.#probers.close();
    await Promise.all(this.#removing);
    await this.#ending;
    await removeAll(this.#parts.docker, this.#ownership.instance, this.owner);
    await this.#parts.lines?.close(this.owner);
  }

  /** Makes an adopted sandbox usable: unpauses machines that a look left paused, and ends scripts that nobody waits for. */
  async recover(): Promise<void> {
    for (const [name, state] of Object.entries(await this.states())) {
      if (state === "paused") await unpause(this.#container(name));
      if (state === "stopped") continue;
      const where = { machine: name, target: this.#made(name).containerId };
      try {
        await endSessions(this.#parts.docker, this.#ownership, this.#parts.probeImage, where, []);
      } catch (error) {
        // A forgotten script does no harm; losing the attempt over it would.
        this.#parts.log.warn({ machine: name, error: messageOf(error) }, "forgotten scripts could not be ended");
      }
    }
  }

  async #endSession(machine: string, pid: number): Promise<void> {
    const where = { machine, target: this.#made(machine).containerId };
    if (this.#isClosed || (await this.#state(machine)) === "stopped") return;
    await this.#looks.get(machine);
    await endSessions(this.#parts.docker, this.#ownership, this.#parts.probeImage, where, [pid]);
  }

  #helper(role: "probe" | "look", machine: string): Promise<Helper> {
    const target = this.#made(machine).containerId;
    return createHelper(this.#parts.docker, this.#ownership, this.#parts.probeImage, { role, machine, target });
  }

  /** Removing takes as long as a probe; nobody has to wait for it but `close`. */
  #inBackground(removal: Promise<void>): void {
    const logged = removal
      .catch((error: unknown) => this.#parts.log.warn({ error: messageOf(error) }, "a helper could not be removed"))
      .finally(() => this.#removing.delete(logged));
    this.#removing.add(logged);
  }

  async #requireRunning(machine: string): Promise<void> {
    if ((await this.#state(machine)) !== "stopped") return;
    throw new LabError("machine-stopped", `The machine "${machine}" is stopped.`, "Reset the attempt.");
  }

  async #state(machine: string): Promise<MachineState> {
    try {
      const { State } = inspected.parse(
        await answered("asking for a machine's state", () => this.#container(machine).inspect()),
      );
      if (!State.Running) return "stopped";
      return State.Paused ? "paused" : "running";
    } catch (error) {
      if (isGone(error)) return "stopped";
      throw fromEngine(error, "asking for a machine's state");
    }
  }

  #container(machine: string): Container {
    return this.#parts.docker.getContainer(this.#made(machine).containerId);
  }

  #made(machine: string): MadeMachine {
    const made = this.#machines.get(machine);
    if (made === undefined) {
      throw new LabError("not-found", `The sandbox has no machine "${machine}".`, "Name one of the lab's machines.");
    }
    return made;
  }
}
