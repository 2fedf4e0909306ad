// The WebSockets of attempts on a fake engine, and pages that speak to them as they please.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { vi } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import type { Attempts } from "../../../orchestrator/http/attempts.ts";
import { Gate } from "../../../orchestrator/http/gate.ts";
import type { Log } from "../../../orchestrator/http/log.ts";
import { type Sockets, serveSockets } from "../../../orchestrator/http/sockets.ts";

/** How long anything may take, in milliseconds. */
const DEADLINE_MS = 20_000;

/** One page's side of a WebSocket. */
export class Line {
  readonly socket: WebSocket;
  readonly messages: { type: string; [more: string]: unknown }[] = [];
  output = "";
  closed: { code: number; reason: string } | null = null;
  /** The HTTP status with which it was refused. */
  refused: number | null = null;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (isBinary) this.output += data.toString();
      else this.messages.push(JSON.parse(data.toString()));
    });
    this.socket.on("unexpected-response", (_, { statusCode = 0 }) => {
      this.refused = statusCode;
      this.socket.terminate();
    });
    this.socket.on("error", () => {
      // Said by `refused` and `closed`.
    });
    this.socket.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Waits until it was told something of a type. */
  async told(type: string): Promise<{ type: string; [more: string]: unknown }> {
    return await vi.waitFor(() => this.messages.find((message) => message.type === type) ?? raise(`no ${type} came`), {
      timeout: DEADLINE_MS,
    });
  }

  /** The code with which it is closed. */
  async code(): Promise<number> {
    return await vi.waitFor(() => this.closed?.code ?? raise("it is open"), { timeout: DEADLINE_MS });
  }
}

function raise(message: string): never {
  throw new Error(message);
}

export class SocketServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets: Sockets;
  readonly #port: number;
  /** What was logged as a warning. */
  readonly warnings: string[];

  private constructor(server: Server, sockets: Sockets, port: number, warnings: string[]) {
    this.#server = server;
    this.#sockets = sockets;
    this.#port = port;
    this.warnings = warnings;
  }

  static async open(attempts: Attempts): Promise<SocketServer> {
    const server = createServer();
    const warnings: string[] = [];
    const silent = () => {};
    const log: Log = {
      debug: silent,
      info: silent,
      warn: (_fields: unknown, message?: string) => void warnings.push(message ?? ""),
      error: silent,
    };
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const gate = new Gate({ host: "127.0.0.1", port, origins: [] });
    return new SocketServer(server, serveSockets({ server, gate: () => gate, attempts, log }), port, warnings);
  }

  /** Begins a WebSocket at a path below /api. */
  begin(path: string): Line {
    return new Line(`ws://127.0.0.1:${this.#port}/api${path}`);
  }

  /** A WebSocket that is open. Throws where it is refused. */
  async line(path: string): Promise<Line> {
    const line = this.begin(path);
    await Promise.race([once(line.socket, "open"), once(line.socket, "close").then(() => raise("it was refused"))]);
    return line;
  }

  /** The HTTP status with which a WebSocket is refused. */
  async refusal(path: string): Promise<number> {
    const line = this.begin(path);
    await line.code();
    return line.refused ?? raise("it was not refused");
  }

  /** A page that is attached to a terminal. */
  async attached(attempt: string, terminal: string, more: object = {}): Promise<Line> {
    const line = await this.line(`/attempts/${attempt}/terminals/${terminal}/socket`);
    line.say({ type: "attach", seq: 0, ...more });
    await line.told("attached");
    return line;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sockets.close();
    this.#sockets.terminate();
    this.#server.close();
    await once(this.#server, "close");
  }
}
