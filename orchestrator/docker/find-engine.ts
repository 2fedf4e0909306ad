// Where a Docker Engine may answer, and which of these places does.
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import { connect } from "./client.ts";
import { answered } from "./engine-errors.ts";

/** How long an engine may take to answer a ping, in milliseconds. */
const PING_MS = 5000;

/** One address that was tried, and how it failed: an errno such as ENOENT or EACCES, or what the engine said. */
export interface Tried {
  readonly dockerHost: string;
  readonly failure: string;
}

/** An engine that answers; `dockerHost` as in DOCKER_HOST. */
export interface AnsweringEngine {
  readonly dockerHost: string;
  readonly version: string;
}

/**
 * The addresses at which an engine may answer, most likely first.
 *
 * @param env DOCKER_HOST, XDG_RUNTIME_DIR and HOME count
 * @param uid of the user, or null where the system has none
 */
export function engineAddresses(env: Readonly<Record<string, string | undefined>>, uid: number | null): string[] {
  if (env.DOCKER_HOST) return [env.DOCKER_HOST];
  const runtime = env.XDG_RUNTIME_DIR || `/run/user/${uid}`;
  const home = env.HOME ?? "";
  const sockets = [
    "/var/run/docker.sock",
    `${runtime}/docker.sock`,
    `${home}/.docker/run/docker.sock`,
    `${home}/.docker/desktop/docker.sock`,
    `${home}/.orbstack/run/docker.sock`,
    `${home}/.colima/default/docker.sock`,
    `${home}/.rd/docker.sock`,
    `${runtime}/podman/podman.sock`,
    "/run/podman/podman.sock",
  ];
  return sockets.map((socket) => `unix://${socket}`);
}

/** The first of these addresses at which an engine answers, or how each failed. Never throws. */
export async function findEngine(addresses: readonly string[]): Promise<AnsweringEngine | { readonly tried: Tried[] }> {
  const tried: Tried[] = [];
  for (const dockerHost of addresses) {
    try {
      const { Version } = await answered("asking for its version", async () => connect(dockerHost).version(), PING_MS);
      return { dockerHost, version: Version };
    } catch (error) {
      tried.push({ dockerHost, failure: failureOf(error) });
    }
  }
  return { tried };
}

/**
 * The first of these addresses at which an engine answers.
 *
 * @throws LabError("no-engine") where none does
 */
export async function needAddress(addresses: readonly string[]): Promise<string> {
  const found = await findEngine(addresses);
  if ("dockerHost" in found) return found.dockerHost;
  // A socket that is there and closed to the user tells more than those that are not there.
  const told = found.tried.find(({ failure }) => failure === "EACCES") ?? found.tried[0];
  const remedy =
    told?.failure === "EACCES"
      ? "Add your user to the group docker, or run as a user who may use the engine's socket."
      : "Start Docker, or set DOCKER_HOST to the engine's address.";
  throw new LabError("no-engine", `No Docker Engine answers at ${told?.dockerHost} (${told?.failure}).`, remedy);
}

function failureOf(error: unknown): string {
  if (error instanceof LabError) return error.message;
  const { code, message } = z.object({ code: z.string().optional(), message: z.string() }).parse(error);
  return code ?? message;
}
