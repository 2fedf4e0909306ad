// Builds a sandbox: a network, then its machines side by side. Leaves nothing behind when it throws.
import { randomBytes } from "node:crypto";
import type { Container } from "dockerode";
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import type { MachinePlan, OpenRequest } from "../core/ports.ts";
import { type ContainerOptions, containerOptions } from "./container-options.ts";
import { asking, fromEngine, messageOf } from "./engine-errors.ts";
import type { Ownership } from "./labels.ts";
import type { Networks, SandboxNetwork } from "./networks.ts";
import { requireApplied } from "./read-back.ts";
import { removeAll } from "./removal.ts";
import { DockerSandbox, type EngineParts, type MadeMachine } from "./sandbox.ts";
import type { Scenes } from "./scenes.ts";
import { Shells } from "./shells.ts";
import { throughStartGate } from "./start-gate.ts";
import { addressesIn, MACHINES_PER_SUBNET } from "./subnets.ts";

/** What opening needs besides what every sandbox has. */
export interface OpeningParts extends EngineParts {
  readonly networks: Networks;
  readonly scenes: Scenes;
  /** From the name of a folder in images/ to a full reference. */
  imageOf(base: string): string;
  /** Whether the engine knows networks whose gateway has no address of the host. */
  isolates(): Promise<boolean>;
}

/** Opens a sandbox for an attempt. */
export async function openSandbox(
  parts: OpeningParts,
  ownership: Ownership,
  request: OpenRequest,
): Promise<DockerSandbox> {
  if (request.machines.length > MACHINES_PER_SUBNET) {
    throw new LabError("lab-invalid", "The lab has too many machines.", `Use ${MACHINES_PER_SUBNET} at most.`);
  }
  try {
    return await build(parts, ownership, request);
  } catch (error) {
    const failure = fromEngine(error, "starting the machines");
    try {
      await removeAll(parts.docker, ownership.instance, ownership.owner);
      await parts.lines?.close(ownership.owner);
    } catch (second) {
      parts.log.warn(
        { attempt: ownership.owner, error: String(second) },
        "a failed start may have left something behind",
      );
    }
    throw failure;
  }
}

async function build(parts: OpeningParts, ownership: Ownership, request: OpenRequest): Promise<DockerSandbox> {
  const { onStep, machines } = request;
  const network = await step(onStep, { id: "network", title: "Making a network" }, async () =>
    parts.networks.create(ownership, `sickbay-${randomBytes(6).toString("hex")}`, await parts.isolates()),
  );
  const addresses = addressesIn(network.subnet, machines);
  const plans = request.draw(addresses);
  const made = new Map<string, MadeMachine>();
  const exchange = (await parts.lines?.open(ownership.owner, false)) ?? null;
  const starts = plans.map((plan, place) =>
    throughStartGate(() => {
      const title = `Starting ${plan.name}${plans.length > 1 ? `, ${place + 1} of ${plans.length}` : ""}`;
      return step(onStep, { id: `machine-${plan.name}`, title }, () =>
        startMachine(parts, ownership, network, { plan, addresses, lineFolder: exchange?.folder ?? null }),
      );
    }),
  );
  // All have to come to an end before a failed start can be cleaned up.
  const ends = await Promise.allSettled(starts);
  for (const [place, end] of ends.entries()) {
    if (end.status === "rejected") throw end.reason;
    const name = plans[place]?.name;
    if (name !== undefined) made.set(name, end.value);
  }
  return new DockerSandbox(parts, ownership, made, new Shells(exchange, parts.log, () => parts.lines?.giveUp()));
}

interface MachineStart {
  readonly plan: MachinePlan;
  readonly addresses: Readonly<Record<string, string>>;
  /** On the engine's host; null where shells can't dial in. */
  readonly lineFolder: string | null;
}

const created = z.object({ Image: z.string() });

async function startMachine(
  parts: OpeningParts,
  ownership: Ownership,
  network: SandboxNetwork,
  { plan, addresses, lineFolder }: MachineStart,
): Promise<MadeMachine> {
  const address = addresses[plan.name];
  if (address === undefined) {
    throw new LabError("lab-invalid", `"${plan.name}" is not among the lab's machines.`, "Name it under machines.");
  }
  const name = `${network.name}-${plan.name}`;
  const options = containerOptions(ownership, parts.imageOf(plan.image), name, {
    role: "machine",
    plan,
    network: network.name,
    address,
    lineFolder: plan.shell ? lineFolder : null,
  });
  const container = await asking(`making ${plan.name}`, () => make(parts, options));
  const answer: unknown = await asking(`inspecting ${plan.name}`, () => container.inspect());
  requireApplied(options, answer);
  await parts.scenes.lay(container, created.parse(answer).Image, plan);
  await asking(`starting ${plan.name}`, () => container.start());
  return { containerId: container.id, address };
}

/** An engine on another host does not have the folder in which shells dial in. */
async function make(parts: OpeningParts, options: ContainerOptions): Promise<Container> {
  try {
    return await parts.docker.createContainer(options);
  } catch (error) {
    if (!/bind source path does not exist/.test(messageOf(error))) throw error;
    parts.lines?.giveUp();
    options.HostConfig.Mounts = [];
    return await parts.docker.createContainer(options);
  }
}

async function step<T>(
  onStep: OpenRequest["onStep"],
  { id, title }: { id: string; title: string },
  work: () => Promise<T>,
): Promise<T> {
  onStep({ id, title, state: "running" });
  try {
    const result = await work();
    onStep({ id, title, state: "done" });
    return result;
  } catch (error) {
    onStep({ id, title, state: "failed" });
    throw error;
  }
}
