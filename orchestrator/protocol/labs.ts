// What the library page and `lab list` show of a lab. Never its kind, fault, checks, solutions or masks.
import { z } from "zod";

/** The layers at which a fault can sit, in the order in which an engineer walks them. */
export const layer = z.enum(["process", "os", "host", "network"]);
export type Layer = z.infer<typeof layer>;

/** What a lab asks for: that a fault is mended, or that a healthy system is seen to be one and left as it is. */
export const labKind = z.enum(["fault", "healthy"]);
export type LabKind = z.infer<typeof labKind>;

/** What `lab verify` showed on a real engine, and when. */
export const labProof = z.strictObject({
  /** SHA-256 of the lab's files, in hex: a lab that was changed since then has to be verified again. */
  digest: z.string(),
  verifiedAt: z.iso.datetime(),
  engine: z.string(),
  variants: z.number().int().min(1),
  solutions: z.number().int().min(0),
  masks: z.number().int().min(0),
  /** How often in a row everything was shown, each time with other parameters and the same each time. Proofs from before it was counted have none. */
  runs: z.number().int().min(1).default(1),
});
export type LabProof = z.infer<typeof labProof>;

/** A proof as it is shown. */
export const shownProof = labProof.extend({
  /** It came with a lab from elsewhere, so nothing says that it was shown but the file itself. */
  statedByAuthor: z.boolean(),
});
export type ShownProof = z.infer<typeof shownProof>;

/** One lab as a card. */
export const labCard = z.strictObject({
  id: z.string(),
  /** The symptom, as a page to the person on call would head it. */
  title: z.string(),
  /** One or two sentences: impact and circumstances, never the cause. */
  summary: z.string(),
  level: z.number().int().min(1).max(5),
  minutes: z.number().int().min(1),
  layers: z.array(layer),
  machines: z.array(z.string()),
  teaches: z.array(z.string()),
  proof: shownProof.nullable(),
  /** How hard it proved to be in the attempts of this installation in which something was done; null before the first has ended. */
  measured: z
    .strictObject({
      attempts: z.number().int().min(1),
      fixed: z.number().int().min(0),
      medianSeconds: z.number().min(0).nullable(),
      medianCommands: z.number().min(0).nullable(),
      level: z.number().int().min(1).max(5).nullable(),
    })
    .nullable(),
  /** The shortest attempt that ended fixed, if any. */
  solved: z.strictObject({ attemptId: z.string(), seconds: z.number().min(0) }).nullable(),
  attempts: z.number().int().min(0),
  /** The id of an attempt under way at this lab. */
  running: z.string().nullable(),
});
export type LabCard = z.infer<typeof labCard>;

/** What is wrong in a lab's folder or with a source of labs, and what to write instead. */
export const labProblem = z.strictObject({
  /** The name of its folder; empty where it is about no single lab. */
  lab: z.string(),
  /** In the folder of the lab or, where it is about none, of the source; `.` for that folder itself. */
  file: z.string(),
  /** The same as people can open it: a path, or the address of a repository, without any password, and the path in it. */
  path: z.string(),
  /** 1-based; 0 where the problem has no line. */
  line: z.number().int().min(0),
  message: z.string(),
  remedy: z.string(),
});
export type LabProblem = z.infer<typeof labProblem>;

/** An order of labs with a purpose. */
export const track = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** What it is for, in a sentence or two. */
  purpose: z.string(),
  /** Ids, in their order; at least one. */
  labs: z.array(z.string()),
});
export type Track = z.infer<typeof track>;

export const labList = z.strictObject({
  labs: z.array(labCard),
  tracks: z.array(track),
  problems: z.array(labProblem),
});
export type LabList = z.infer<typeof labList>;
