// The port through which attempts are kept. What is written is durable when the promise resolves.
import type { AttemptResult, AttemptState } from "../protocol/attempts.ts";
import type { CheckRun } from "../protocol/checks.ts";
import type { Hint } from "../protocol/diagnosis.ts";
import type { ApiError } from "../protocol/errors.ts";
import type { LabCard, LabKind } from "../protocol/labs.ts";
import type { EndReason, TimelineEvent } from "../protocol/timeline.ts";
import type { Diagnosis } from "./diagnosis/model.ts";
import type { Params } from "./lab.ts";
import type { ProbeInput } from "./ports.ts";

/** What is remembered of a lab, so that an old attempt can be shown when its lab is gone. */
export type LabSummary = Pick<LabCard, "id" | "title" | "level" | "minutes" | "layers">;

/** What was drawn for an attempt. Never shown to the candidate. */
export interface StoredDrawing {
  readonly variant: string;
  /** Of the lab and the variant, without the built-in ones. */
  readonly ownParams: Params;
  /** With `ip_<machine>` and `host_<machine>`. */
  readonly params: Params;
  readonly kind: LabKind;
  /** What the lab's baseline kept of the machines as they were handed over last. */
  readonly baseline: ProbeInput["kept"];
  /** How the path is judged; null for a lab that says nothing about it. */
  readonly diagnosis: Diagnosis | null;
  /** What an expert would type; empty where the lab does not tell. */
  readonly expert: readonly string[];
  /** Shown after the end. Drawn at the start, so that a lab which changes later changes no old attempt. */
  readonly debrief: string;
  readonly solutions: AttemptResult["solutions"];
}

/** An attempt as it is kept. */
export interface StoredAttempt {
  readonly id: string;
  readonly lab: LabSummary;
  readonly state: AttemptState;
  /** Markdown, drawn; empty until the machines are there. */
  readonly brief: string;
  readonly drawing: StoredDrawing | null;
  readonly notes: string;
  /** Whether evidence is shown when it is seen. */
  readonly coach: boolean;
  /** Hints taken so far, oldest first. */
  readonly hints: readonly Hint[];
  /** What the candidate made of the incident story; empty while the draft stands. */
  readonly story: string;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly deadlineAtMs: number | null;
  readonly fixedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly endReason: EndReason | null;
  readonly problem: ApiError | null;
}

/** A place that keeps attempts. */
export interface Store {
  addAttempt(attempt: StoredAttempt): Promise<void>;
  /** Replaces what is kept of the attempt with the same id. */
  saveAttempt(attempt: StoredAttempt): Promise<void>;
  attempt(id: string): Promise<StoredAttempt | null>;
  /** All attempts, newest first. */
  attempts(): Promise<readonly StoredAttempt[]>;
  /** Adds an entry to an attempt's timeline. Throws when its `seq` does not follow the last one without a gap. */
  appendEvent(attemptId: string, event: TimelineEvent): Promise<void>;
  /** In order of `seq`. */
  timeline(attemptId: string): Promise<readonly TimelineEvent[]>;
  /** How many commands were begun in an attempt; the timeline, which holds all that they showed, is not read out for it. */
  commandCount(attemptId: string): Promise<number>;
  /** Adds a check run, or replaces the one with the same id. */
  saveCheck(attemptId: string, run: CheckRun): Promise<void>;
  /** In the order in which they were started. */
  checks(attemptId: string): Promise<readonly CheckRun[]>;
  close(): Promise<void>;
}
