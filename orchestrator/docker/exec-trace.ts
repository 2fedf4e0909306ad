// The port `ExecTrace`: one helper container for the whole process, in which a program in the kernel tells what is started from
// terminals in any container. Only what runs on the machines of attempts that are followed is kept. See
// orchestrator/decisions/0004-exec-trace.md.
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import type Docker from "dockerode";
import { z } from "zod";
import type { ExecTrace, ProgramStart, Traced } from "../core/ports.ts";
import { connect, DEFAULT_DOCKER_HOST } from "./client.ts";
import type { EngineOptions } from "./engine.ts";
import { asking, messageOf } from "./engine-errors.ts";
import { FrameReader } from "./frames.ts";
import { connectHelper } from "./helper.ts";
import { label, labelFilter } from "./labels.ts";
import type { EngineLog } from "./log.ts";
import { readTraceLine } from "./trace-lines.ts";
import { within } from "./within.ts";

/** How long the program may take to get into the kernel, in milliseconds; mostly it takes about one second. */
const READY_MS = 20_000;
/** Programs kept of one attempt; nobody types more. */
const MAX_STARTS = 20_000;
/** Characters kept of what the helper says when it fails. */
const MAX_COMPLAINT = 1000;

const containers = z.array(z.object({ Id: z.string(), Labels: z.record(z.string(), z.string()) }));
const inspected = z.object({ State: z.object({ Pid: z.number() }) });

interface Followed {
  readonly fromMs: number;
  readonly starts: ProgramStart[];
  whole: boolean;
}

class HelperTrace implements ExecTrace {
  readonly #docker: Docker;
  readonly #instance: string;
  readonly #image: string;
  readonly #log: EngineLog;
  readonly #followed = new Map<string, Followed>();
  /** By the host's process id of each machine's PID 1. */
  readonly #machines = new Map<number, { readonly owner: string; readonly machine: string }>();
  /** Whether the helper that runs, or is about to, tells anything. One that never did is not tried again. */
  #running: Promise<boolean> | null = null;

  constructor(docker: Docker, { instance, imagePrefix = "sickbay", log }: EngineOptions) {
    this.#docker = docker;
    this.#instance = instance;
    this.#image = `${imagePrefix}/trace:latest`;
    this.#log = log;
  }

  async follow(owner: string): Promise<void> {
    try {
      this.#running ??= this.#run();
      if (!(await this.#running)) return;
      const filters = labelFilter(this.#instance, owner, "machine");
      const found = await asking("looking for machines to trace", () => this.#docker.listContainers({ filters }));
      for (const { Id, Labels } of containers.parse(found)) {
        const about = await asking("inspecting a machine", () => this.#docker.getContainer(Id).inspect());
        this.#machines.set(inspected.parse(about).State.Pid, { owner, machine: Labels[label.machine] ?? "" });
      }
      if (!this.#followed.has(owner)) this.#followed.set(owner, { fromMs: Date.now(), starts: [], whole: true });
    } catch (error) {
      this.#log.warn({ attempt: owner, error: messageOf(error) }, "what runs in an attempt could not be traced");
    }
  }

  take(owner: string): Traced | null {
    for (const [pid, { owner: of }] of this.#machines) if (of === owner) this.#machines.delete(pid);
    const followed = this.#followed.get(owner) ?? null;
    this.#followed.delete(owner);
    return followed;
  }

  /** Starts the helper; tells whether it works. Says once why it does not. */
  async #run(): Promise<boolean> {
    try {
      await this.#removeOld();
      const ownership = { instance: this.#instance, owner: "", expiresAtMs: 0 };
      const { container, stream } = await connectHelper(this.#docker, ownership, this.#image, { role: "trace" });
      const text = new PassThrough();
      const frames = new FrameReader((payload) => text.write(payload));
      stream.on("data", (chunk: Buffer) => frames.read(chunk));
      stream.on("error", () => undefined);
      const ended = new Promise<void>((resolve) => stream.on("close", resolve));
      let complaint = "";
      const ready = new Promise<boolean>((resolve) => {
        createInterface({ input: text }).on("line", (line) => {
          const told = readTraceLine(line, Date.now());
          if (told.kind === "ready") resolve(true);
          else if (told.kind === "lost") this.#lose();
          else if (told.kind === "start") this.#keep(told);
          else complaint = `${complaint}${told.text}\n`.slice(0, MAX_COMPLAINT);
        });
        void ended.then(() => resolve(false));
      });
      await asking("starting the trace", () => container.start());
      if ((await within(READY_MS, ready)) && (await ready)) {
        this.#log.info({}, "programs that are started from terminals are traced");
        void ended.then(() => this.#stopped(complaint));
        return true;
      }
      stream.end();
      throw new Error(complaint.trim() || "the helper said nothing");
    } catch (error) {
      this.#log.warn(
        { reason: messageOf(error) },
        "SICKBAY_EXEC_TRACE: this host does not allow it, or its image is not built (npm start builds it); going on without",
      );
      return false;
    }
  }

  /** The next attempt tries again, since it had worked. */
  #stopped(complaint: string): void {
    this.#log.warn({ reason: complaint.trim() }, "the trace of programs broke off");
    this.#running = null;
    this.#lose();
  }

  #lose(): void {
    for (const followed of this.#followed.values()) followed.whole = false;
  }

  #keep({ init, start }: { readonly init: number; readonly start: Omit<ProgramStart, "machine"> }): void {
    const of = this.#machines.get(init);
    const followed = of && this.#followed.get(of.owner);
    if (!followed) return;
    if (followed.starts.length >= MAX_STARTS) followed.whole = false;
    else followed.starts.push({ ...start, machine: of.machine });
  }

  /** A helper ends with the connection to it. One whose end hangs is not joined by a second. */
  async #removeOld(): Promise<void> {
    const filters = labelFilter(this.#instance, undefined, "trace");
    const old = await asking("looking for helpers", () => this.#docker.listContainers({ all: true, filters }));
    for (const { Id } of containers.parse(old)) {
      await this.#docker
        .getContainer(Id)
        .remove({ force: true })
        // It may be on its way already.
        .catch((error: unknown) => this.#log.info({ error: messageOf(error) }, "an old trace goes by itself"));
    }
  }
}

/** A trace that begins with the first attempt that is followed, and ends with this process. */
export function createExecTrace(options: EngineOptions): ExecTrace {
  return new HelperTrace(connect(options.dockerHost ?? DEFAULT_DOCKER_HOST), options);
}
