// The port `Engine` on a Docker Engine.
import type Docker from "dockerode";
import { z } from "zod";
import type { Engine, FoundSandbox, OpenRequest, Sandbox } from "../core/ports.ts";
import { expiredOn, foundOn, leftOf, removeHelpers } from "./adoption.ts";
import { connect, DEFAULT_DOCKER_HOST } from "./client.ts";
import { asking } from "./engine-errors.ts";
import { Lines } from "./lines.ts";
import type { EngineLog } from "./log.ts";
import { MachineWatch } from "./machine-watch.ts";
import { Networks } from "./networks.ts";
import { type OpeningParts, openSandbox } from "./opening.ts";
import { removeAll } from "./removal.ts";
import { DockerSandbox } from "./sandbox.ts";
import { Scenes } from "./scenes.ts";
import { Shells } from "./shells.ts";
import { parseRange } from "./subnets.ts";

export interface EngineOptions {
  /** As in DOCKER_HOST; the local socket by default. */
  readonly dockerHost?: string;
  /** Names this installation. Whatever carries another name is never touched before it expires. */
  readonly instance: string;
  /** Before the `/` of every image; `sickbay` by default. */
  readonly imagePrefix?: string;
  /** Where sandboxes' subnets come from; 10.213.0.0/16 by default. */
  readonly subnetRange?: string;
  /** A folder on the engine's host, in which terminals dial in; without one they are reached by execs. */
  readonly linesFolder?: string;
  readonly log: EngineLog;
}

const DEFAULT_RANGE = "10.213.0.0/16";

// The API of engine 28, which brought bridges without an address of the host's (gateway mode "isolated").
const ISOLATED_SINCE = [1, 48] as const;

const versionAnswer = z.object({ Version: z.string(), ApiVersion: z.string() });

class DockerEngine implements Engine {
  readonly #docker: Docker;
  readonly #instance: string;
  readonly #parts: OpeningParts;

  constructor(docker: Docker, options: EngineOptions) {
    const { instance, log, linesFolder, imagePrefix = "sickbay", subnetRange = DEFAULT_RANGE } = options;
    const imageOf = (base: string): string => `${imagePrefix}/${base}:latest`;
    this.#docker = docker;
    this.#instance = instance;
    this.#parts = {
      docker,
      log,
      // An engine that is reached over the network is on another host: it has none of our folders.
      lines: linesFolder !== undefined && isLocal(options.dockerHost) ? new Lines(linesFolder, instance, log) : null,
      imageOf,
      probeImage: imageOf("probe"),
      watch: new MachineWatch(docker, instance, log),
      networks: new Networks(docker, parseRange(subnetRange)),
      scenes: new Scenes(),
      isolates: async () => isAtLeast((await this.#version()).ApiVersion, ISOLATED_SINCE),
    };
  }

  async version(): Promise<string> {
    return (await this.#version()).Version;
  }

  async open(request: OpenRequest): Promise<Sandbox> {
    const { owner, expiresAtMs } = request;
    return openSandbox(this.#parts, { instance: this.#instance, owner, expiresAtMs }, request);
  }

  async adopt(owner: string): Promise<Sandbox | null> {
    const left = await leftOf(this.#docker, this.#instance, owner);
    if (left === null) return null;
    await removeHelpers(this.#docker, this.#instance, owner);
    const exchange = (await this.#parts.lines?.open(owner, true)) ?? null;
    // Whoever is in there may have cut off their machine: it tells nothing of the engine.
    const shells = new Shells(exchange, this.#parts.log, () => {});
    const sandbox = new DockerSandbox(this.#parts, left.ownership, left.machines, shells);
    await sandbox.recover();
    return sandbox;
  }

  async found(): Promise<readonly FoundSandbox[]> {
    const found = await foundOn(this.#docker, this.#instance);
    const owners = new Set(found.map(({ owner }) => owner));
    // A folder whose machines were removed by hand.
    const folders = ((await this.#parts.lines?.owners()) ?? []).filter((owner) => !owners.has(owner));
    return [...found, ...folders.map((owner) => ({ owner, expiresAtMs: 0 }))];
  }

  async remove(owner: string): Promise<void> {
    await removeAll(this.#docker, this.#instance, owner);
    await this.#parts.lines?.close(owner);
  }

  async removeExpired(nowMs: number): Promise<readonly string[]> {
    const expired = await expiredOn(this.#docker, nowMs);
    // One that can't be removed must not keep the others.
    const ends = await Promise.allSettled(
      expired.map(({ instance, owner }) => removeAll(this.#docker, instance, owner)),
    );
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    return expired.map(({ owner }) => owner);
  }

  async #version(): Promise<z.infer<typeof versionAnswer>> {
    return versionAnswer.parse(await asking("asking for its version", () => this.#docker.version()));
  }
}

/** An engine to open sandboxes on. Connects when it is first asked for something. */
export function createEngine(options: EngineOptions): Engine {
  return new DockerEngine(connect(options.dockerHost ?? DEFAULT_DOCKER_HOST), options);
}

function isLocal(dockerHost = DEFAULT_DOCKER_HOST): boolean {
  return dockerHost.startsWith("unix:");
}

function isAtLeast(apiVersion: string, [major, minor]: readonly [number, number]): boolean {
  const [haveMajor = 0, haveMinor = 0] = apiVersion.split(".").map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}
