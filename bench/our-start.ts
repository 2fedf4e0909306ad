// An attempt as the page starts it: POST, the attempt's events, the first terminal's WebSocket.
import { on, once } from "node:events";
import { WebSocket } from "ws";
import { createAttempt, endAttempt, firstTerminal, START_MS, terminalUrl } from "./api.ts";
import type { Parts } from "./figures.ts";
import { showsPrompt } from "./prompt.ts";

/**
 * Starts a lab, waits for the prompt and ends the attempt.
 *
 * @returns milliseconds; a part of the start counts from the moment the part before it was done
 * @throws Error where the attempt fails
 */
export async function startAttempt(url: string, lab: string): Promise<Parts> {
  const clicked = performance.now();
  const { id } = await createAttempt(url, lab);
  try {
    const { terminal, doneAt } = await firstTerminal(url, id);
    await prompt(terminalUrl(url, id, terminal));
    const prompted = performance.now();
    const parts = partsOf(clicked, doneAt);
    const seen = doneAt.get("symptom") ?? clicked;
    return { "click to prompt": prompted - clicked, ...parts, shell: prompted - seen };
  } finally {
    // An attempt that failed has ended already: the reason is thrown from above.
    await endAttempt(url, id);
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
