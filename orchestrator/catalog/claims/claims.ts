// All kinds of claims: what may be said of each, and how it is looked at.
import { z } from "zod";
import { cron } from "./cron.ts";
import { disk } from "./disk.ts";
import { dns } from "./dns.ts";
import { fd } from "./fd.ts";
import { file } from "./file.ts";
import { http } from "./http.ts";
import { load } from "./load.ts";
import { log } from "./log.ts";
import { process, selectorNames } from "./process.ts";
import { restart } from "./restart.ts";
import { sql } from "./sql.ts";
import { tcp } from "./tcp.ts";

/** One claim of each kind. */
export const claims = z.strictObject({ http, tcp, dns, process, fd, disk, file, sql, log, restart, cron, load });
export type Claims = z.infer<typeof claims>;
export type ClaimKind = keyof Claims;
export const claimKinds = claims.keyof().options;

/** What kind of step a claim becomes: core/lab.ts says where each runs. */
export const modes = {
  http: "probe",
  tcp: "probe",
  dns: "probe",
  sql: "probe",
  load: "probe",
  process: "look",
  fd: "look",
  disk: "look",
  file: "look",
  log: "look",
  restart: "provoke",
  cron: "provoke",
} as const satisfies Record<ClaimKind, "probe" | "look" | "provoke">;

/** Kinds that draw a {{nonce}}; later claims of other kinds may ask for what became of it. */
export const drawing: readonly ClaimKind[] = ["http", "load"];

/** What two claims must have in common for one to be compared with the other, by kind. */
export const compared: Partial<Record<ClaimKind, readonly string[]>> = {
  process: selectorNames,
  fd: selectorNames,
  log: ["unit", "path"],
};
