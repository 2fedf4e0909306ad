// Whether the set-up may change the machine: install Debian packages, start a daemon.
import { createInterface } from "node:readline/promises";
import type { Host } from "./host.ts";

/**
 * granted: go on; ask: a person has to say yes; refused: nobody can be asked; impossible: neither root nor sudo is there.
 */
export type Permission = "granted" | "ask" | "refused" | "impossible";

/** Whether something that needs root may be done on this machine. */
export function permission(host: Pick<Host, "root" | "sudo" | "terminal" | "yes">): Permission {
  if (!host.root && !host.sudo) return "impossible";
  if (host.yes) return "granted";
  if (host.terminal) return "ask";
  return host.root ? "granted" : "refused";
}

/** Puts `sudo` before a command where we are not root; `-n` where nobody could type a password. */
export function asRoot(host: Pick<Host, "root" | "terminal">, argv: readonly string[]): string[] {
  if (host.root) return [...argv];
  return host.terminal ? ["sudo", ...argv] : ["sudo", "-n", ...argv];
}

/** Asks on the terminal; an empty answer means yes. */
export async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^\s*(y|yes)?\s*$/i.test(await terminal.question(`${question} [Y/n] `));
  } finally {
    terminal.close();
  }
}
