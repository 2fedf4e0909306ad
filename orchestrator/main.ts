// The orchestrator: reads its settings, wires the parts together, runs until it is stopped.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { z } from "zod";
import { labFoldersOf } from "./catalog/lab-sources.ts";
import { loadCatalog, proofOf } from "./catalog/load-catalog.ts";
import { type Config, readConfig } from "./config.ts";
import type { Lab } from "./core/lab.ts";
import { LabError } from "./core/lab-error.ts";
import type { Engine } from "./core/ports.ts";
import { DEFAULT_DOCKER_HOST } from "./docker/client.ts";
import { createEngine } from "./docker/engine.ts";
import { createExecTrace } from "./docker/exec-trace.ts";
import { engineAddresses, findEngine } from "./docker/find-engine.ts";
import { machineImages } from "./docker/image-folders.ts";
import { Attempts } from "./http/attempts.ts";
import { makeHandlers } from "./http/handlers.ts";
import { type RunningServer, startServer } from "./http/server.ts";
import { readInstanceId } from "./instance-id.ts";
import { createLog } from "./logging.ts";
import { openStore } from "./store/open-store.ts";
import { Recordings } from "./terminal/recording/recordings.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** How often deadlines and stray sandboxes are looked after. */
const SWEEP_MS = 5000;
/** A stop takes at most this long, whatever hangs. */
const STOP_MS = 8000;
const SHORTEST_DEADLINE_MS = 30 * 60_000;

/** An attempt may last three times what the lab is meant to take, and half an hour at least. */
function deadlineMs(config: Config, lab: Lab): number {
  if (config.deadlineSeconds !== undefined) return config.deadlineSeconds * 1000;
  return Math.max(3 * lab.minutes * 60_000, SHORTEST_DEADLINE_MS);
}

function readVersion(): string {
  const text = readFileSync(join(root, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

async function run(config: Config, log: Logger): Promise<void> {
  const version = readVersion();
  const copies = join(config.dataFolder, "labs");
  const found = await labFoldersOf(config.labs, copies, (message) => log.warn({}, message));
  const catalog = await loadCatalog(found.folders, await machineImages(join(root, "images")));
  const problems = [...found.problems, ...catalog.problems];
  for (const { path, line, message, remedy } of problems) {
    log.warn({ path, line }, `labs did not load: ${message} ${remedy}`);
  }
  // The store comes first: it refuses a second orchestrator on the same data folder.
  const store = await openStore(`sqlite:${join(config.dataFolder, "sickbay.sqlite")}`);
  const options = {
    dockerHost: config.dockerHost ?? (await ownAddress()),
    ...(config.imagePrefix && { imagePrefix: config.imagePrefix }),
    ...(config.subnetRange && { subnetRange: config.subnetRange }),
    instance: readInstanceId(config.dataFolder),
    linesFolder: config.linesFolder,
    log,
  };
  const engine = createEngine(options);
  await sayEngine(engine, log);
  const recordings = new Recordings(join(config.dataFolder, "recordings"), (file, err) =>
    log.error({ file, err }, "what is known of a recorded terminal can't be read"),
  );
  const attempts = new Attempts({
    engine,
    store,
    recordings,
    log,
    ...(config.execTrace && { trace: createExecTrace(options) }),
    now: () => Date.now(),
    wait: (ms) => wait(ms),
    newId: () => randomBytes(10).toString("hex"),
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    deadlineMs: (lab) => deadlineMs(config, lab),
    labs: catalog.labs,
    capacity: config.capacity,
  });
  await attempts.adopt();
  const sweeps = setInterval(() => void attempts.sweep(), SWEEP_MS);
  const server = await startServer({
    ...config,
    version,
    handlers: makeHandlers({
      ...catalog,
      proofOf: (lab) => proofOf(catalog, lab),
      problems,
      version,
      engine,
      attempts,
      recordings,
      now: () => Date.now(),
    }),
    attempts,
    recordings,
    log,
  });
  process.stdout.write(`Sickbay is ready at ${server.url}\n`);
  await stopSignal(log);
  clearInterval(sweeps);
  await stop(server, attempts);
  await store.close();
}

/** Where no engine answers yet: the usual address, at which one may answer later. */
async function ownAddress(): Promise<string> {
  const found = await findEngine(engineAddresses(process.env, process.getuid?.() ?? null));
  return "dockerHost" in found ? found.dockerHost : DEFAULT_DOCKER_HOST;
}

/** Without an engine the server still runs and says so; labs can be started once an engine answers. */
async function sayEngine(engine: Engine, log: Logger): Promise<void> {
  try {
    log.info({ version: await engine.version() }, "the engine answers");
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    log.warn({ code: error.code }, `${error.message} ${error.remedy}`);
  }
}

async function stopSignal(log: Logger): Promise<void> {
  const signal = await new Promise<string>((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => resolve(name));
  });
  log.info({ signal }, "stopping; running machines stay for the next start");
  setTimeout(() => {
    log.error("stopping takes too long; ending at once");
    process.exit(1);
  }, STOP_MS).unref();
}

async function stop(server: RunningServer, attempts: Attempts): Promise<void> {
  await server.close();
  await attempts.settle();
}

/** Before there is a log: what is wrong, and the way out. */
function giveUp(error: unknown): never {
  const text = error instanceof LabError ? `${error.message}\n${error.remedy}` : error;
  console.error(text);
  process.exit(1);
}

try {
  const config = readConfig(process.env, root);
  await run(config, createLog(config.logLevel, process.stderr.isTTY === true));
  process.exit(0);
} catch (error) {
  giveUp(error);
}
