// The process that is measured: terminals between shells on a unix socket and viewers on WebSockets, with capture or without.
//
//   terminal-server.ts captured|plain SOCKET
//
// Each connection to SOCKET is a shell; its terminal is called by the number of shells before it. Tells its port over IPC, and
// what it used and heard whenever it is sent anything.
import { createServer } from "node:http";
import { createServer as createShellServer, type Socket } from "node:net";
import { WebSocketServer } from "ws";
import type { ShellStream } from "../../orchestrator/core/ports.ts";
import { type ServedTerminal, serveTerminal } from "../../orchestrator/http/terminal-socket.ts";
import { MAX_FRAME_BYTES } from "../../orchestrator/protocol/messages.ts";
import { Terminal } from "../../orchestrator/terminal/terminal.ts";
import { PlainTerminal } from "./plain-terminal.ts";
import type { ServerUse } from "./server-messages.ts";
import { NONCE } from "./session.ts";

const [mode = "", socketPath = ""] = process.argv.slice(2);
const terminals = new Map<string, ServedTerminal>();
const heard = { commands: 0, shown: 0 };
const silent = () => {};
const log = { debug: silent, info: silent, warn: console.error, error: console.error };
const attempt = {
  id: "bench",
  underWay: true,
  terminals: { get: (id: string) => terminals.get(id) ?? null },
  record: { stored: { state: "running" } },
  hasStopped: () => false,
} as const;

createShellServer((socket) => {
  const id = `${terminals.size}`;
  const stream = shellOf(id, socket);
  terminals.set(id, mode === "captured" ? captured(id, stream) : new PlainTerminal(id, stream));
}).listen(socketPath, () => {
  const server = createServer();
  const sockets = new WebSocketServer({ server, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  sockets.on("connection", (socket, request) =>
    serveTerminal(socket, attempt, { terminal: request.url?.slice(1) ?? "", watches: false }, log),
  );
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.({ port: typeof address === "object" ? address?.port : 0 });
  });
});

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, ...heard } satisfies ServerUse);
});
process.on("disconnect", () => process.exit());

/** As the engine's exec gives it: a connection whose bytes are the shell's. */
function shellOf(id: string, socket: Socket): ShellStream {
  return {
    id,
    write: (bytes) => void socket.write(bytes),
    resize: async () => {},
    onData: (listener) => void socket.on("data", listener),
    onLost: () => {},
    onEnd: (listener) => void socket.on("close", () => listener(null)),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    close: async () => void socket.destroy(),
  };
}

function captured(id: string, stream: ShellStream): Terminal {
  return Terminal.open({
    id,
    machine: "web",
    stream,
    size: { cols: 100, rows: 30 },
    nonce: NONCE,
    now: Date.now,
    onCommand: (kind) => {
      if (kind === "command-ended") heard.commands += 1;
    },
    onForged: () => log.warn("a mark of the recording was not believed"),
    onSilenced: () => log.warn("the recorded shell was taken to be silenced"),
    onShown: ({ text }, { note }) => {
      heard.shown += 1;
      if (note) log.warn(`${text}: ${note}`);
    },
    onEnd: silent,
  });
}
