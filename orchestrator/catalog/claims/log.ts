// `log`: what was written to a unit's journal or to a file.
import { z } from "zod";
import { bound, earlier, path, patterns, unit } from "./words.ts";

export const log = z
  .strictObject({
    unit: unit.optional(),
    path: path.optional(),
    since: earlier.describe("the id of an earlier log step: only what was written after it counts"),
    contents: patterns.optional(),
    lines: bound.optional().describe("how many lines there are, for example {lt: 100}"),
  })
  .refine((given) => (given.unit === undefined) !== (given.path === undefined), {
    message: "has to hold one of unit and path",
  })
  .describe("a log: unit or path, and what has to be so of its lines; with nothing more it marks a place for since");
