// An orchestrator's HTTP API and its events, as the page uses them.
import { on } from "node:events";
import { WebSocket } from "ws";
import type { z } from "zod";
import {
  type Attempt,
  attempt as attemptShape,
  type TerminalView,
  terminalView,
} from "../orchestrator/protocol/attempts.ts";
import { attemptServerMessage } from "../orchestrator/protocol/messages.ts";

/** How long a start may take, in milliseconds. */
export const START_MS = 60_000;

/** Asks for an attempt; answers at once, with the attempt still starting. */
export async function createAttempt(url: string, lab: string): Promise<Attempt> {
  return await post(`${url}/api/attempts`, { lab }, attemptShape);
}

/** Ends an attempt. One that failed has ended already and answers 409. */
export async function endAttempt(url: string, id: string): Promise<void> {
  await fetch(`${url}/api/attempts/${id}/end`, { method: "POST" });
}

export async function openTerminal(url: string, attempt: string, machine: string): Promise<TerminalView> {
  return await post(`${url}/api/attempts/${attempt}/terminals`, { machine }, terminalView);
}

/** Follows the attempt until its first terminal is open; remembers when each step was seen done. */
export async function firstTerminal(
  url: string,
  id: string,
): Promise<{ terminal: string; machine: string; doneAt: Map<string, number> }> {
  const socket = new WebSocket(`${socketUrl(url)}/api/attempts/${id}/events`);
  const doneAt = new Map<string, number>();
  try {
    for await (const [data] of on(socket, "message", { signal: AbortSignal.timeout(START_MS) })) {
      const message = attemptServerMessage.parse(JSON.parse(String(data)));
      if (message.type !== "attempt") continue;
      const { attempt } = message;
      for (const step of attempt.startSteps) {
        if (step.state === "done" && !doneAt.has(step.id)) doneAt.set(step.id, performance.now());
      }
      if (attempt.state === "failed") throw new Error(`The attempt failed: ${attempt.problem?.message}`);
      const [first] = attempt.terminals;
      if (first !== undefined) return { terminal: first.id, machine: first.machine, doneAt };
    }
    throw new Error("The attempt's events ended.");
  } finally {
    socket.close();
  }
}

/** Where a terminal's WebSocket is. */
export function terminalUrl(url: string, attempt: string, terminal: string): string {
  return `${socketUrl(url)}/api/attempts/${attempt}/terminals/${terminal}/socket`;
}

async function post<T>(url: string, body: unknown, shape: z.ZodType<T>): Promise<T> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return shape.parse(await answer.json());
}

function socketUrl(url: string): string {
  return url.replace(/^http/, "ws");
}
