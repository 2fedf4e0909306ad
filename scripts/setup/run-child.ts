// Runs the program that a command is there for, and passes signals on.
import { spawn } from "node:child_process";
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** npm and the shell each pass Ctrl-C on as well: what arrives within this time, in milliseconds, is the same key press. */
const SAME_PRESS_MS = 1000;

/**
 * Runs a Node program with this terminal until it ends. It gets each signal once, whoever sends it how often.
 *
 * @returns its exit status, 128 + signal where one ended it
 */
export async function runChild(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  // In a session of its own the child gets no signal from the terminal, only what is passed on here.
  const child = spawn(process.execPath, argv, { stdio: "inherit", env, detached: true });
  let lastMs = Number.NEGATIVE_INFINITY;
  const pass = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (now - lastMs > SAME_PRESS_MS) child.kill(signal);
    lastMs = now;
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}
