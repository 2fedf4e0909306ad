// Sandboxes for tests, on the real engine; `await using` removes them even when a test fails.
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine, MachinePlan, OpenRequest, ProbeInput, Sandbox } from "../../orchestrator/core/ports.ts";
import { createEngine, type EngineOptions } from "../../orchestrator/docker/engine.ts";

const EXPIRES_MS = 10 * 60_000;

export const testLog = {
  info: () => undefined,
  warn: (fields: object, message: string) => console.warn(message, fields),
};

/** An engine with an instance name that no other test run has. */
export function testEngine(options: Partial<EngineOptions> = {}): Engine {
  return createEngine({ ...testOptions(), log: testLog, ...options });
}

/** What names an installation of its own, as JSON can hold it. */
export function testOptions(): Omit<EngineOptions, "log"> {
  const instance = `test-${randomBytes(6).toString("hex")}`;
  return {
    instance,
    linesFolder: join(tmpdir(), "sickbay-test-lines"),
    imagePrefix: process.env.SICKBAY_IMAGES || "sickbay",
  };
}

/** How shells are reached, and what makes it so: a path that is too long for a socket leaves only execs. */
export const ways: readonly (readonly [string, Partial<EngineOptions>])[] = [
  ["dials in", {}],
  ["is reached by execs", { linesFolder: `/tmp/${"far/".repeat(30)}` }],
];

/** A machine's plan with nothing special in it. */
export function plan(name: string, changes: Partial<MachinePlan> = {}): MachinePlan {
  return {
    name,
    hostname: `${name}-1`,
    image: "base",
    shell: true,
    capabilities: [],
    tmpfs: {},
    limits: { pids: 256, memoryMb: 512, nofile: 1024 },
    users: [],
    files: [],
    ...changes,
  };
}

/** A request for these machines; `changes` may hear steps. */
export function request(plans: readonly MachinePlan[], changes: Partial<OpenRequest> = {}): OpenRequest {
  return {
    owner: `attempt-${randomBytes(6).toString("hex")}`,
    expiresAtMs: Date.now() + EXPIRES_MS,
    machines: plans.map(({ name }) => name),
    draw: () => plans,
    onStep: () => undefined,
    ...changes,
  };
}

/** Opens a sandbox that is closed at the end of the scope. */
export async function openBox(
  engine: Engine,
  plans: readonly MachinePlan[] = [plan("web")],
): Promise<Sandbox & AsyncDisposable> {
  const box = await engine.open(request(plans));
  return Object.assign(box, { [Symbol.asyncDispose]: () => box.close() });
}

/** What a probe with this script is given. */
export function asking(script: string): ProbeInput {
  return { script, params: {}, args: {}, kept: {} };
}

/** All that a shell printed so far, as text. */
export function textOf(chunks: readonly Uint8Array[]): string {
  return Buffer.concat(chunks).toString("utf8");
}
