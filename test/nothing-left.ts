// After a run of tests on the engine, nothing that they made may be left there.
import type Docker from "dockerode";
import { connect, DEFAULT_DOCKER_HOST } from "../orchestrator/docker/client.ts";
import { label } from "../orchestrator/docker/labels.ts";

/** Removals of sandboxes may still be under way when the last test ends; so long they have, in milliseconds. */
const GRACE_MS = 20_000;
const POLL_MS = 250;

/** Remembers what was there before the run; what it returns fails the run where more is there afterwards. */
export async function setup(): Promise<() => Promise<void>> {
  const docker = connect(process.env.DOCKER_HOST || DEFAULT_DOCKER_HOST);
  const before = new Set(Object.keys(await ours(docker)));
  return async () => {
    const deadline = performance.now() + GRACE_MS;
    for (;;) {
      const left = Object.entries(await ours(docker)).filter(([id]) => !before.has(id));
      if (left.length === 0) return;
      if (performance.now() > deadline) {
        throw new Error(`The tests left on the engine: ${left.map(([, name]) => name).join(", ")}`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
}

/** Containers and networks with our label: id to what it is. */
async function ours(docker: Docker): Promise<Record<string, string>> {
  const filters = { label: [label.app] };
  const [containers, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
  ]);
  return Object.fromEntries([
    ...containers.map(({ Id, Names }) => [Id, `container ${Names.join(" ")}`]),
    ...networks.map(({ Id, Name }) => [Id, `network ${Name}`]),
  ]);
}
