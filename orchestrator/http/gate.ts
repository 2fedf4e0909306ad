// Who may talk to us: the names we are reached by, and pages that we served. Against DNS rebinding and cross-site requests.
import type { IncomingMessage } from "node:http";
import { LabError } from "../core/lab-error.ts";

export interface GateOptions {
  /** The address that the server is bound to. */
  readonly host: string;
  readonly port: number;
  /** Further origins by which people reach us, like `https://labs.example.org`. */
  readonly origins: readonly string[];
}

const loopback = ["127.0.0.1", "localhost", "[::1]"];
/** Bound to every address: that is no name by which a browser may call us. */
const wildcards = ["0.0.0.0", "::"];
const safeMethods = ["GET", "HEAD"];

/** Refuses requests with a foreign Host or Origin. The same for HTTP and for WebSocket upgrades. */
export class Gate {
  readonly #hosts = new Set<string>();
  readonly #origins = new Set<string>();

  constructor({ host, port, origins }: GateOptions) {
    const own = host.includes(":") ? `[${host}]` : host;
    const names = wildcards.includes(host) ? loopback : [...loopback, own];
    for (const origin of [...names.map((name) => `http://${name}:${port}`), ...origins]) {
      const url = new URL(origin);
      // URL leaves a default port out, as browsers do in both headers.
      this.#hosts.add(url.host);
      this.#origins.add(url.origin);
    }
  }

  /** @throws LabError("foreign-origin") when the request is not from one of our own names and pages */
  check(request: Pick<IncomingMessage, "headers" | "method">, isUpgrade = false): void {
    const { headers } = request;
    const host = headers.host?.toLowerCase();
    if (host === undefined || !this.#hosts.has(host)) throw foreign(`the name ${JSON.stringify(host ?? "")}`);
    const { origin } = headers;
    if (origin !== undefined) {
      if (!this.#origins.has(origin)) throw foreign(`the origin ${JSON.stringify(origin)}`);
      return;
    }
    const site = headers["sec-fetch-site"];
    const fromBrowser = site !== undefined || headers["user-agent"]?.startsWith("Mozilla/") === true;
    const harmless = !isUpgrade && safeMethods.includes(request.method ?? "");
    // Browsers send an Origin with whatever changes something; programs like curl need not.
    if (fromBrowser && !harmless) throw foreign("no origin");
    const navigation = headers["sec-fetch-mode"] === "navigate";
    if (site !== undefined && site !== "same-origin" && site !== "none" && !navigation) throw foreign("another site");
  }
}

function foreign(what: string): LabError {
  return new LabError(
    "foreign-origin",
    `Requests from ${what} are refused.`,
    "Open Sickbay at the address it printed when it started, or name yours in SICKBAY_ORIGIN.",
  );
}
