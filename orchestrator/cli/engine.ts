// The engine that the CLI works with.

import type { Engine } from "../core/ports.ts";
import { createEngine } from "../docker/engine.ts";
import { say } from "./output.ts";

/** Not the orchestrator's: neither of the two ever touches the other's machines. */
const INSTANCE = "lab-cli";

/**
 * The engine at DOCKER_HOST, rid of what an earlier run of the CLI was too abruptly ended to remove.
 *
 * @throws LabError("no-engine") where none answers
 */
export async function openEngine(environment: NodeJS.ProcessEnv): Promise<Engine> {
  const engine = createEngine({
    ...(environment.DOCKER_HOST ? { dockerHost: environment.DOCKER_HOST } : {}),
    instance: INSTANCE,
    log: { info: () => {}, warn: (_fields, message) => say(`engine: ${message}`) },
  });
  await engine.version();
  const expired = (await engine.found()).filter((found) => found.expiresAtMs < Date.now());
  for (const { owner } of expired) await engine.remove(owner);
  return engine;
}
