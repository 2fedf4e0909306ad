// `disk`: how full a file system is.
import { z } from "zod";
import { bound, path } from "./words.ts";

export const disk = z
  .strictObject({
    path,
    usage: bound.optional().describe("percent of the blocks in use, rounded up as df does, for example {lt: 90}"),
    inodes: bound.optional().describe("percent of the inodes in use, rounded up as df does, for example {lt: 90}"),
  })
  .refine((given) => (given.usage ?? given.inodes) !== undefined, { message: "holds none of usage, inodes" })
  .describe("the file system that a path is on: {path, usage} or {path, inodes}");
