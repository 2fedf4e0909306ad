// What the measured process tells the one that measures.
import { z } from "zod";

export const serverReady = z.strictObject({ port: z.number() });

export const serverUse = z.strictObject({
  /** Used since the process began, in milliseconds. */
  cpuMs: z.number(),
  /** Commands that ended, and those of them whose output was told. */
  commands: z.number(),
  shown: z.number(),
});
export type ServerUse = z.infer<typeof serverUse>;
