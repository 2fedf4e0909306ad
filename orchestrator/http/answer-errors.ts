// The last stop of every request: what nobody answered, and what went wrong.
import type { ErrorRequestHandler, RequestHandler } from "express";
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import { httpStatus } from "../protocol/errors.ts";
import type { Log } from "./log.ts";
import { MAX_BODY_BYTES } from "./mount-routes.ts";
import { toProblem } from "./problem.ts";

export const notFound: RequestHandler = (request) => {
  throw new LabError(
    "not-found",
    `There is nothing at ${request.method} ${request.path}.`,
    "See /api/openapi.json for what there is.",
  );
};

/** Errors of express and of its body parser. */
const httpError = z.object({ status: z.number().int(), type: z.string().optional() });

export function answerErrors(log: Log): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (thrown: unknown, request, response, _next) => {
    const error = asLabError(thrown);
    const problem = toProblem(error);
    const status = httpStatus[problem.code];
    const fields = { method: request.method, path: request.path, status };
    if (status >= 500 && !(error instanceof LabError)) log.error({ ...fields, err: error }, "a request failed");
    else log.info({ ...fields, code: problem.code }, problem.message);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(status).setHeader("Cache-Control", "no-store").json(problem);
  };
}

function asLabError(thrown: unknown): unknown {
  if (thrown instanceof LabError) return thrown;
  const parsed = httpError.safeParse(thrown);
  if (!parsed.success || parsed.data.status >= 500) return thrown;
  if (parsed.data.status === 413) {
    return new LabError("too-large", "The body is too large.", `Send at most ${MAX_BODY_BYTES / 1024} KB.`, {
      cause: thrown,
    });
  }
  if (parsed.data.status === 404) {
    return new LabError("not-found", "There is no such file.", "Start at the first page.", { cause: thrown });
  }
  return new LabError("bad-request", "The request can't be read.", "Send valid JSON.", { cause: thrown });
}
