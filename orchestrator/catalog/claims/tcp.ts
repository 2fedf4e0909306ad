// `tcp`: whether a port takes connections.
import { z } from "zod";
import { host, port, timeout, within } from "./words.ts";

export const tcp = z
  .strictObject({
    host,
    port,
    reachable: z.boolean().default(true).describe("whether a connection is taken; true when left out"),
    timeout,
    "within-s": within,
  })
  .describe("one connection: {host, port}, with reachable: false for one that must not be taken");
