// Removes containers and networks, whatever state they are in.
import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { LabError } from "../core/lab-error.ts";
import { answered, fromEngine, isGone } from "./engine-errors.ts";
import { labelFilter } from "./labels.ts";

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 100;
/** Many execs in a container make its removal slow. */
const REMOVE_MS = 60_000;

/** Removes all of an owner's containers, then its networks. Safe to call twice and at the same time. */
export async function removeAll(docker: Docker, instance: string, owner: string): Promise<void> {
  const filters = labelFilter(instance, owner);
  const list = () => answered("listing machines", () => docker.listContainers({ all: true, filters }));
  await persistently("removing machines", async () => {
    const containers = await list();
    await Promise.all(containers.map(({ Id }) => gone(() => docker.getContainer(Id).remove({ force: true, v: true }))));
    return (await list()).length === 0;
  });
  await persistently("removing a network", async () => {
    const networks = await answered("listing networks", () => docker.listNetworks({ filters }));
    await Promise.all(networks.map(({ Id }) => gone(() => docker.getNetwork(Id).remove())));
    return true;
  });
}

async function gone(remove: () => Promise<unknown>): Promise<void> {
  try {
    await answered("removing what is left", remove, REMOVE_MS);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Tries until it is done: many execs in a container make the engine answer 409 or 500 to its removal for a while. */
async function persistently(doing: string, attempt: () => Promise<boolean>): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  for (let tried = 1; ; tried += 1) {
    try {
      if (await attempt()) return;
      if (tried === ATTEMPTS) break;
    } catch (error) {
      const known = fromEngine(error, doing);
      if (known.code === "no-engine" || tried === ATTEMPTS) throw known;
    }
    await sleep(pauseMs);
    pauseMs *= 2;
  }
  throw new LabError("internal", `Still there after ${doing}.`, "Look into the engine's log.");
}
