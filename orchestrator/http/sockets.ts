// WebSockets: who may connect, to what, how many, and whether the other side is still there.
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { LabError } from "../core/lab-error.ts";
import { closeCode, httpStatus } from "../protocol/errors.ts";
import { MAX_FRAME_BYTES } from "../protocol/messages.ts";
import { socketPaths } from "../protocol/routes.ts";
import { serveAttempt } from "./attempt-socket.ts";
import type { Attempts } from "./attempts.ts";
import type { Gate } from "./gate.ts";
import type { Log } from "./log.ts";
import { Places } from "./places.ts";
import { toProblem } from "./problem.ts";
import { serveTerminal } from "./terminal-socket.ts";

const PING_MS = 30_000;
/** A larger message is not even read, in bytes, and closed with `closeCode.unread`; a smaller one that is too big with a code of ours. */
const MAX_READ_BYTES = 16 * MAX_FRAME_BYTES;

export interface SocketsOptions {
  readonly server: Server;
  readonly gate: () => Gate;
  readonly attempts: Attempts;
  readonly log: Log;
}

interface Target {
  readonly attempt: string;
  /** Null for the attempt's own events. */
  readonly terminal: string | null;
  /** Whether the address is one for those who only watch. */
  readonly watches: boolean;
}

export interface Sockets {
  /** Tells every WebSocket that we are stopping. */
  close(): void;
  /** Cuts off those that did not answer. */
  terminate(): void;
}

/** Answers upgrades on the server. */
export function serveSockets({ server, gate, attempts, log }: SocketsOptions): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_READ_BYTES, perMessageDeflate: false });
  const places = new Places();
  const alive = new WeakSet<WebSocket>();

  server.on("upgrade", (request, stream, head) => {
    stream.on("error", (error) => log.debug({ err: error }, "a connection broke while it was upgraded"));
    try {
      gate().check(request, true);
      const target = findTarget(request);
      stream.once("close", places.take(target.attempt, target.watches));
      sockets.handleUpgrade(request, stream, head, (socket) => connect(socket, target));
    } catch (error) {
      refuse(stream, error, log);
    }
  });

  const connect = (socket: WebSocket, target: Target): void => {
    alive.add(socket);
    socket.on("pong", () => alive.add(socket));
    socket.on("error", (error) =>
      log.warn({ ...target, err: error }, "a WebSocket was closed: bad frame or broken link"),
    );
    const serve = async (): Promise<void> => {
      const { attempt, terminal, watches } = target;
      // Messages that come before the attempt is found wait in the socket.
      socket.pause();
      const live = await attempts.live(attempt).finally(() => socket.resume());
      if (terminal !== null && live.coming && !live.terminals.get(terminal)) {
        socket.close(closeCode.restarting, "The machines are being started or taken over; try again.");
        return;
      }
      if (terminal === null) serveAttempt(socket, live, log);
      else serveTerminal(socket, live, { terminal, watches }, log);
    };
    serve().catch((error: unknown) => {
      if (error instanceof LabError) log.info({ ...target }, `a WebSocket was refused: ${error.message}`);
      else log.error({ ...target, err: error }, "a WebSocket could not be served");
      const over = error instanceof LabError && error.code === "wrong-state";
      socket.close(over ? closeCode.attemptEnded : closeCode.notFound, toProblem(error).message);
    });
  };

  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      if (alive.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, PING_MS);
  pings.unref();

  return {
    close: () => {
      clearInterval(pings);
      for (const socket of sockets.clients) socket.close(closeCode.restarting, "Sickbay is restarting.");
    },
    terminate: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

/** Each path, and whether it is for those who only watch. */
const paths = [
  [socketPaths.attempt, false],
  [socketPaths.terminal, false],
  [socketPaths.watchedAttempt, true],
  [socketPaths.watchedTerminal, true],
] as const;

function findTarget(request: IncomingMessage): Target {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  for (const [path, watches] of paths) {
    const { attempt, terminal = null } = match(path, pathname) ?? {};
    if (attempt !== undefined) return { attempt, terminal, watches };
  }
  throw new LabError("not-found", "There is no WebSocket at this address.", "See protocol/routes.ts for their paths.");
}

/** The named parts of a path, or null where it does not fit. */
function match(pattern: string, pathname: string): Record<string, string> | null {
  const source = pattern.replace(/:([a-z]+)/g, "(?<$1>[A-Za-z0-9_-]{1,64})");
  const found = new RegExp(`^${source}$`).exec(pathname);
  return found ? { ...found.groups } : null;
}

/** Before the upgrade an answer is still plain HTTP. */
function refuse(stream: Duplex, error: unknown, log: Log): void {
  const problem = toProblem(error);
  if (error instanceof LabError) log.warn({ code: problem.code }, problem.message);
  else log.error({ err: error }, "an upgrade failed");
  const body = JSON.stringify(problem);
  const status = httpStatus[problem.code];
  stream.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
