// What may stand in one step of a check: the name of a script, or a claim.
import { z } from "zod";
import { claimKinds, claims, modes } from "./claims/claims.ts";

export const slug = z
  .string()
  .max(48)
  .regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and dashes, beginning with a letter");
export const paramName = z
  .string()
  .max(32)
  .regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and underscores, beginning with a letter");
export const sentence = z.string().min(1).max(400);
export const python = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9_-]*\.py$/, "must be the name of a .py file in checks/");
const shell = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9_-]*\.sh$/, "must be the name of a .sh file in checks/");
export const seconds = z.number().positive();

const scripted = ["probe", "look", "provoke"] as const;
const kinds = [...scripted, ...claimKinds];

/** What a step does, by the key that says it. */
export type StepKind = (typeof kinds)[number];

/** One step; exactly one of the kinds is there. */
export const step = z
  .strictObject({
    id: slug,
    title: sentence.describe("what is being looked at, in words that do not give the cause away"),
    on: slug.optional().describe("a machine; the first one when left out"),
    proves: z
      .enum(["symptom", "root"])
      .optional()
      .describe(
        "symptom or root: what it means when this step is not met; in a healthy lab, that it is not well, or was changed",
      ),
    timeout_s: seconds.max(120).default(15).describe("seconds for the whole step, at most 120; 15 when left out"),
    probe: python.optional().describe("a script that asks from the machine's network"),
    look: python.optional().describe("a script that looks among the machine's processes and files while it is paused"),
    provoke: shell.optional().describe("a script that root runs in the machine"),
    args: z
      .record(paramName, z.union([z.string().max(1000), z.number()]))
      .optional()
      .describe("texts and numbers for the script"),
    always: z
      .boolean()
      .optional()
      .describe("for provoke: also before the first step and after the check was decided, to put things back"),
    ...claims.partial().shape,
  })
  .superRefine((given, context) => {
    const problem = (message: string, ...path: string[]): void => {
      context.addIssue({ code: "custom", message, path });
    };
    const [kind, ...more] = kinds.filter((name) => given[name] !== undefined);
    if (kind === undefined) return problem(`says nothing to do: it holds none of ${kinds.join(", ")}`);
    if (more.length > 0) return problem(`holds ${[kind, ...more].join(" and ")}, of which a step takes one`);
    const judged = kind !== "provoke" && (!isClaim(kind) || modes[kind] !== "provoke");
    if (judged && given.proves === undefined) problem("is missing", "proves");
    if (!judged && given.proves !== undefined) problem(`can't stand beside ${kind}, which is never judged`, "proves");
    if (given.args !== undefined && isClaim(kind)) problem(`is for scripts; ${kind} holds all that it needs`, "args");
    if (given.always !== undefined && kind !== "provoke") problem("is for provoke", "always");
  })
  .describe(
    `one of {id, title, proves, probe: file.py}, {id, title, proves, look: file.py}, {id, title, provoke: file.sh}, or with a claim in place of the script: ${claimKinds.join(", ")}`,
  )
  // Editors say it while it is typed; the refinement above says it in a sentence.
  .meta({ oneOf: kinds.map((kind) => ({ required: [kind] })) });
export type StepFile = z.infer<typeof step>;

/** Claims that ask from the network, as users of the service do. */
const asking = claims.pick({ http: true, tcp: true, dns: true, sql: true, load: true });
const seenBy = ["probe", ...asking.keyof().options] as const;

/** How the symptom is seen: a script or a claim, of which exactly one is there. */
export const symptom = z
  .strictObject({
    on: slug.optional().describe("a machine; the first one when left out"),
    within_s: seconds.max(60).default(10).describe("how soon it has to be seen, in seconds; 10 when left out"),
    probe: python.optional().describe("symptom.py, a script that asks from the machine's network"),
    ...asking.partial().shape,
  })
  .superRefine((given, context) => {
    const shown = seenBy.filter((kind) => given[kind] !== undefined);
    if (shown.length === 1) return;
    const message =
      shown.length === 0
        ? `says nothing to look for: it holds none of ${seenBy.join(", ")}`
        : `holds ${shown.join(" and ")}, of which it takes one`;
    context.addIssue({ code: "custom", message });
  })
  .describe(
    `{probe: symptom.py}: a probe that is met once the symptom can be seen, or what a complaint is about; or a claim in its place: ${asking.keyof().options.join(", ")}`,
  )
  .meta({ oneOf: seenBy.map((kind) => ({ required: [kind] })) });

/** Whether a step of this kind makes a claim. */
export function isClaim(kind: StepKind): kind is (typeof claimKinds)[number] {
  return claimKinds.some((name) => name === kind);
}
