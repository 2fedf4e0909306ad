// How an attempt was diagnosed: what a command was, what it showed, and the report with its score.
import { z } from "zod";
import { layer } from "./labs.ts";

/** What a command does to a machine; of several simple commands in one line the strongest counts. */
export const commandClass = z.enum(["neutral", "observe", "change", "destructive"]);
export type CommandClass = z.infer<typeof commandClass>;

/** What a command showed its reader: the screen's text, not the bytes. */
export const shownOutput = z.strictObject({
  /** Lines joined by newlines, without escape sequences. */
  text: z.string(),
  /** Why something is left out, in a sentence; empty where all is there. */
  note: z.string(),
});
export type ShownOutput = z.infer<typeof shownOutput>;

/** A command as the report counts it. */
export const judgedCommand = z.strictObject({
  /** The command's id in the timeline. */
  id: z.string(),
  class: commandClass,
  layers: z.array(layer),
  /** The words of each of its simple commands, wrappers taken off. */
  argv: z.array(z.array(z.string())),
  /** Ids of the evidence that it was the first to show. */
  evidence: z.array(z.string()),
});
export type JudgedCommand = z.infer<typeof judgedCommand>;

export const componentId = z.enum([
  "evidence",
  "narrowing",
  "layers",
  "discipline",
  "safety",
  "verification",
  "efficiency",
  "flailing",
  "time",
]);
export type ComponentId = z.infer<typeof componentId>;

/** A part of the score, with the commands that made it. */
export const scoreComponent = z.strictObject({
  id: componentId,
  /** What was earned of it, 0 to 1. */
  share: z.number().min(0).max(1),
  /** The same in points of the total, and the most that could be earned. */
  points: z.number().min(0),
  most: z.number().min(0),
  /** Why, in a sentence. */
  sentence: z.string(),
  /** What was earned or lost, each with the commands that did it (ids; may be none). */
  details: z.array(z.strictObject({ text: z.string(), commands: z.array(z.string()) })),
});
export type ScoreComponent = z.infer<typeof scoreComponent>;

/** Evidence of the lab, and when the candidate first saw it. */
export const evidenceView = z.strictObject({
  id: z.string(),
  label: z.string(),
  weight: z.number().min(0),
  symptom: z.boolean(),
  decisive: z.boolean(),
  /** The command that showed it first; null where it was never seen. */
  command: z.string().nullable(),
  atMs: z.number().nullable(),
});
export type EvidenceView = z.infer<typeof evidenceView>;

export const suspectView = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Whether it was the cause. */
  cause: z.boolean(),
  /** The evidence that ruled it out, and when; null where it stayed a suspect. */
  ruledOutBy: z.string().nullable(),
  ruledOutAtMs: z.number().nullable(),
});
export type SuspectView = z.infer<typeof suspectView>;

/** What was done to the machines. */
export const changeView = z.strictObject({
  command: z.string(),
  kind: z.enum(["mitigation", "change", "destructive"]),
  label: z.string(),
  /** Taken off the discipline, 0 to 1. */
  penalty: z.number().min(0),
  /** How much it destroyed, 0 and up. */
  severity: z.number().min(0),
});
export type ChangeView = z.infer<typeof changeView>;

/** Milliseconds from the hand-over; null where it never came to that. */
export const diagnosisTimes = z.strictObject({
  /** First evidence seen. */
  detectMs: z.number().nullable(),
  /** Last decisive evidence seen; null while one is missing. */
  diagnoseMs: z.number().nullable(),
  /** The symptom was gone for good. */
  mitigateMs: z.number().nullable(),
  /** A check first answered "fixed". */
  resolveMs: z.number().nullable(),
});
export type DiagnosisTimes = z.infer<typeof diagnosisTimes>;

/** The whole judgement of the path. All of it is computed from the timeline. */
export const diagnosisReport = z.strictObject({
  /** 0 to 100, whole. */
  total: z.number().int().min(0).max(100),
  /** How it adds up: process 0 to 60, outcome 0, 16 or 40, taken off for hints. */
  processPoints: z.number(),
  outcomePoints: z.number(),
  hintPoints: z.number(),
  /** A limit that the total ran into, in a sentence; null where none did. */
  cap: z.strictObject({ limit: z.number(), sentence: z.string() }).nullable(),
  components: z.array(scoreComponent),
  evidence: z.array(evidenceView),
  suspects: z.array(suspectView),
  changes: z.array(changeView),
  times: diagnosisTimes,
  par: z.strictObject({ commands: z.number(), diagnoseMs: z.number(), resolveMs: z.number() }),
  commands: z.array(judgedCommand),
  /** What could not be seen, in sentences: hidden commands, cut output, forged marks. */
  unverified: z.array(z.string()),
  /** Whether all that was run is known. Where it is not, what was left undone was only not seen. */
  allSeen: z.boolean(),
  /** The one thing to do differently next time; null where nothing was lost. */
  advice: z.strictObject({ component: componentId, sentence: z.string() }).nullable(),
});
export type DiagnosisReport = z.infer<typeof diagnosisReport>;

/** Steps of a hint, in order: where to look, what to look for, what it means. */
export const hintStep = z.enum(["where", "what", "meaning"]);
export type HintStep = z.infer<typeof hintStep>;

/** A hint that was taken, as it is kept. */
export const hint = z.strictObject({
  /** The evidence that it leads to; empty in what is sent to a page, since an id can name the cause. */
  evidence: z.string(),
  step: hintStep,
  text: z.string(),
  /** Points that it takes off the total. */
  cost: z.number().min(0),
});
export type Hint = z.infer<typeof hint>;

/** The same as a page shows it. */
export const hintView = hint.omit({ evidence: true });
export type HintView = z.infer<typeof hintView>;

/** What the next hint would be, before it is taken. */
export const hintOffer = z.strictObject({ step: hintStep, cost: z.number().min(0) });
export type HintOffer = z.infer<typeof hintOffer>;
