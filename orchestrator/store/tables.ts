// The tables, as Kysely types and as the schemas by which every row is parsed on reading.
import type { Generated } from "kysely";
import { z } from "zod";
import { attempt, attemptResult } from "../protocol/attempts.ts";
import { checkRun } from "../protocol/checks.ts";
import { hint } from "../protocol/diagnosis.ts";
import { apiError } from "../protocol/errors.ts";
import { labKind } from "../protocol/labs.ts";
import { timelineBody } from "../protocol/timeline.ts";
import { diagnosisShape } from "./diagnosis-shape.ts";

export interface Tables {
  attempts: {
    id: string;
    lab: string;
    state: string;
    brief: string;
    drawing: string | null;
    notes: string;
    /** 0 or 1. */
    coach: number;
    hints: string;
    story: string;
    created_at_ms: number;
    started_at_ms: number | null;
    deadline_at_ms: number | null;
    fixed_at_ms: number | null;
    ended_at_ms: number | null;
    end_reason: string | null;
    problem: string | null;
    /** Order of creation; created_at_ms can be equal. */
    number: Generated<number>;
  };
  timeline: { attempt: string; seq: number; at_ms: number; body: string };
  checks: { attempt: string; id: string; run: string; started_at_ms: number };
}

/** A column that holds JSON of a known shape. */
function json<T extends z.ZodType>(shape: T) {
  return z
    .string()
    .transform((text, context) => {
      try {
        const value: unknown = JSON.parse(text);
        return value;
      } catch {
        context.addIssue({ code: "custom", message: "is not JSON" });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

const params = z.record(z.string(), z.union([z.string(), z.number()]));
const drawing = z.strictObject({
  variant: z.string(),
  ownParams: params,
  params,
  // Attempts from before there were others were all at faults, and had no baseline.
  kind: labKind.default("fault"),
  baseline: z.record(z.string(), z.unknown()).default({}),
  // Attempts from before these were judged have neither.
  diagnosis: diagnosisShape.nullable().default(null),
  expert: z.array(z.string()).default([]),
  debrief: z.string(),
  solutions: attemptResult.shape.solutions,
});

/** A row of attempts, in the words of the rest of the code. */
export const attemptRow = z
  .object({
    id: z.string(),
    lab: json(attempt.shape.lab),
    state: attempt.shape.state,
    brief: z.string(),
    drawing: json(drawing).nullable(),
    notes: z.string(),
    coach: z.number().transform((set) => set === 1),
    hints: json(z.array(hint)),
    story: z.string(),
    created_at_ms: z.number(),
    started_at_ms: z.number().nullable(),
    deadline_at_ms: z.number().nullable(),
    fixed_at_ms: z.number().nullable(),
    ended_at_ms: z.number().nullable(),
    end_reason: attempt.shape.endReason,
    problem: json(apiError).nullable(),
  })
  .transform((row) => ({
    id: row.id,
    lab: row.lab,
    state: row.state,
    brief: row.brief,
    drawing: row.drawing,
    notes: row.notes,
    coach: row.coach,
    hints: row.hints,
    story: row.story,
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    deadlineAtMs: row.deadline_at_ms,
    fixedAtMs: row.fixed_at_ms,
    endedAtMs: row.ended_at_ms,
    endReason: row.end_reason,
    problem: row.problem,
  }));

export const timelineRow = z
  .object({ seq: z.number().int().min(1), at_ms: z.number(), body: json(timelineBody) })
  .transform((row) => ({ seq: row.seq, atMs: row.at_ms, body: row.body }));

export const checkRow = z.object({ run: json(checkRun) }).transform((row) => row.run);
