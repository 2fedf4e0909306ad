// Sets up what is missing, then runs the orchestrator until it is stopped.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { connect } from "../orchestrator/docker/client.ts";
import { needBaseImage } from "./setup/base-image.ts";
import { needEngine } from "./setup/engine.ts";
import { runMain } from "./setup/fail.ts";
import { readHost } from "./setup/host.ts";
import { needMachineImages } from "./setup/machine-images.ts";
import { needPage } from "./setup/page.ts";
import { tell } from "./setup/progress.ts";
import { runChild } from "./setup/run-child.ts";
import { SetupError } from "./setup/setup-error.ts";

const USAGE = `npm start -- [--yes] [--port N]

Sets up what is missing, then serves Sickbay until Ctrl-C.

  --yes      install and start what is missing without asking (Docker, on Debian and Ubuntu)
  --port N   serve at this port (default: SICKBAY_PORT, else 4180)
  --help     show this text
`;

const root = join(import.meta.dirname, "..");

await runMain(async () => {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  // As PID 1 of a container a process without handlers would not notice a stop while it still builds.
  const endSetup = (): never => process.exit(130);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, endSetup);
  const host = readHost(options.yes);
  const engine = await needEngine(host, join(root, "data"));
  const docker = connect(engine.dockerHost);
  await needMachineImages(docker, root, await needBaseImage(docker, host, process.env.SICKBAY_BASE_IMAGE ?? ""));
  await needPage(root);
  if (engine.stop !== null) tell("The Docker Engine that was started here goes on running when Sickbay stops.");
  const env = { ...process.env, DOCKER_HOST: engine.dockerHost, ...(options.port && { SICKBAY_PORT: options.port }) };
  for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, endSetup);
  return runChild(["--disable-warning=ExperimentalWarning", join(root, "orchestrator", "main.ts")], env);
});

function readOptions(): { yes: boolean; help: boolean; port: string } {
  try {
    const { values } = parseArgs({
      options: {
        yes: { type: "boolean", short: "y", default: false },
        help: { type: "boolean", short: "h", default: false },
        port: { type: "string", default: "" },
      },
    });
    if (values.port !== "" && !/^\d{1,5}$/.test(values.port)) throw new Error(`--port ${values.port} is not a port.`);
    return values;
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), USAGE, "", { cause: error });
  }
}
