// Runs a script as root in a machine, over standard input: its text is never a file nor an argument there.
import type { Container } from "dockerode";
import type { RunResult } from "../core/ports.ts";
import { attach, exitOf } from "./exec.ts";
import { FrameReader } from "./frames.ts";
import { PidLine } from "./pid-line.ts";
import { within } from "./within.ts";

/** How long bash may take to start, in milliseconds. A machine without free process ids hangs here. */
const START_MS = 10_000;

/** The most of a script's output that is kept, in bytes. */
const OUTPUT_BYTES = 256 * 1024;

// The script is read whole before it runs, so that none of its commands can eat the rest of it, and reads nothing itself.
// Errors go where the output goes: over two pipes, the engine may hand them out in another order.
const READ_AND_RUN = 'exec 2>&1; echo $$; IFS= read -r -d "" script; eval "$script" </dev/null';
const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const CLEAN = ["/usr/bin/env", "-i", PATH, "HOME=/root", "LANG=C.UTF-8", "TERM=dumb", "USER=root"];

/**
 * Runs a script with bash. What it leaves in the background must not keep its output open.
 *
 * @param endSession ends a session of processes by the machine's own process id; called where the time ran out
 * @param timeoutMs counted from when bash runs
 */
export async function runScript(
  container: Container,
  script: string,
  timeoutMs: number,
  endSession: (pid: number) => Promise<void>,
): Promise<RunResult> {
  const { exec, stream } = await attach(container, "running a script", {
    Cmd: [...CLEAN, "/bin/bash", "-c", READ_AND_RUN],
    User: "0:0",
    WorkingDir: "/",
    Tty: false,
  });
  const pidLine = new PidLine();
  const kept: Buffer[] = [];
  let room = OUTPUT_BYTES;
  const keep = (bytes: Buffer): void => {
    kept.push(bytes.subarray(0, room));
    room -= Math.min(room, bytes.length);
  };
  // A connection that broke ends the run; its exit status then says what the engine knows.
  stream.on("error", () => undefined);
  const ended = new Promise<true>((resolve) => stream.on("close", () => resolve(true)));
  const begun = new Promise<true>((resolve) => {
    const frames = new FrameReader((payload) => {
      keep(pidLine.take(payload));
      if (pidLine.pid !== null) resolve(true);
    });
    stream.on("data", (chunk: Buffer) => frames.read(chunk));
  });
  // The script is sent only when it can be ended, so that a slow start leaves nothing running that nobody knows of.
  let inTime = await within(START_MS, Promise.race([begun, ended]));
  if (inTime) {
    stream.end(script);
    inTime = await within(timeoutMs, ended);
  }
  if (!inTime) {
    stream.destroy();
    if (pidLine.pid !== null) await endSession(pidLine.pid);
  }
  keep(pidLine.end());
  const exit = inTime ? await exitOf(exec) : null;
  return { exit: exit ?? -1, output: Buffer.concat(kept).toString("utf8"), timedOut: !inTime };
}
