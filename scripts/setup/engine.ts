// Finds a Docker Engine, and gets one where none answers and that is allowed.
import { mkdirSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type AnsweringEngine, engineAddresses, findEngine } from "../../orchestrator/docker/find-engine.ts";
import { startDaemon } from "./daemon.ts";
import { installPackages } from "./debian-packages.ts";
import { barredText, planEngine } from "./engine-plan.ts";
import type { Host } from "./host.ts";
import { ask, asRoot, permission } from "./permission.ts";
import { step, tell } from "./progress.ts";
import { runCommand } from "./run-command.ts";
import { SetupError } from "./setup-error.ts";
import { removeStalePidFiles } from "./stale-pid-files.ts";

/** How long a new engine may take to come up, in milliseconds. */
const START_MS = 60_000;

/** An engine that answers. */
export interface FoundEngine extends AnsweringEngine {
  /** Ends the engine, where this run started it; null where it was there before. */
  readonly stop: (() => Promise<void>) | null;
}

/**
 * Finds the engine; where none answers, installs and starts one if the machine and its user allow that.
 *
 * @param dataFolder takes the log of an engine that is started here
 * @throws SetupError saying what to do
 */
export async function needEngine(host: Host, dataFolder: string): Promise<FoundEngine> {
  const addresses = engineAddresses(process.env, process.getuid?.() ?? null);
  const first = await findEngine(addresses);
  if ("version" in first) {
    tell(`Docker Engine ${first.version} answers at ${first.dockerHost}.`);
    return { ...first, stop: null };
  }
  const plan = planEngine(host, process.env.DOCKER_HOST ?? "", first.tried);
  if (plan.kind === "explain") throw new SetupError(plan.message, plan.wayOut);
  if (plan.kind === "let-in") return { ...(await letIn(host, plan.socket, addresses)), stop: null };
  if (plan.install) await installPackages(host, ["docker.io"], "No Docker Engine answers on this machine.");
  else await mayStart(host);
  // Debian's package starts the engine by itself where systemd runs.
  const start = plan.start === "systemd" ? startWithSystemd : startInBackground;
  const { reached, stop } = await step("Starting the Docker Engine", () => start(host, addresses, dataFolder));
  // A new engine lets in root and a group that this user is not in yet.
  const engine = "barred" in reached ? await letIn(host, reached.barred, addresses) : reached;
  return { ...engine, stop };
}

/** An engine that answers, or the path of the socket that this user may not use. */
type Reached = AnsweringEngine | { readonly barred: string };

interface Started {
  readonly reached: Reached;
  readonly stop: () => Promise<void>;
}

/**
 * Lets this user use the engine: by the group from the next login on, and until then as the owner of the socket.
 *
 * @throws SetupError where that is not allowed, or does not help
 */
async function letIn(host: Host, socket: string, addresses: readonly string[]): Promise<AnsweringEngine> {
  const { message, wayOut } = barredText(`unix://${socket}`);
  const { username } = userInfo();
  const question = `${message} Who may is as good as root here. Add ${username} to the group docker?`;
  const allowed = permission(host);
  if (allowed !== "granted" && (allowed !== "ask" || !(await ask(question)))) throw new SetupError(message, wayOut);
  for (const argv of [
    ["usermod", "-aG", "docker", username],
    ["chown", username, socket],
  ]) {
    await runCommand(asRoot(host, argv), wayOut, { askPassword: host.terminal });
  }
  const found = await findEngine(addresses);
  if (!("version" in found)) throw new SetupError(message, wayOut);
  tell(`${username} is in the group docker now. Docker Engine ${found.version} answers at ${found.dockerHost}.`);
  return found;
}

async function mayStart(host: Host): Promise<void> {
  const why = "Docker is installed, and its engine does not run.";
  const byHand = "Start it (sudo systemctl start docker, or sudo dockerd), then run this command again.";
  const allowed = permission(host);
  if (allowed === "granted") return;
  if (allowed !== "ask" || !(await ask(`${why} Start it?`))) throw new SetupError(why, byHand);
}

async function startWithSystemd(host: Host, addresses: readonly string[]): Promise<Started> {
  const wayOut = "systemctl status docker and journalctl -u docker tell why.";
  await runCommand(asRoot(host, ["systemctl", "start", "docker"]), wayOut, { askPassword: host.terminal });
  const reached = await untilAnswers(addresses, () => null, wayOut);
  const units = ["docker.service", "docker.socket"];
  return { reached, stop: async () => void (await runCommand(asRoot(host, ["systemctl", "stop", ...units]), wayOut)) };
}

async function startInBackground(host: Host, addresses: readonly string[], dataFolder: string): Promise<Started> {
  await removeStalePidFiles(host);
  mkdirSync(dataFolder, { recursive: true });
  const logFile = join(dataFolder, "dockerd.log");
  const daemon = startDaemon(host, ["dockerd"], logFile);
  const reached = await untilAnswers(addresses, daemon.ended, `Its log is in ${logFile}.`, logFile);
  return { reached, stop: daemon.stop };
}

async function untilAnswers(
  addresses: readonly string[],
  ended: () => string | null,
  wayOut: string,
  logFile?: string,
): Promise<Reached> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    const found = await findEngine(addresses);
    if ("version" in found) return found;
    const barred = found.tried.find(({ failure }) => failure === "EACCES");
    if (barred !== undefined) return { barred: barred.dockerHost.replace("unix://", "") };
    const why = ended() ?? (performance.now() > deadline ? "it does not answer" : null);
    if (why !== null) {
      const log = logFile === undefined ? "" : readFileSync(logFile, "utf8");
      throw new SetupError(`The Docker Engine did not start: ${why}.`, wayOut, log);
    }
    await wait(200);
  }
}
