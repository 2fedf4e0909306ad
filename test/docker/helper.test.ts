import { expect, it } from "vitest";
import { connect, DEFAULT_DOCKER_HOST } from "../../orchestrator/docker/client.ts";
import { createEngine } from "../../orchestrator/docker/engine.ts";
import { createHelper } from "../../orchestrator/docker/helper.ts";
import { labelFilter } from "../../orchestrator/docker/labels.ts";
import { plan, request, testLog, testOptions } from "./sandbox-fixture.ts";

it("ends with its removal also where it was never started, and keeps no connection to the engine", async () => {
  const docker = connect(process.env.DOCKER_HOST || DEFAULT_DOCKER_HOST);
  const options = testOptions();
  const asked = request([plan("web")]);
  const sandbox = await createEngine({ ...options, log: testLog }).open(asked);
  try {
    const ownership = { instance: options.instance, owner: asked.owner, expiresAtMs: asked.expiresAtMs };
    const [web] = await docker.listContainers({ filters: labelFilter(options.instance, asked.owner, "machine") });
    const question = { role: "probe", machine: "web", target: web?.Id ?? "" } as const;
    const helper = await createHelper(docker, ownership, `${options.imagePrefix}/probe:latest`, question);
    await helper.remove();
    expect(await helper.finish(AbortSignal.timeout(20_000))).toBe("");
  } finally {
    await sandbox.close();
  }
});
