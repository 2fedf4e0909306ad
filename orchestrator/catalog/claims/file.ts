// `file`: a file or folder, its owner, its mode, what it holds.
import { z } from "zod";
import { account, bound, path, patterns } from "./words.ts";

export const file = z
  .strictObject({
    path,
    exists: z.boolean().default(true).describe("whether it is there; true when left out"),
    filetype: z
      .enum(["file", "directory", "socket", "pipe"])
      .optional()
      .describe("file, directory, socket or pipe; links are followed"),
    owner: account.optional(),
    group: account.optional(),
    mode: z
      .string('must be in quotes, like "0644"')
      .regex(/^[0-7]{3,4}$/, 'must be like "0644"')
      .optional()
      .describe('permission bits in quotes, for example "0644"'),
    size: bound.optional().describe("bytes, for example {gt: 0}"),
    contents: patterns.optional(),
  })
  .refine((given) => given.exists || Object.keys(given).length === 2, {
    path: ["exists"],
    message: "can't be false beside what a file has",
  })
  .describe("a file or folder: {path} and what has to be so of it, or exists: false");
