// `http`: one request and its answer.
import { z } from "zod";
import { bounds, line, method, patterns, requestBody, timeout, url, within } from "./words.ts";

const status = z.number().int().min(100).max(599);
/** What statuses are right. */
export const statuses = z
  .union([status, z.array(status).min(1).max(10)])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .describe("a status, for example 201, or a list of which one is enough");

export const http = z
  .strictObject({
    url,
    method,
    "request-headers": z
      .array(line(1000).regex(/^[A-Za-z0-9-]+:/, 'must be like "Accept: text/html"'))
      .max(20)
      .default([])
      .describe('a list like ["Accept: text/html"]'),
    "request-body": requestBody,
    status: statuses,
    body: patterns.optional(),
    "answer-ms": bounds.optional(),
    timeout,
    "within-s": within,
  })
  .describe("one request: {url, status} and what else has to be so; redirects are not followed");
