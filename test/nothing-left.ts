// After a run of tests on the engine, nothing that they made may be left there.
import { join } from "node:path";
import type Docker from "dockerode";
import { connect, DEFAULT_DOCKER_HOST } from "../orchestrator/docker/client.ts";
import { label } from "../orchestrator/docker/labels.ts";
import { readInstanceId } from "../orchestrator/instance-id.ts";

/** Removals of sandboxes may still be under way when the last test ends; so long they have, in milliseconds. */
const GRACE_MS = 20_000;
const POLL_MS = 250;

/** The id of an installation is drawn once; other names, like that of the CLI, are the same in every run. */
const INSTALLATION = /^[0-9a-f]{16}$/;

interface Thing {
  readonly id: string;
  readonly what: string;
  readonly instance: string;
}

/**
 * Remembers what was there before the run; what it returns fails the run where more is there afterwards. A Sickbay that
 * is in use meanwhile does not count: this folder's, and any that had machines before the run. Tests only make new ones.
 */
export async function setup(): Promise<() => Promise<void>> {
  const docker = connect(process.env.DOCKER_HOST || DEFAULT_DOCKER_HOST);
  const before = await ours(docker);
  const known = new Set(before.map(({ id }) => id));
  const inUse = new Set(before.map(({ instance }) => instance).filter((instance) => INSTALLATION.test(instance)));
  inUse.add(readInstanceId(process.env.SICKBAY_DATA || join(import.meta.dirname, "../data")));
  return async () => {
    const deadline = performance.now() + GRACE_MS;
    for (;;) {
      const left = (await ours(docker)).filter(({ id, instance }) => !known.has(id) && !inUse.has(instance));
      if (left.length === 0) return;
      if (performance.now() > deadline) {
        throw new Error(
          `The tests, or another Sickbay that was used meanwhile, left on the engine: ${left.map(({ what }) => what).join(", ")}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
}

/** Containers and networks with our label. */
async function ours(docker: Docker): Promise<Thing[]> {
  const filters = { label: [label.app] };
  const [containers, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
  ]);
  const instanceOf = (labels: Readonly<Record<string, string>> | undefined): string => labels?.[label.instance] ?? "";
  return [
    ...containers.map(({ Id, Names, Labels }) => ({
      id: Id,
      what: `container ${Names.join(" ")}`,
      instance: instanceOf(Labels),
    })),
    ...networks.map(({ Id, Name, Labels }) => ({ id: Id, what: `network ${Name}`, instance: instanceOf(Labels) })),
  ];
}
