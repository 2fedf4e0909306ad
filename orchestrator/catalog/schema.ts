// What may stand in lab.yaml. Every object is strict: an unknown key is refused, with its line.
import { z } from "zod";
import { labKind, layer } from "../protocol/labs.ts";
import { placeholder } from "./claims/words.ts";
import { paramName, python, seconds, sentence, slug, step, symptom } from "./step.ts";

/** The most that a lab may ask for of each limit; also what it gets when it asks for nothing. */
export const DEFAULT_LIMITS = { pids: 256, memory_mb: 512, nofile: 1024 } as const;

/** How many files, folders and links a tmpfs may be given room for. */
const INODES = { least: 64, most: 65_536 } as const;

const value = z.union([
  z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}]*$/u, "must be one line"),
  z.number(),
]);

const range = z
  .union([
    z.array(value).min(1).max(50),
    z.strictObject({ from: z.number().int(), to: z.number().int() }).refine(({ from, to }) => from <= to, {
      message: "from must not be above to",
    }),
  ])
  .describe("a list of values, or {from: 8100, to: 8900} for a whole number (both included)");
const ranges = z
  .record(paramName, range)
  .refine((all) => Object.keys(all).every((name) => !/^((ip|host)_|nonce$)/.test(name)), {
    message: "the name nonce, and names beginning with ip_ and host_, are taken by what is built in",
  })
  .describe("parameters drawn for each attempt, used as {{name}}");

const limit = (most: number, least: number, unit: string) =>
  z
    .number()
    .int()
    .min(least)
    .max(most)
    .default(most)
    .describe(`${unit}; from ${least} to ${most}, which is the default`);

const megabytes = z.number().int().min(1).max(256);
const tmpfsSize = z
  .union([megabytes, z.strictObject({ mb: megabytes, inodes: z.number().int().min(INODES.least).max(INODES.most) })])
  .transform((given) => (typeof given === "number" ? { mb: given, inodes: null } : given))
  .describe(
    `a size in MiB, 1 to 256, or {mb: 24, inodes: 1000} with the number of files and folders too, ${INODES.least} to ${INODES.most}`,
  );

const machine = z.strictObject({
  hostname: z
    .string()
    .max(60)
    .regex(/^[a-z0-9{}_-]+$/, "must be a host name, which may hold {{param}}")
    .describe("what the shell's prompt shows"),
  image: slug.describe("a folder in images/"),
  shell: z.boolean().default(true).describe("whether the candidate may open terminals on it"),
  capabilities: z
    .array(z.enum(["NET_RAW", "NET_ADMIN"]))
    .max(2)
    .default([])
    .describe("a list of NET_RAW and NET_ADMIN"),
  tmpfs: z
    .record(z.string().regex(/^\/[^\0:,]*$/, "must be an absolute path"), tmpfsSize)
    .prefault({})
    .describe("mount point to size, for example {/var/log: 24} or {/var/spool: {mb: 24, inodes: 1000}}"),
  limits: z
    .strictObject({
      pids: limit(DEFAULT_LIMITS.pids, 16, "processes"),
      memory_mb: limit(DEFAULT_LIMITS.memory_mb, 32, "MiB"),
      nofile: limit(DEFAULT_LIMITS.nofile, 64, "open files per process"),
    })
    .prefault({})
    .describe("limits narrower than the defaults {pids: 256, memory_mb: 512, nofile: 1024}"),
  users: z
    .array(
      z.strictObject({
        name: z
          .string()
          .max(60)
          .regex(/^[a-z{][a-z0-9{}_-]*$/, "must be a user name, which may hold {{param}}"),
        uid: z.union([z.number().int().min(1000).max(4_000_000), placeholder]),
      }),
    )
    .max(10)
    .default([])
    .describe('users that the image does not have, for example [{name: "{{service}}", uid: "{{uid}}"}]'),
});

const pattern = z
  .string()
  .min(1)
  .max(400)
  .describe("RE2 syntax, tried on one line of output at a time; {{param}} is taken literally");
const patterns = z
  .union([pattern, z.array(pattern).min(1).max(8)])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .describe("a pattern, or a list of which one is enough");
const weight = z.number().positive().max(10);
const label = z.string().min(1).max(160).describe("a short sentence, which may hold {{param}}");
const act = { id: slug, label, command: pattern };

const evidence = z.strictObject({
  id: slug,
  label,
  weight: weight.default(1),
  symptom: z.boolean().default(false).describe("whether it is the symptom as its users meet it"),
  decisive: z.boolean().default(false).describe("whether the cause can't be named without it"),
  output: patterns.optional(),
  many: z
    .array(z.strictObject({ pattern, lines: z.number().int().min(2).max(1000) }))
    .max(8)
    .default([])
    .describe("patterns that have to match so many lines of one output, where a single such line is nothing unusual"),
  needs: z.array(slug).max(8).default([]).describe("evidence that must have been seen for this to mean something"),
  rules_out: z.array(slug).max(9).default([]).describe("suspects that are out once it was seen"),
  confirms: slug.optional().describe("the suspect that it names as the cause"),
  hints: z
    .tuple([sentence, sentence, sentence])
    .describe("three sentences: where to look, what to look for, what it means"),
  tools: z
    .array(z.union([z.string().min(1).max(500), z.strictObject({ on: slug, command: z.string().min(1).max(500) })]))
    .min(1)
    .max(6)
    .describe("commands that show it, each with another tool; three where three exist"),
  variants: z.array(slug).max(12).default([]).describe("the variants it belongs to; all when left out"),
});

const diagnosis = z
  .strictObject({
    suspects: z
      .array(z.strictObject({ id: slug, label }))
      .min(5)
      .max(9),
    causes: z.record(slug, slug).describe("the suspect that is the cause, by variant"),
    layers: z
      .partialRecord(layer, weight)
      .describe("how much a look at each layer counts, for example {process: 2, os: 1}"),
    evidence: z.array(evidence).min(4).max(30).describe("4 to 8 pieces for each variant"),
    mitigations: z.array(z.strictObject(act)).max(12).default([]).describe("what brings relief and leaves the cause"),
    destructive: z
      .array(z.strictObject({ ...act, severity: z.number().positive().max(2) }))
      .max(20)
      .default([])
      .describe("what destroys something in this lab, and how much: 1 caps the score"),
    verification: z
      .array(z.strictObject({ id: slug, label, output: patterns, weight: weight.default(1) }))
      .min(1)
      .max(8)
      .describe("what to look at after the last change"),
    par: z.strictObject({
      commands: z.number().int().min(1).max(100),
      diagnose_s: seconds.max(7200),
      resolve_s: seconds.max(7200),
    }),
  })
  .describe("how the path to the fix is judged");

/** lab.yaml as it stands in the file. */
export const labFile = z.strictObject({
  id: slug.describe("the folder's name"),
  kind: labKind
    .default("fault")
    .describe(
      "fault, or healthy for a lab in which nothing is wrong and a change is the mistake; never told before the end",
    ),
  title: sentence.describe("the symptom, as a page to the person on call would head it"),
  summary: z.string().min(1).max(600).describe("impact and circumstances in one or two sentences, never the cause"),
  level: z.number().int().min(1).max(5).describe("1 (easy) to 5"),
  minutes: z.number().int().min(1).max(180).describe("how long a person needs"),
  layers: z.array(layer).min(1).max(4).describe("some of process, os, host, network"),
  teaches: z.array(sentence).min(1).max(12).describe("a list of short phrases"),
  params: ranges.default({}),
  variants: z
    .record(
      slug,
      ranges.nullable().transform((given) => given ?? {}),
    )
    .refine((all) => Object.keys(all).length > 0, { message: "at least one variant is needed" })
    .describe("the id of each folder in fault/, with parameters of its own or {}"),
  machines: z
    .record(slug, machine)
    .refine((all) => Object.keys(all).length > 0, { message: "at least one machine is needed" })
    .refine((all) => Object.keys(all).length <= 6, { message: "at most 6 machines are possible" })
    .describe("the machines by name; the first one is the default of every `on`"),
  symptom,
  baseline: z
    .strictObject({ look: python, on: slug.optional(), within_s: seconds.max(60).default(10) })
    .optional()
    .describe(
      "{look: baseline.py}: a look at the machine before it is handed over; what it keeps is there in each check",
    ),
  check_timeout_s: seconds.max(300).default(60).describe("deadline of a whole check in seconds"),
  checks: z.array(step).min(1).max(30).describe("the steps of a check, in order"),
  diagnosis: diagnosis.optional(),
});
export type LabFile = z.infer<typeof labFile>;

/** The JSON Schema of lab.yaml, for editors. */
export function labJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(labFile, { io: "input" }), title: "lab.yaml of a Sickbay lab" };
}
