// `process`: which processes run, as whom, and whether they are the same as before.
import { z } from "zod";
import { account, bound, earlier, line, port, unit } from "./words.ts";

/** What picks processes; all that are given have to fit. */
export const selectors = {
  comm: line(15).optional().describe("the name of the program as in /proc/PID/comm, at most 15 characters"),
  port: port.optional().describe("a TCP port: the processes that listen on it"),
  unit: unit.optional().describe("a unit: its main process and all that descend from it"),
  state: z.enum(["R", "S", "D", "T", "Z"]).optional().describe("a state as ps shows it; zombies count only with Z"),
};
export const selectorNames = ["comm", "port", "unit", "state"] as const;
export const picksNothing = { message: `holds none of ${selectorNames.join(", ")}` };

/** Whether any selector is there. */
export function picks(given: { readonly [name in (typeof selectorNames)[number]]?: unknown }): boolean {
  return selectorNames.some((name) => given[name] !== undefined);
}

export const process = z
  .strictObject({
    ...selectors,
    running: z.boolean().optional().describe("whether there are any; true when neither this nor count is given"),
    count: bound.optional(),
    user: z
      .union([account, z.array(account).min(1).max(10)])
      .transform((given) => (Array.isArray(given) ? given : [given]))
      .optional()
      .describe("as whom all of them run: a name, a number, or a list, for example [root, www-data]"),
    since: earlier,
    replaced: z
      .boolean()
      .optional()
      .describe("compared with the step of since: true, none of its processes is left; false, the oldest is the same"),
  })
  .refine(picks, picksNothing)
  .refine((given) => given.running !== false || (given.count ?? given.user ?? given.since) === undefined, {
    path: ["running"],
    message: "can't be false beside count, user or since",
  })
  .refine((given) => (given.since === undefined) === (given.replaced === undefined), {
    path: ["since"],
    message: "and replaced go together",
  })
  .describe("processes: one of comm, port, unit, state, and what has to be so of them");
