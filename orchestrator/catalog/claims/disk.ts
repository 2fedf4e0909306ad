// `disk`: how full a file system is.
import { z } from "zod";
import { bound, path } from "./words.ts";

export const disk = z
  .strictObject({
    path,
    usage: bound
      .optional()
      .describe("percent of all blocks in use, rounded up, which is what df shows of a tmpfs; for example {lt: 90}"),
    inodes: bound.optional().describe("percent of all inodes in use, rounded up; for example {lt: 90}"),
  })
  .refine((given) => (given.usage ?? given.inodes) !== undefined, { message: "holds none of usage, inodes" })
  .describe("the file system that a path is on: {path, usage} or {path, inodes}");
