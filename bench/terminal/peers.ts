// Other terminals for browsers, beside which ours is measured. Each gets at a shell through the engine's own client, as people
// set them up.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { WebSocket } from "ws";
import { SIZE } from "./connections.ts";
import type { Connection, Sink } from "./screen.ts";

const WETTY = "wetty@3.2.0";
/** Where peers are installed; they stay for the next time. */
const FOLDER = join(tmpdir(), "sickbay-bench-peers");
/** How long a server may take to be there, in milliseconds. */
const READY_MS = 15_000;
/** wetty's page tells that it has drawn so much, in characters. */
const WETTY_COMMIT = 262_144;

/** A server that brings a shell of one container to a browser. */
export interface Peer extends AsyncDisposable {
  readonly pid: number;
  connect(sink: Sink): Promise<Connection>;
}

export type StartPeer = (containerId: string) => Promise<Peer>;

/** Installs wetty where it is not there yet. @returns why it can't be had, or null */
export async function installWetty(tell: (line: string) => void): Promise<string | null> {
  if (process.getuid?.() !== 0) return "wetty runs a command without SSH only as root";
  try {
    await access(join(FOLDER, "node_modules", "wetty"));
    return null;
  } catch {
    // Not there: it is installed below.
  }
  tell(`installing ${WETTY} into ${FOLDER}`);
  try {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(join(FOLDER, "package.json"), '{"private":true}\n');
    await promisify(execFile)("npm", ["install", "--no-audit", "--no-fund", WETTY], { cwd: FOLDER });
    return null;
  } catch (error) {
    return `wetty can't be installed: ${error instanceof Error ? error.message : error}`;
  }
}

/** wetty takes one word as its command: so that is a script. */
export async function startWetty(containerId: string): Promise<Peer> {
  const script = join(FOLDER, `shell-${process.pid}`);
  await writeFile(script, `#!/bin/sh\nexec docker exec -it ${containerId} bash -l\n`);
  await chmod(script, 0o700);
  const port = await freePort();
  const main = join(FOLDER, "node_modules", "wetty", "build", "main.js");
  const server = new Server(process.execPath, [
    main,
    "--host",
    "127.0.0.1",
    "--port",
    `${port}`,
    "--base",
    "/",
    "--command",
    script,
  ]);
  await server.says(/Server started/);
  return {
    pid: server.pid,
    connect: (sink) => wettyConnection(port, sink),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(script, { force: true });
    },
  };
}

/** Of socket.io-client what is used here. */
interface WettySocket {
  on(event: "data", listener: (text: string) => void): void;
  on(event: "login" | "logout" | "disconnect", listener: () => void): void;
  emit(event: "input", text: string): void;
  emit(event: "commit", size: number): void;
  emit(event: "resize", size: { cols: number; rows: number }): void;
  disconnect(): void;
}

async function wettyConnection(port: number, sink: Sink): Promise<Connection> {
  const client: { io(url: string, options: object): WettySocket } = createRequire(join(FOLDER, "package.json"))(
    "socket.io-client",
  );
  const socket = client.io(`http://127.0.0.1:${port}`, { transports: ["websocket"] });
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on("login", resolve);
  socket.on("data", (text) => sink.output(Buffer.from(text)));
  socket.on("logout", () => sink.ended("wetty says that the shell has ended"));
  socket.on("disconnect", () => sink.ended("wetty was disconnected"));
  await Promise.race([promise, late("wetty does not start a shell")]);
  socket.emit("resize", SIZE);
  let committed = 0;
  return {
    send: (bytes) => socket.emit("input", bytes.toString()),
    report: (drawn) => {
      for (; drawn - committed >= WETTY_COMMIT; committed += WETTY_COMMIT) socket.emit("commit", WETTY_COMMIT);
    },
    close: async () => socket.disconnect(),
  };
}

/** @param path of the program */
export async function startTtyd(path: string, containerId: string): Promise<Peer> {
  const command = ["docker", "exec", "-it", containerId, "bash", "-l"];
  const server = new Server(path, ["--port", "0", "--interface", "127.0.0.1", "--writable", ...command]);
  const [, port] = await server.says(/Listening on port: (\d+)/);
  return {
    pid: server.pid,
    connect: (sink) => ttydConnection(Number(port), sink),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** ttyd's frames begin with a letter: "0" is output, and input the other way. */
async function ttydConnection(port: number, sink: Sink): Promise<Connection> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, "tty", { perMessageDeflate: false });
  socket.on("message", (data: Buffer) => {
    if (data[0] === "0".charCodeAt(0)) sink.output(data.subarray(1));
  });
  socket.on("close", () => sink.ended("ttyd closed its WebSocket"));
  await once(socket, "open");
  socket.send(Buffer.from(JSON.stringify({ AuthToken: "", columns: SIZE.cols, rows: SIZE.rows })));
  return {
    send: (bytes) => socket.send(Buffer.concat([Buffer.from("0"), bytes])),
    report: () => {},
    close: async () => socket.terminate(),
  };
}

/** A server's process, and those that it starts. */
class Server {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;

  constructor(program: string, words: readonly string[]) {
    this.#child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.#ended = new Promise((resolve) => this.#child.once("close", () => resolve()));
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("The server did not start.");
    return this.#child.pid;
  }

  /** Waits for a line of its log. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const { promise, resolve } = Promise.withResolvers<RegExpExecArray>();
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      if (output === null) continue;
      createInterface({ input: output }).on("line", (line) => {
        const found = pattern.exec(line);
        if (found) resolve(found);
      });
    }
    return await Promise.race([promise, late(`${this.#child.spawnfile} does not say ${pattern}`)]);
  }

  /** Ends its whole process group, the engine's clients too. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) process.kill(-this.pid, "SIGKILL");
    await this.#ended;
  }
}

async function late(what: string): Promise<never> {
  await wait(READY_MS, undefined, { ref: false });
  throw new Error(`${what} within ${READY_MS / 1000} s`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
