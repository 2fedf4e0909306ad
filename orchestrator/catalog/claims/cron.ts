// `cron`: plays what a day of cron brings, which is never judged itself.
import { z } from "zod";

export const cron = z
  .strictObject({
    rounds: z
      .number()
      .int()
      .min(1)
      .max(20)
      .describe("how often what is due several times within an hour is started, once a second; 1 to 20"),
    boot: z
      .boolean()
      .default(false)
      .describe("also what a start of the machine runs: @reboot entries and /etc/rc.local, once"),
  })
  .describe("plays a day of cron: {rounds: 4}, and with boot: true a start of the machine too");
