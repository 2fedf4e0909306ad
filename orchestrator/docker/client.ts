// The client of the Docker Engine. No API version is pinned: engine 29 refuses below 1.44, engine 20.10 offers 1.41.
import Docker from "dockerode";
import { LabError } from "../core/lab-error.ts";

export const DEFAULT_DOCKER_HOST = "unix:///var/run/docker.sock";

/**
 * A client for the engine at an address.
 *
 * @param dockerHost as in DOCKER_HOST: `unix:///path`, `tcp://host:port` or `ssh://user@host`
 */
export function connect(dockerHost: string): Docker {
  if (dockerHost.startsWith("unix://")) return new Docker({ socketPath: dockerHost.slice("unix://".length) });
  const url = URL.canParse(dockerHost) ? new URL(dockerHost) : null;
  if (url === null || !["tcp:", "http:", "https:", "ssh:"].includes(url.protocol)) {
    throw new LabError(
      "no-engine",
      `"${dockerHost}" is not the address of a Docker Engine.`,
      "Set DOCKER_HOST to unix:///path/to/docker.sock, tcp://host:port or ssh://user@host.",
    );
  }
  if (url.protocol === "ssh:") {
    return new Docker({ protocol: "ssh", host: url.hostname, port: url.port || 22, username: url.username });
  }
  const secure = url.protocol === "https:" || url.port === "2376";
  return new Docker({ protocol: secure ? "https" : "http", host: url.hostname, port: url.port || 2375 });
}
