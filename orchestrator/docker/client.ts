// The client of the Docker Engine. No API version is pinned: engine 29 refuses below 1.44, engine 20.10 offers 1.41.
import Docker from "dockerode";
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import { messageOf } from "./engine-errors.ts";

export const DEFAULT_DOCKER_HOST = "unix:///var/run/docker.sock";

/** Port 2376 speaks TLS and asks for a certificate of the client's. */
const hasCertificates = z.object({
  ca: z.unknown().refine(Boolean),
  cert: z.unknown().refine(Boolean),
  key: z.unknown().refine(Boolean),
});

/**
 * A client for the engine at an address.
 *
 * @param dockerHost as in DOCKER_HOST: `unix:///path`, `tcp://host:port` or `ssh://user@host`
 * @throws LabError("no-engine") where that is no address, or where certificates are missing
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
  const docker = overTcp(url, secure);
  if (url.port === "2376" && !hasCertificates.safeParse(docker.modem).success) {
    throw withoutCertificates(dockerHost, "none are given");
  }
  return docker;
}

/** The client reads the certificates of DOCKER_CERT_PATH by itself. */
function overTcp(url: URL, secure: boolean): Docker {
  try {
    return new Docker({ protocol: secure ? "https" : "http", host: url.hostname, port: url.port || 2375 });
  } catch (error) {
    throw withoutCertificates(url.href, messageOf(error));
  }
}

function withoutCertificates(dockerHost: string, reason: string): LabError {
  return new LabError(
    "no-engine",
    `The engine at ${dockerHost} needs certificates: ${reason}.`,
    "Set DOCKER_CERT_PATH to the folder with its ca.pem, cert.pem and key.pem, or use a tcp:// address with another port for an engine without TLS.",
  );
}
