// What to do where no Docker Engine answers: a decision on plain facts.
import type { Tried } from "../../orchestrator/docker/find-engine.ts";
import type { Host } from "./host.ts";

export type EnginePlan =
  | { readonly kind: "explain"; readonly message: string; readonly wayOut: string }
  | { readonly kind: "let-in"; readonly socket: string }
  | { readonly kind: "prepare"; readonly install: boolean; readonly start: "systemd" | "dockerd" };

const OTHER_SYSTEMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin:
    "Install Docker Desktop (docker.com), OrbStack or Colima (brew install colima docker && colima start), start it",
  win32: "Install WSL 2 (wsl --install), run Sickbay inside it with Docker Desktop's WSL integration on",
};

/** Where Debian's engine and Docker's own packages listen; the group docker may use it. */
const SYSTEM_SOCKET = "unix:///var/run/docker.sock";

/** What to say of an engine that is there and barred to this user. */
export function barredText(dockerHost: string): { message: string; wayOut: string } {
  return {
    message: `A Docker Engine is at ${dockerHost}, and this user may not use it.`,
    wayOut:
      'sudo usermod -aG docker "$USER", log out and in again, then run this command again.\nWho may use the engine is as good as root on this machine.',
  };
}

/**
 * Decides how an engine can be had.
 *
 * @param dockerHost the value of DOCKER_HOST, empty where it is not set
 */
export function planEngine(host: Host, dockerHost: string, tried: readonly Tried[]): EnginePlan {
  const again = "then run this command again.";
  if (dockerHost !== "") {
    return {
      kind: "explain",
      message: `No Docker Engine answers at DOCKER_HOST=${dockerHost} (${tried[0]?.failure ?? "not tried"}).`,
      wayOut: `Start that engine, correct DOCKER_HOST, or unset it to use this machine's own, ${again}`,
    };
  }
  const barred = tried.find(({ failure }) => failure === "EACCES");
  if (barred !== undefined) {
    if (barred.dockerHost === SYSTEM_SOCKET && host.platform === "linux" && host.sudo) {
      return { kind: "let-in", socket: SYSTEM_SOCKET.replace("unix://", "") };
    }
    return { kind: "explain", ...barredText(barred.dockerHost) };
  }
  const systemdOrNot = host.systemd ? "systemd" : "dockerd";
  if (host.platform === "linux" && host.dockerd) return { kind: "prepare", install: false, start: systemdOrNot };
  if (host.platform === "linux" && host.debian) return { kind: "prepare", install: true, start: systemdOrNot };
  const other =
    OTHER_SYSTEMS[host.platform] ??
    `Install Docker Engine for ${host.distribution || "your system"} (docs.docker.com/engine/install) and start it (sudo systemctl start docker)`;
  return { kind: "explain", message: "No Docker Engine answers on this machine.", wayOut: `${other}, ${again}` };
}
