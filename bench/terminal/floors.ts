// What no terminal of this kind can beat on the machine at hand: a WebSocket that only gives back, and a terminal of the kernel that only is read.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Container } from "dockerode";
import { WebSocket } from "ws";
import { median } from "../figures.ts";
import { runIn } from "./connections.ts";
import { FILE, FILE_BYTES } from "./measures.ts";

/** @returns ms from a key to its echo by a bare WebSocket server in Node, the median of so many keys */
export async function bareEcho(keys: number): Promise<number> {
  const server = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "bare-echo.ts")],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  try {
    const [port] = await once(createInterface({ input: server.stdout }), "line");
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    await once(socket, "open");
    const took: number[] = [];
    for (let pressed = 0; pressed < keys; pressed += 1) {
      const from = performance.now();
      const back = once(socket, "message");
      socket.send(Buffer.from("x"));
      await back;
      took.push(performance.now() - from);
    }
    socket.terminate();
    // The first keys make the code quick.
    return median(took.slice(keys / 2));
  } finally {
    server.stdin.end();
  }
}

/** @returns MB/s at which script(1) in the machine takes off its terminal what `cat` shows of the file so many times */
export async function ptyBulk(container: Container, files: number): Promise<number> {
  const shown = `cat${` ${FILE}`.repeat(files)}`;
  const script = `from=$(date +%s%N); script -qec '${shown}' /dev/null </dev/null >/dev/null; echo ns=$(($(date +%s%N) - from))`;
  const printed = await runIn(container, script);
  const nanoseconds = Number(/ns=(\d+)/.exec(printed)?.[1] ?? Number.NaN);
  // As for all sides, what the terminal writes counts: CR LF for each line.
  return (FILE_BYTES * files) / 1e6 / (nanoseconds / 1e9);
}
