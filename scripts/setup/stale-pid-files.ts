// An engine that was killed leaves its PID file behind, and the next one refuses to start while that id is taken: by a
// process that nobody reaped, or by another program since.
import { readFileSync } from "node:fs";
import type { Host } from "./host.ts";
import { asRoot } from "./permission.ts";
import { runCommand } from "./run-command.ts";

/** Where dockerd, and the containerd that it starts, keep their process ids unless told otherwise. */
const PID_FILES = { dockerd: "/var/run/docker.pid", containerd: "/var/run/docker/containerd/containerd.pid" };

/**
 * Whether a PID file names no such program that runs.
 *
 * @param program the name that the process should have
 * @param stat the text of /proc/PID/stat, or null where there is no such process; see proc_pid_stat(5)
 */
export function isStale(program: string, stat: string | null): boolean {
  if (stat === null) return true;
  const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
  const state = stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
  return name !== program || state === "Z" || state === "X";
}

/** Removes the PID files of an engine that was killed, so that another can start. */
export async function removeStalePidFiles(host: Host): Promise<void> {
  for (const [program, file] of Object.entries(PID_FILES)) {
    const pid = textOf(file)?.trim();
    if (pid === undefined || !isStale(program, /^\d+$/.test(pid) ? textOf(`/proc/${pid}/stat`) : null)) continue;
    await runCommand(asRoot(host, ["rm", "-f", file]), `Remove ${file} by hand.`, { askPassword: host.terminal });
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null;
    throw error;
  }
}
