// `restart`: restarts units, which is never judged itself.
import { z } from "zod";
import { port, unit } from "./words.ts";

export const restart = z
  .strictObject({
    unit: z
      .union([unit, z.array(unit).min(1).max(6)])
      .transform((given) => (Array.isArray(given) ? given : [given]))
      .describe("a unit, or a list of them in the order in which they are restarted"),
    port: port.optional().describe("a TCP port to wait for until something listens on it"),
    "wait-s": z.number().int().min(1).max(60).default(6).describe("for how many seconds at most it is waited for"),
  })
  .describe("restarts units: {unit}, and with port waits until something listens there");
