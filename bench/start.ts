// Click to prompt: an attempt over the HTTP API, beside the engine's own calls.
import { connect } from "../orchestrator/docker/client.ts";
import { ownOrchestrator } from "../scripts/own-orchestrator.ts";
import { engineStart } from "./engine-start.ts";
import { type Figure, figures, type Parts } from "./figures.ts";
import { startAttempt } from "./our-start.ts";

/** Where the reference's networks come from; sandboxes use 10.213.0.0/16. */
const REFERENCE_SUBNET = "10.214.0.0/29";

/** Measures both by turns, after one start of each that does not count. */
export async function benchStart(options: {
  runs: number;
  lab: string;
  dockerHost: () => Promise<string>;
  tell: (line: string) => void;
}): Promise<Figure[]> {
  const { runs, lab, tell } = options;
  const dockerHost = await options.dockerHost();
  const docker = connect(dockerHost);
  await using orchestrator = await ownOrchestrator({ DOCKER_HOST: dockerHost, SICKBAY_LOG_LEVEL: "warn" });
  const ours: Parts[] = [];
  const reference: Parts[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const mine = await startAttempt(orchestrator.url, lab);
    const theirs = await engineStart(docker, "sickbay/base:latest", REFERENCE_SUBNET);
    const both = `${mine["click to prompt"]?.toFixed(0)} ms, the engine's own calls ${theirs["click to prompt"]?.toFixed(0)} ms`;
    tell(run === 0 ? `warm-up: ${both}` : `run ${run} of ${runs}: ${both}`);
    if (run === 0) continue;
    ours.push(mine);
    reference.push(theirs);
  }
  return figures(ours, reference);
}
