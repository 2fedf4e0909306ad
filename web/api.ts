// Calls the HTTP API. Paths, bodies and answers are those of protocol/routes.ts, and every answer is parsed by them.
import type { z } from "zod";
import type { HintOffer } from "../orchestrator/protocol/diagnosis.ts";
import { apiError, type ErrorCode } from "../orchestrator/protocol/errors.ts";
import { type Route, routes, type socketPaths } from "../orchestrator/protocol/routes.ts";
import { reportReachable, reportUnreachable } from "./ui/connection.ts";

/** Why a call failed: a code of the orchestrator's, or of the page itself when nothing usable came back. */
export type FailureCode = ErrorCode | "unreachable" | "unreadable";

/** A call that failed: what happened, and what to do about it. */
export class ApiFailure extends Error {
  readonly code: FailureCode;
  readonly remedy: string;

  constructor(code: FailureCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ApiFailure";
    this.code = code;
    this.remedy = remedy;
  }
}

type Params = Readonly<Record<string, string>>;

/** Fills the names after `:` of a path. Throws when one is missing. */
export function fillPath(path: string, params: Params): string {
  return path.replace(/:([a-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The path ${path} needs ${name}.`);
    return encodeURIComponent(value);
  });
}

/** The address of a WebSocket, on the server that served the page. */
export function socketUrl(path: (typeof socketPaths)[keyof typeof socketPaths], params: Params): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${fillPath(path, params)}`;
}

/**
 * Calls a route and gives its parsed answer.
 *
 * @throws ApiFailure with the orchestrator's message and remedy, or ours where it doesn't answer
 */
async function call<R extends Route>(
  route: R,
  options: { params?: Params; body?: unknown; signal?: AbortSignal } = {},
): Promise<z.infer<R["answer"]>> {
  const response = await send(route, options);
  const body = await readJson(response);
  if (!response.ok) throw failureOf(response, body);
  const parsed = route.answer.safeParse(body);
  if (!parsed.success) {
    throw new ApiFailure(
      "unreadable",
      "The orchestrator's answer is not one that this page knows.",
      "Reload the page; it may be older than the orchestrator.",
      { cause: parsed.error },
    );
  }
  return parsed.data as z.infer<R["answer"]>;
}

/**
 * The text of a file that the orchestrator offers.
 *
 * @throws ApiFailure with the orchestrator's message and remedy, or ours where it doesn't answer or the file was cut
 */
export async function readFile(path: string, params: Params, signal: AbortSignal): Promise<string> {
  const response = await send({ method: "get", path }, { params, signal });
  if (!response.ok) throw failureOf(response, await readJson(response));
  try {
    return await response.text();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiFailure("unreadable", "The file did not come to its end.", "Try again.", { cause });
  }
}

async function send(
  route: Pick<Route, "method" | "path">,
  { params = {}, body, signal }: { params?: Params; body?: unknown; signal?: AbortSignal },
): Promise<Response> {
  try {
    const response = await fetch(fillPath(route.path, params), {
      method: route.method.toUpperCase(),
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    reportReachable();
    return response;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    reportUnreachable();
    throw new ApiFailure(
      "unreachable",
      "The orchestrator does not answer.",
      "Start it with npm start. This page goes on by itself; machines that were running keep running.",
      { cause },
    );
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // Not JSON: a proxy's page, or an answer that was cut. The schemas refuse undefined with a clear failure.
    return undefined;
  }
}

function failureOf(response: Response, body: unknown): ApiFailure {
  const parsed = apiError.safeParse(body);
  if (parsed.success) return new ApiFailure(parsed.data.code, parsed.data.message, parsed.data.remedy);
  return new ApiFailure(
    "unreadable",
    `The orchestrator answered ${response.status} without saying why.`,
    "Try again; if it stays, its log tells more.",
  );
}

type Signal = { signal?: AbortSignal };
const ofAttempt = (attempt: string) => ({ params: { attempt } });

/** Every call that the page makes. */
export const api = {
  health: (options: Signal = {}) => call(routes.health, options),
  labs: (options: Signal = {}) => call(routes.labs, options),
  attempts: (options: Signal = {}) => call(routes.attempts, options),
  createAttempt: (lab: string) => call(routes.createAttempt, { body: { lab } }),
  attempt: (id: string, options: Signal = {}) => call(routes.attempt, { ...ofAttempt(id), ...options }),
  check: (id: string) => call(routes.check, ofAttempt(id)),
  end: (id: string) => call(routes.end, ofAttempt(id)),
  reset: (id: string) => call(routes.reset, ofAttempt(id)),
  setCoach: (id: string, on: boolean) => call(routes.coach, { ...ofAttempt(id), body: { on } }),
  takeHint: (id: string, offer: HintOffer) => call(routes.hint, { ...ofAttempt(id), body: offer }),
  saveNotes: (id: string, notes: string) => call(routes.notes, { ...ofAttempt(id), body: { notes } }),
  openTerminal: (id: string, machine: string) => call(routes.openTerminal, { ...ofAttempt(id), body: { machine } }),
  closeTerminal: (id: string, terminal: string) => call(routes.closeTerminal, { params: { attempt: id, terminal } }),
  progress: (options: Signal = {}) => call(routes.progress, options),
  saveStory: (id: string, story: string) => call(routes.story, { ...ofAttempt(id), body: { story } }),
  output: (attempt: string, command: string, options: Signal = {}) =>
    call(routes.output, { params: { attempt, command }, ...options }),
  recordings: (attempt: string, options: Signal = {}) => call(routes.recordings, { ...ofAttempt(attempt), ...options }),
  result: (id: string, options: Signal = {}) => call(routes.result, { ...ofAttempt(id), ...options }),
};
