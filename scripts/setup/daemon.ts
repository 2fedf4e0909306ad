// A program that goes on running when the command that started it ends.
import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import type { Host } from "./host.ts";
import { asRoot } from "./permission.ts";
import { runCommand } from "./run-command.ts";

/** A program in the background. */
export interface Daemon {
  /** Why it does not run any more, or null while it does. */
  readonly ended: () => string | null;
  /** Ends it and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a program as root in the background.
 *
 * @param logFile takes all that it prints, and is emptied first
 */
export function startDaemon(host: Host, argv: readonly string[], logFile: string): Daemon {
  const log = openSync(logFile, "w");
  const [file = "", ...args] = asRoot(host, argv);
  const child = spawn(file, args, { detached: true, stdio: ["ignore", log, log] });
  let ended: string | null = null;
  child.on("error", (error) => {
    ended = error.message;
  });
  child.on("exit", (code, signal) => {
    ended = signal === null ? `it ended with exit status ${code}` : `${signal} ended it`;
  });
  child.unref();
  const stop = async (): Promise<void> => {
    if (ended !== null) return;
    // Without this nothing may be left that Node waits for, and it would end in the middle of the wait.
    child.ref();
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (host.root) child.kill("SIGTERM");
    else await runCommand(asRoot(host, ["kill", String(child.pid)]), `Stop ${argv[0]} by hand.`);
    await gone;
  };
  return { ended: () => ended, stop };
}
