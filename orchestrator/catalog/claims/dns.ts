// `dns`: what a name server answers.
import { z } from "zod";
import { host, line, port, timeout, within } from "./words.ts";

export const dns = z
  .strictObject({
    resolve: host.describe("the name to ask for"),
    type: z.enum(["A", "AAAA", "CNAME"]).default("A").describe("A, AAAA or CNAME; A when left out"),
    server: host.describe("the address of the name server that is asked"),
    port: port.default(53),
    resolvable: z.boolean().default(true).describe("whether there is an answer; true when left out"),
    addrs: z.array(line(200)).min(1).max(20).optional().describe("all that is answered, in any order"),
    timeout,
    "within-s": within,
  })
  .refine((given) => given.resolvable || given.addrs === undefined, {
    path: ["addrs"],
    message: "can't stand beside resolvable: false",
  })
  .describe("one question to a name server: {resolve, server, addrs}, or resolvable: false");
