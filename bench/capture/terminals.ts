// Both ends of some terminals of a process that is measured: their shells, and one page looking at each.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { type ServerUse, serverReady, serverUse } from "./server-messages.ts";

/** Drawn output is told each time this much was drawn, as the page does. */
const ACK_BYTES = 16 * 1024;

export type Mode = "captured" | "plain";

/** One terminal from outside. */
export class Line {
  readonly shell: Socket;
  readonly page: WebSocket;
  /** Bytes that the page got. */
  received = 0;
  #acknowledged = 0;

  constructor(shell: Socket, page: WebSocket) {
    this.shell = shell;
    this.page = page;
    page.on("message", (data: Buffer, isBinary: boolean) => {
      if (!isBinary) return;
      this.received += data.length;
      if (this.received - this.#acknowledged < ACK_BYTES) return;
      this.#acknowledged = this.received;
      page.send(JSON.stringify({ type: "drawn", seq: this.received }));
    });
  }

  /** Resolves when the page has got this many bytes in all. */
  async get(bytes: number): Promise<void> {
    while (this.received < bytes) await once(this.page, "message");
  }
}

/** A process of its own with some terminals. */
export class Terminals implements AsyncDisposable {
  readonly mode: Mode;
  readonly lines: readonly Line[];
  readonly #server: ChildProcess;
  readonly #folder: string;

  private constructor(mode: Mode, server: ChildProcess, folder: string, lines: readonly Line[]) {
    this.mode = mode;
    this.#server = server;
    this.#folder = folder;
    this.lines = lines;
  }

  static async open(mode: Mode, count: number, execArgv: readonly string[] = []): Promise<Terminals> {
    const folder = await mkdtemp(join(tmpdir(), "sickbay-bench-"));
    const path = join(folder, "shells");
    const server = fork(join(import.meta.dirname, "terminal-server.ts"), [mode, path], {
      execArgv: ["--disable-warning=ExperimentalWarning", ...execArgv],
    });
    const [ready] = await once(server, "message");
    const { port } = serverReady.parse(ready);
    const lines: Line[] = [];
    for (let number = 0; number < count; number += 1) lines.push(await openLine(path, port, number));
    return new Terminals(mode, server, folder, lines);
  }

  /** What the process used and heard so far. */
  async use(): Promise<ServerUse> {
    const answer = once(this.#server, "message");
    this.#server.send("use");
    const [use] = await answer;
    return serverUse.parse(use);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#server, "exit");
    this.#server.disconnect();
    await exited;
    for (const { shell, page } of this.lines) {
      shell.destroy();
      page.terminate();
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function openLine(path: string, port: number, number: number): Promise<Line> {
  const shell = connect(path);
  // Cut off when the process ends.
  shell.on("error", () => {});
  await once(shell, "connect");
  const page = new WebSocket(`ws://127.0.0.1:${port}/${number}`);
  page.on("error", () => {});
  await once(page, "open");
  const line = new Line(shell, page);
  const attached = once(page, "message");
  page.send(JSON.stringify({ type: "attach", seq: 0 }));
  await attached;
  return line;
}
