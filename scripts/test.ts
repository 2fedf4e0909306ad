// Sets up what the tests need, runs them, and stops the engine again if it was started here.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { connect } from "../orchestrator/docker/client.ts";
import { needBaseImage } from "./setup/base-image.ts";
import { needChromium } from "./setup/chromium.ts";
import { needEngine } from "./setup/engine.ts";
import { runMain } from "./setup/fail.ts";
import { type Host, readHost } from "./setup/host.ts";
import { needMachineImages } from "./setup/machine-images.ts";
import { needPage } from "./setup/page.ts";
import { runChild } from "./setup/run-child.ts";
import { SetupError } from "./setup/setup-error.ts";

const PROJECTS = ["unit", "docker", "browser", "labs"];

const USAGE = `npm test -- [--yes] [${PROJECTS.join("|")} ...] [words of file names ...]

Without a name all four run, labs with some of the labs (test/README.md says which); named, labs takes all.
unit needs nothing, the others a Docker Engine, browser also Chromium.

  --yes      install and start what is missing without asking (on Debian and Ubuntu)
  --help     show this text
`;

const root = join(import.meta.dirname, "..");

await runMain(async () => {
  const { yes, help, words } = readOptions();
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const named = PROJECTS.filter((project) => words.includes(project));
  const projects = named.length > 0 ? named : PROJECTS;
  const vitest = [
    join(root, "node_modules", "vitest", "vitest.mjs"),
    "run",
    ...projects.map((project) => `--project=${project}`),
    ...words.filter((word) => !PROJECTS.includes(word)),
  ];
  if (projects.every((project) => project === "unit")) return runChild(vitest, process.env);
  return testOnEngine(readHost(yes), projects, vitest);
});

async function testOnEngine(host: Host, projects: readonly string[], vitest: readonly string[]): Promise<number> {
  const chromium = projects.includes("browser")
    ? { SICKBAY_CHROMIUM: await needChromium(host, process.env.SICKBAY_CHROMIUM ?? "") }
    : {};
  const labs = projects.length < PROJECTS.length && projects.includes("labs") ? { SICKBAY_TEST_LABS: "all" } : {};
  const engine = await needEngine(host, join(root, "data"));
  const stop = async (): Promise<void> => engine.stop?.();
  const stopAndEnd = (): void => void stop().finally(() => process.exit(130));
  process.once("SIGINT", stopAndEnd);
  process.once("SIGTERM", stopAndEnd);
  try {
    const docker = connect(engine.dockerHost);
    await needMachineImages(docker, root, await needBaseImage(docker, host, process.env.SICKBAY_BASE_IMAGE ?? ""));
    await needPage(root);
    // From here on the tests clean up themselves when they are interrupted.
    process.off("SIGINT", stopAndEnd);
    process.off("SIGTERM", stopAndEnd);
    // It says which images to build; the tests themselves switch the second source on where they mean it.
    const { SICKBAY_EXEC_TRACE: _, ...own } = process.env;
    const env = { ...own, DOCKER_HOST: engine.dockerHost, ...chromium, ...labs };
    return await runChild(vitest, env);
  } finally {
    await stop();
  }
}

function readOptions(): { yes: boolean; help: boolean; words: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        yes: { type: "boolean", short: "y", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return { ...values, words: positionals };
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), USAGE, "", { cause: error });
  }
}
