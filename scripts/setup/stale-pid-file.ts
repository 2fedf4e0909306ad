// An engine that was killed leaves its PID file behind, and the next one refuses to start while that id is taken: by a
// process that nobody reaped, or by another program since.
import { readFileSync } from "node:fs";
import type { Host } from "./host.ts";
import { asRoot } from "./permission.ts";
import { runCommand } from "./run-command.ts";

/** Where dockerd writes its process id unless told otherwise. */
const PID_FILE = "/var/run/docker.pid";

/**
 * Whether a PID file names no engine that runs.
 *
 * @param stat the text of /proc/PID/stat, or null where there is no such process; see proc_pid_stat(5)
 */
export function isStale(stat: string | null): boolean {
  if (stat === null) return true;
  const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
  const state = stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
  return name !== "dockerd" || state === "Z" || state === "X";
}

/** Removes the PID file of an engine that was killed, so that another can start. */
export async function removeStalePidFile(host: Host): Promise<void> {
  const pid = textOf(PID_FILE)?.trim();
  if (pid === undefined || !isStale(/^\d+$/.test(pid) ? textOf(`/proc/${pid}/stat`) : null)) return;
  await runCommand(asRoot(host, ["rm", "-f", PID_FILE]), `Remove ${PID_FILE} by hand.`, { askPassword: host.terminal });
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null;
    throw error;
  }
}
