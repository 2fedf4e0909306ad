// An attempt as the page starts it: POST, the attempt's events, the first terminal's WebSocket.
import { on, once } from "node:events";
import { WebSocket } from "ws";
import { type Attempt, attempt as attemptShape } from "../orchestrator/protocol/attempts.ts";
import { attemptServerMessage } from "../orchestrator/protocol/messages.ts";
import type { Parts } from "./figures.ts";
import { showsPrompt } from "./prompt.ts";

/** How long a start may take, in milliseconds. */
const START_MS = 60_000;

/**
 * Starts a lab, waits for the prompt and ends the attempt.
 *
 * @returns milliseconds; a part of the start counts from the moment the part before it was done
 * @throws Error where the attempt fails
 */
export async function startAttempt(url: string, lab: string): Promise<Parts> {
  const clicked = performance.now();
  const { id } = await post(`${url}/api/attempts`, { lab });
  try {
    const { terminal, doneAt } = await firstTerminal(url, id);
    await prompt(`${socketUrl(url)}/api/attempts/${id}/terminals/${terminal}/socket`);
    const prompted = performance.now();
    const parts = partsOf(clicked, doneAt);
    const seen = doneAt.get("symptom") ?? clicked;
    return { "click to prompt": prompted - clicked, ...parts, shell: prompted - seen };
  } finally {
    // An attempt that failed has ended already and answers 409: the reason is thrown from above.
    await fetch(`${url}/api/attempts/${id}/end`, { method: "POST" });
  }
}

/** Follows the attempt until its first terminal is open; remembers when each step was seen done. */
async function firstTerminal(url: string, id: string): Promise<{ terminal: string; doneAt: Map<string, number> }> {
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
      const terminal = attempt.terminals[0]?.id;
      if (terminal !== undefined) return { terminal, doneAt };
    }
    throw new Error("The attempt's events ended.");
  } finally {
    socket.close();
  }
}

function partsOf(clicked: number, doneAt: ReadonlyMap<string, number>): Parts {
  const machines = [...doneAt].filter(([id]) => id.startsWith("machine-")).map(([, at]) => at);
  const moments: [string, number | undefined][] = [
    ["network", doneAt.get("network")],
    ["machine", machines.length === 0 ? undefined : Math.max(...machines)],
    ["fault", doneAt.get("break")],
    ["symptom seen", doneAt.get("symptom")],
  ];
  const parts: Record<string, number> = {};
  let before = clicked;
  for (const [name, at] of moments) {
    if (at === undefined) continue;
    parts[name] = at - before;
    before = at;
  }
  return parts;
}

async function prompt(url: string): Promise<void> {
  const socket = new WebSocket(url);
  try {
    const late = AbortSignal.timeout(START_MS);
    await once(socket, "open", { signal: late });
    socket.send(JSON.stringify({ type: "attach", seq: 0 }));
    let output = "";
    for await (const [data, isBinary] of on(socket, "message", { signal: late })) {
      if (isBinary) output += String(data);
      if (showsPrompt(output)) return;
    }
  } finally {
    socket.close();
  }
}

async function post(url: string, body: unknown): Promise<Attempt> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return attemptShape.parse(await answer.json());
}

function socketUrl(url: string): string {
  return url.replace(/^http/, "ws");
}
