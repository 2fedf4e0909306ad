// `load`: many requests at once.
import { z } from "zod";
import { statuses } from "./http.ts";
import { bound, bounds, method, patterns, requestBody, timeout, url } from "./words.ts";

/** Below so many requests the slowest one is all that a p99 tells. */
const LEAST_FOR_P99 = 100;

export const load = z
  .strictObject({
    url,
    method,
    "request-body": requestBody,
    requests: z.number().int().min(1).max(5000).describe("how many requests, 1 to 5000"),
    clients: z.number().int().min(1).max(64).default(8).describe("how many at once, 1 to 64; 8 when left out"),
    status: statuses,
    body: patterns.optional(),
    failed: bound.optional().describe("how many may be answered otherwise; none when left out"),
    "p50-ms": bounds.optional(),
    "p95-ms": bounds.optional(),
    "p99-ms": bounds.optional(),
    timeout,
  })
  .refine((given) => given["p99-ms"] === undefined || given.requests >= LEAST_FOR_P99, {
    path: ["p99-ms"],
    message: `needs at least ${LEAST_FOR_P99} requests`,
  })
  .describe("many requests: {url, requests, status} and what else has to be so");
