// What the engine's labels tell of sandboxes that this process did not open.
import type Docker from "dockerode";
import { z } from "zod";
import type { FoundSandbox } from "../core/ports.ts";
import { asking } from "./engine-errors.ts";
import { anyInstance, label, labelFilter, type Ownership } from "./labels.ts";
import type { MadeMachine } from "./sandbox.ts";

/** How long something may outlast its time, in milliseconds. */
const GRACE_MS = 60_000;

const things = z.array(z.object({ Id: z.string(), Labels: z.record(z.string(), z.string()).nullish() }));
const inspected = z.object({
  NetworkSettings: z.object({
    Networks: z.record(
      z.string(),
      z.object({ IPAMConfig: z.object({ IPv4Address: z.string() }).nullish(), IPAddress: z.string() }),
    ),
  }),
});

/** A sandbox of which at least one machine's container is left. */
export interface LeftSandbox {
  readonly ownership: Ownership;
  readonly machines: ReadonlyMap<string, MadeMachine>;
}

/** All owners of an installation's containers and networks. */
export async function foundOn(docker: Docker, instance: string): Promise<readonly FoundSandbox[]> {
  const filters = labelFilter(instance);
  const [containers, networks] = await asking("looking for sandboxes", () =>
    Promise.all([docker.listContainers({ all: true, filters }), docker.listNetworks({ filters })]),
  );
  const found = new Map<string, FoundSandbox>();
  for (const { Labels } of things.parse([...containers, ...networks])) {
    const owner = Labels?.[label.attempt];
    if (owner) found.set(owner, { owner, expiresAtMs: expiry(Labels) });
  }
  return [...found.values()];
}

/** Those of any installation that were to be gone a minute ago: clocks of hosts differ, and their owner comes first. */
export async function expiredOn(docker: Docker, nowMs: number): Promise<readonly Ownership[]> {
  const [containers, networks] = await asking("looking for expired sandboxes", () =>
    Promise.all([
      docker.listContainers({ all: true, filters: anyInstance }),
      docker.listNetworks({ filters: anyInstance }),
    ]),
  );
  const latest = new Map<string, Ownership>();
  for (const { Labels } of things.parse([...containers, ...networks])) {
    const [instance, owner, expiresAtMs] = [Labels?.[label.instance], Labels?.[label.attempt], expiry(Labels)];
    if (instance === undefined || owner === undefined) continue;
    const key = `${instance} ${owner}`;
    if (expiresAtMs >= (latest.get(key)?.expiresAtMs ?? 0)) latest.set(key, { instance, owner, expiresAtMs });
  }
  return [...latest.values()].filter(({ expiresAtMs }) => expiresAtMs > 0 && expiresAtMs + GRACE_MS < nowMs);
}

/** An owner's machines, read from their labels; null where none is left. Stopped ones count. */
export async function leftOf(docker: Docker, instance: string, owner: string): Promise<LeftSandbox | null> {
  const filters = labelFilter(instance, owner, "machine");
  const containers = things.parse(
    await asking("looking for an attempt's machines", () => docker.listContainers({ all: true, filters })),
  );
  const machines = new Map<string, MadeMachine>();
  for (const { Id, Labels } of containers) {
    const name = Labels?.[label.machine];
    if (name === undefined) continue;
    const { NetworkSettings } = inspected.parse(
      await asking("inspecting a machine", () => docker.getContainer(Id).inspect()),
    );
    const [endpoint] = Object.values(NetworkSettings.Networks);
    machines.set(name, { containerId: Id, address: endpoint?.IPAMConfig?.IPv4Address ?? endpoint?.IPAddress ?? "" });
  }
  if (machines.size === 0) return null;
  return { ownership: { instance, owner, expiresAtMs: expiry(containers[0]?.Labels) }, machines };
}

/** Removes an owner's helpers, which have nobody left to talk to. */
export async function removeHelpers(docker: Docker, instance: string, owner: string): Promise<void> {
  const filters = labelFilter(instance, owner);
  const containers = await asking("looking for helpers", () => docker.listContainers({ all: true, filters }));
  for (const { Id, Labels } of things.parse(containers)) {
    if (Labels?.[label.role] === "machine") continue;
    await asking("removing helpers", () => docker.getContainer(Id).remove({ force: true }));
  }
}

function expiry(labels: Readonly<Record<string, string>> | null | undefined): number {
  return Number(labels?.[label.expires] ?? 0) || 0;
}
