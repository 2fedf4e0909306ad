// Mounts the table of routes: each request is parsed once by its schema, handed to its handler, and answered.
import express, { type Express, type Request, type Response } from "express";
import type { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import { type Route, routes } from "../protocol/routes.ts";

/** The largest body of a request, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024;

type Routes = typeof routes;
type Parsed<R, K extends string> =
  R extends Record<K, infer S> ? (S extends z.ZodType ? z.infer<S> : undefined) : undefined;

/** One function per route, by its name in protocol/routes.ts. */
export type Handlers = {
  readonly [N in keyof Routes]: (
    params: Parsed<Routes[N], "params">,
    body: Parsed<Routes[N], "body">,
  ) => Promise<z.infer<Routes[N]["answer"]>>;
};

interface AnyHandlers {
  readonly [name: string]: (params: unknown, body: unknown) => Promise<unknown>;
}

export function mountRoutes(app: Express, handlers: Handlers): void {
  const readJson = express.json({ limit: MAX_BODY_BYTES, type: "application/json", strict: true });
  // Each handler takes what its own route's schemas give; the compiler can't follow that through a loop over names.
  const byName = handlers as unknown as AnyHandlers;
  for (const [name, route] of Object.entries<Route>(routes)) {
    const handle = byName[name];
    if (!handle) throw new Error(`no handler for the route ${name}`);
    const answer = async (request: Request, response: Response): Promise<void> => {
      const params = route.params && parse(route.params, request.params, "The address");
      if (route.body && !request.is("application/json")) {
        throw new LabError("bad-request", "The body is not JSON.", "Send it with Content-Type: application/json.");
      }
      const body = route.body && parse(route.body, request.body, "The body");
      const result = await handle(params, body);
      // Through its schema on the way out too, so that a key which is not in the contract can never leave.
      response.status(route.status).setHeader("Cache-Control", "no-store").json(route.answer.parse(result));
    };
    app[route.method](route.path, readJson, answer);
  }
}

/** A value by its schema. Throws LabError("bad-request") that says what is not as expected; `what` names the value. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, what: string): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join(".") || "it"}: ${message}`);
  throw new LabError(
    "bad-request",
    `${what} is not as expected (${issues.join("; ")}).`,
    "See /api/openapi.json for what is expected.",
  );
}
