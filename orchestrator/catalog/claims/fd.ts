// `fd`: what processes hold open.
import { z } from "zod";
import { picks, picksNothing, selectors } from "./process.ts";
import { bound, earlier } from "./words.ts";

/** Sockets by their state, in the words of ss(8). In TIME-WAIT a socket belongs to no process any more. */
const states = z
  .strictObject({
    ESTAB: bound,
    "SYN-SENT": bound,
    "SYN-RECV": bound,
    "FIN-WAIT-1": bound,
    "FIN-WAIT-2": bound,
    "CLOSE-WAIT": bound,
    "LAST-ACK": bound,
    LISTEN: bound,
    CLOSING: bound,
  })
  .partial();

export const fd = z
  .strictObject({
    ...selectors,
    open: bound.optional().describe("how many descriptors they hold in all, for example {lt: 200}"),
    deleted: bound.optional().describe("how many of them lead to a file that was deleted"),
    tcp: states.optional().describe("TCP sockets by their state as ss shows it, for example {CLOSE-WAIT: {lt: 5}}"),
    since: earlier,
    growth: bound.optional().describe("how many more there are than at the step of since, for example {lt: 20}"),
  })
  .refine(picks, picksNothing)
  .refine((given) => (given.since === undefined) === (given.growth === undefined), {
    path: ["since"],
    message: "and growth go together",
  })
  .describe("descriptors: one of comm, port, unit, state, and what has to be so of what they hold");
