// Ends sessions of processes in a machine, from a helper with binaries of its own, so that it works in a machine without
// free process ids and whatever became of its own kill.
import type Docker from "dockerode";
import { createHelper } from "./helper.ts";
import type { Ownership } from "./labels.ts";

/** How long ending may take, in milliseconds. */
const DEADLINE_MS = 10_000;

const SCRIPT = `
import os, signal, sys
def stat(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            state, parent, group, session = file.read().rpartition(")")[2].split()[:4]
            return state, int(parent), int(session)
    except OSError:
        return "Z", -1, -1
def name(pid):
    try:
        with open(f"/proc/{pid}/comm", encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""
def others():
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) not in (1, os.getpid())]
leaders = [int(text) for text in sys.argv[1:]] or [pid for pid in others() if stat(pid)[1] == 0 and name(pid) != "holder"]
for pid in others():
    if stat(pid)[2] in leaders:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
`;

/**
 * Ends the sessions that these processes lead; with none given, all that were started from outside the machine but the holders of
 * shells: scripts of an orchestrator that died.
 */
export async function endSessions(
  docker: Docker,
  ownership: Ownership,
  image: string,
  where: { readonly machine: string; readonly target: string },
  leaders: readonly number[],
): Promise<void> {
  const command = ["python3", "-I", "-c", SCRIPT, ...leaders.map(String)];
  const helper = await createHelper(docker, ownership, image, { role: "hang-up", ...where, command });
  try {
    await helper.start();
    await helper.finish(AbortSignal.timeout(DEADLINE_MS));
  } finally {
    await helper.remove();
  }
}
