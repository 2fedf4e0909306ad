// Starts other programs for the set-up and keeps what they say for the case that they fail.
import { spawn } from "node:child_process";
import { SetupError } from "./setup-error.ts";

/** Only the end of a long output helps. */
const KEPT_CHARACTERS = 20_000;

/**
 * Runs a program to its end, without a terminal.
 *
 * @param onLine is told each line that it prints
 * @returns what it printed
 * @throws SetupError with the output where it fails; `wayOut` says what to do then
 */
export async function runCommand(
  argv: readonly string[],
  wayOut: string,
  options: { env?: Record<string, string>; onLine?: (line: string) => void; askPassword?: boolean } = {},
): Promise<string> {
  const [file = "", ...args] = argv;
  const child = spawn(file, args, {
    // sudo asks for a password on the terminal itself; nothing else reads it.
    stdio: [options.askPassword ? "inherit" : "ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", ...options.env },
  });
  let output = "";
  const hear = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-KEPT_CHARACTERS);
    const line = chunk.toString().trim().split("\n").at(-1);
    if (line !== undefined && line !== "") options.onLine?.(line);
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const ended = await new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => resolve(code === 0 ? "" : `exit status ${code ?? signal}`));
  });
  if (ended !== "") throw new SetupError(`${argv.join(" ")} failed: ${ended}.`, wayOut, output);
  return output;
}
