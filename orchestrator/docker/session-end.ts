// Ends sessions of processes in a machine, from a helper with binaries of its own, so that it works in a machine without
// free process ids and whatever became of its own kill.
import type Docker from "dockerode";
import { createHelper } from "./helper.ts";
import type { Ownership } from "./labels.ts";

/** How long ending may take, in milliseconds. */
const DEADLINE_MS = 10_000;

const READ = `
import os, signal, sys
def read(pid, name):
    try:
        with open(f"/proc/{pid}/{name}", encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
def stat(pid):
    state, parent, group, session = (read(pid, "stat").rpartition(")")[2].split() + ["Z", "-1", "-1", "-1"])[:4]
    return int(parent), int(session)
def is_holder(pid):
    return read(pid, "comm").strip() == "holder"
def others():
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) not in (1, os.getpid())]
def end(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
`;

const END_SESSIONS = `${READ}
leaders = [int(text) for text in sys.argv[1:]] or [pid for pid in others() if stat(pid)[0] == 0 and not is_holder(pid)]
for pid in others():
    if stat(pid)[1] in leaders:
        end(pid)
`;

// A holder's arguments: itself, "serve", columns, rows, the socket that it dials, its name. With it the terminal goes, and the kernel hangs up whoever is at it.
const END_HOLDERS = `${READ}
for pid in others():
    words = read(pid, "cmdline").split("\\0")
    if stat(pid)[0] == 0 and is_holder(pid) and words[1:2] == ["serve"] and len(words) > 5 and words[5] not in sys.argv[1:]:
        end(pid)
`;

interface Where {
  readonly machine: string;
  readonly target: string;
}

/**
 * Ends the sessions that these processes lead; with none given, all that were started from outside the machine but the holders of
 * shells: scripts of an orchestrator that died.
 */
export async function endSessions(
  docker: Docker,
  ownership: Ownership,
  image: string,
  where: Where,
  leaders: readonly number[],
): Promise<void> {
  await run(docker, ownership, image, where, [END_SESSIONS, ...leaders.map(String)]);
}

/** Ends the holders of shells, and with them their shells, but those of these names. */
export async function endHolders(
  docker: Docker,
  ownership: Ownership,
  image: string,
  where: Where,
  keep: readonly string[],
): Promise<void> {
  await run(docker, ownership, image, where, [END_HOLDERS, ...keep]);
}

async function run(
  docker: Docker,
  ownership: Ownership,
  image: string,
  where: Where,
  script: readonly string[],
): Promise<void> {
  const command = ["python3", "-I", "-c", ...script];
  const helper = await createHelper(docker, ownership, image, { role: "hang-up", ...where, command });
  try {
    await helper.start();
    await helper.finish(AbortSignal.timeout(DEADLINE_MS));
  } finally {
    await helper.remove();
  }
}
