// The engine that the CLI works with.
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../core/ports.ts";
import { createEngine } from "../docker/engine.ts";
import { engineAddresses, needAddress } from "../docker/find-engine.ts";
import { say } from "./output.ts";

/** Not the orchestrator's: neither of the two touches the other's machines before these expire. */
const INSTANCE = "lab-cli";

/**
 * The engine at DOCKER_HOST, or the first that is found, rid of what an earlier run of the CLI was too abruptly ended to remove.
 *
 * @throws LabError("no-engine") where none answers
 */
export async function openEngine(environment: NodeJS.ProcessEnv): Promise<Engine> {
  const engine = createEngine({
    dockerHost: await needAddress(engineAddresses(environment, process.getuid?.() ?? null)),
    instance: INSTANCE,
    linesFolder: join(tmpdir(), `sickbay-${INSTANCE}`),
    log: { info: () => {}, warn: (_fields, message) => say(`engine: ${message}`) },
  });
  await engine.removeExpired(Date.now());
  return engine;
}
