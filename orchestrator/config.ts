// The settings that the environment can give, with their defaults.
import { join, resolve } from "node:path";
import { z } from "zod";
import { type LabSource, labSources } from "./catalog/lab-sources.ts";
import { LabError } from "./core/lab-error.ts";
import { parseRange } from "./docker/subnets.ts";

const whole = (from: number, to: number) =>
  z.coerce.number(`has to be a whole number from ${from} to ${to}`).int().min(from).max(to);

const origin = z.url({ protocol: /^https?$/ }).refine((url) => URL.canParse(url) && new URL(url).origin === url, {
  message: "has to be an origin like https://labs.example.org, without a path",
});

const environment = z.object({
  SICKBAY_HOST: z.string().default("127.0.0.1"),
  SICKBAY_PORT: whole(0, 65_535).default(4180),
  SICKBAY_DATA: z.string().default("./data"),
  SICKBAY_LABS: z.string().default("./labs"),
  SICKBAY_PAGE: z.string().default("./web/dist"),
  SICKBAY_CAPACITY: whole(1, 1000).default(8),
  /** How long an attempt may last; by default three times the lab's minutes, and at least half an hour. */
  SICKBAY_DEADLINE_SECONDS: whole(1, 7 * 24 * 3600).optional(),
  SICKBAY_SUBNETS: z
    .string()
    .refine(isRange, { message: "has to be a range of IPv4 subnets from /8 to /28, like 10.213.0.0/16" })
    .optional(),
  SICKBAY_IMAGES: z.string().optional(),
  /** One origin or several, separated by commas. */
  SICKBAY_ORIGIN: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part !== ""))
    .pipe(z.array(origin)),
  /** Where terminals dial in; by default a folder of the data folder. */
  SICKBAY_LINES: z.string().optional(),
  SICKBAY_EXEC_TRACE: z.enum(["0", "1"]).default("0"),
  SICKBAY_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  DOCKER_HOST: z.string().optional(),
});

export interface Config {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Absolute paths. */
  readonly dataFolder: string;
  readonly linesFolder: string;
  readonly labs: readonly LabSource[];
  readonly pageFolder: string;
  readonly capacity: number;
  readonly deadlineSeconds: number | undefined;
  readonly subnetRange: string | undefined;
  readonly imagePrefix: string | undefined;
  /** Whether the kernel is asked too which programs were started. */
  readonly execTrace: boolean;
  readonly origins: readonly string[];
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly dockerHost: string | undefined;
}

/**
 * @param variables as in process.env
 * @param root the folder that relative default paths count from
 * @throws LabError that names each variable which has a wrong value
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>, root: string): Config {
  // An empty variable is as good as none: compose files pass them on like that.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path: [name], message }) => `${String(name)}: ${message}`);
    throw new LabError("bad-request", wrong.join("; "), "Correct or unset the variable; the README lists them.");
  }
  const env = parsed.data;
  return {
    host: env.SICKBAY_HOST,
    port: env.SICKBAY_PORT,
    dataFolder: resolve(root, env.SICKBAY_DATA),
    linesFolder: resolve(root, env.SICKBAY_LINES ?? join(env.SICKBAY_DATA, "lines")),
    labs: labSources(env.SICKBAY_LABS, root),
    pageFolder: resolve(root, env.SICKBAY_PAGE),
    capacity: env.SICKBAY_CAPACITY,
    deadlineSeconds: env.SICKBAY_DEADLINE_SECONDS,
    subnetRange: env.SICKBAY_SUBNETS,
    imagePrefix: env.SICKBAY_IMAGES,
    execTrace: env.SICKBAY_EXEC_TRACE === "1",
    origins: env.SICKBAY_ORIGIN,
    logLevel: env.SICKBAY_LOG_LEVEL,
    dockerHost: env.DOCKER_HOST,
  };
}

function isRange(text: string): boolean {
  try {
    parseRange(text);
    return true;
  } catch {
    // The schema's own message says what is expected.
    return false;
  }
}
