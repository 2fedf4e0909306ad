// The HTTP server: one gate in front of everything, then the API, the page and the WebSockets.
import { createServer, type Server } from "node:http";
import express from "express";
import { LabError } from "../core/lab-error.ts";
import type { Recordings } from "../terminal/recording/recordings.ts";
import { answerErrors, notFound } from "./answer-errors.ts";
import type { Attempts } from "./attempts.ts";
import { Gate } from "./gate.ts";
import type { Log } from "./log.ts";
import { type Handlers, mountRoutes } from "./mount-routes.ts";
import { openApiDocument } from "./openapi.ts";
import { servePage } from "./page.ts";
import { MOST_PLACES } from "./places.ts";
import { mountRecordings } from "./recordings.ts";
import { mountReportFiles } from "./report-files.ts";
import { securityHeaders } from "./security-headers.ts";
import { serveSockets } from "./sockets.ts";

/** TCP connections at once: all WebSockets, and room for the requests of their pages. */
const MAX_CONNECTIONS = MOST_PLACES + 700;

export interface ServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Further origins by which people reach us. */
  readonly origins: readonly string[];
  readonly version: string;
  readonly handlers: Handlers;
  readonly attempts: Attempts;
  readonly recordings: Recordings;
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly log: Log;
}

export interface RunningServer {
  readonly url: string;
  /** Stops listening and closes all connections; WebSockets are told that we restart. */
  close(): Promise<void>;
}

/** @throws LabError("port-taken") when something else listens there */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, origins, log } = options;
  const app = express();
  const server = createServer({ requestTimeout: 30_000 }, app);
  server.maxConnections = MAX_CONNECTIONS;
  let gate = new Gate({ host, port: options.port, origins });

  app.disable("x-powered-by");
  app.set("query parser", false);
  app.use(securityHeaders);
  app.use((request, _response, next) => {
    gate.check(request);
    next();
  });
  mountRoutes(app, options.handlers);
  mountReportFiles(app, options.attempts);
  mountRecordings(app, options.recordings, options.attempts, log);
  const document = openApiDocument(options.version);
  app.get("/api/openapi.json", (_request, response) => response.json(document));
  servePage(app, options.pageFolder);
  app.use(notFound);
  app.use(answerErrors(log));
  const sockets = serveSockets({ server, gate: () => gate, attempts: options.attempts, log });

  const port = await listen(server, host, options.port);
  gate = new Gate({ host, port, origins });
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${name}:${port}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sockets.close();
      server.closeIdleConnections();
      // Whoever does not answer our close frame or finish a request in this time is cut off.
      const cutOff = setTimeout(() => {
        sockets.terminate();
        server.closeAllConnections();
      }, 2000);
      return closed.finally(() => clearTimeout(cutOff));
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(cannotListen(error, host, port));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("listening on no TCP port"));
      else resolve(address.port);
    });
  });
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  if (cause.code === "EADDRINUSE") {
    const remedy = `Stop what listens there (perhaps another Sickbay), or set SICKBAY_PORT to another port.`;
    return new LabError("port-taken", `Port ${port} on ${host} is taken.`, remedy, { cause });
  }
  if (cause.code === "EADDRNOTAVAIL" || cause.code === "EACCES" || cause.code === "ENOTFOUND") {
    const remedy = "Set SICKBAY_HOST to an address of this computer and SICKBAY_PORT to a port above 1023.";
    return new LabError("port-taken", `Sickbay may not listen on ${host}, port ${port} (${cause.code}).`, remedy, {
      cause,
    });
  }
  return cause;
}
