// From a claim to what core/ runs: the script of its kind, with the claim as its argument.
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Args } from "../../core/lab.ts";
import { type ClaimKind, type Claims, modes } from "./claims.ts";

/** A claim with its kind. */
export interface Claim {
  readonly kind: ClaimKind;
  readonly says: Claims[ClaimKind];
}

/** The step that a claim stands in. */
export interface ClaimStep {
  readonly id: string;
  /** The name of the machine that it is about. */
  readonly machine: string;
  readonly timeoutMs: number;
}

/** What core/ runs for a claim; the part of a step that a script of the lab would be. */
export interface Compiled {
  readonly kind: "probe" | "look" | "provoke";
  readonly script: string;
  readonly args: Args;
}

/** Of a step's time, in milliseconds, what a helper may take to start and to answer on a busy computer. */
export const HELPER_MS = 2000;

/** Of a step's time, in milliseconds, what there has to be at least for the requests of a load that are answered. */
const LOAD_MS = 3000;

/** What JSON can hold, which is how a claim gets to its script. */
const json = z.json();

// Read once, when the orchestrator starts: they are a part of it.
const scripts: Readonly<Record<ClaimKind, string>> = {
  http: script("claim.py", "http.py"),
  tcp: script("claim.py", "tcp.py"),
  dns: script("claim.py", "dns.py"),
  process: script("claim.py", "accounts.py", "selected.py", "process.py"),
  fd: script("claim.py", "selected.py", "fd.py"),
  disk: script("claim.py", "disk.py"),
  file: script("claim.py", "accounts.py", "file.py"),
  sql: script("claim.py", "sql.py"),
  log: script("claim.py", "log.py"),
  restart: script("restart.sh"),
  cron: script("cron.py"),
  load: script("claim.py", "load.py"),
};

/** The kind of step, script and arguments that a claim stands for. Texts still hold `{{param}}`. */
export function compileClaim({ kind, says }: Claim, step: ClaimStep): Compiled {
  if ("wait-s" in says) {
    // In a here-document no value can become a command; each is one line.
    const lines = [`${says["wait-s"]} ${says.port ?? "-"} {{ip_${step.machine}}}`, ...says.unit];
    return { kind: modes[kind], script: `${scripts[kind]}\nrestart <<'END'\n${lines.join("\n")}\nEND\n`, args: {} };
  }
  if ("rounds" in says) {
    const call = `play(${says.rounds}, ${says.boot ? "True" : "False"})`;
    return { kind: modes[kind], script: `exec python3 - <<'END'\n${scripts[kind]}\n\n${call}\nEND\n`, args: {} };
  }
  const args = { step: step.id, claim: json.parse(says) };
  if (!("requests" in says)) return { kind: modes[kind], script: scripts[kind], args };
  const budgetS = (step.timeoutMs - says.timeout - HELPER_MS) / 1000;
  return { kind: modes[kind], script: scripts[kind], args: { ...args, budget_s: budgetS } };
}

/** The longest that a claim may take by what it says itself, in milliseconds. */
export function longestMs({ says }: Claim): number {
  if ("wait-s" in says) return says["wait-s"] * 1000;
  if ("requests" in says) return says.timeout + LOAD_MS;
  if (!("timeout" in says)) return 0;
  return says.timeout + ("within-s" in says ? says["within-s"] * 1000 : 0);
}

function script(...names: readonly string[]): string {
  return names.map((name) => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n\n");
}
