// The HTTP API, once: the server mounts it, the page calls it, and the OpenAPI document is made from it.
import { z } from "zod";
import {
  attempt,
  attemptResult,
  createAttempt,
  openTerminal,
  saveNotes,
  saveStory,
  setCoach,
  terminalView,
} from "./attempts.ts";
import { checkRun } from "./checks.ts";
import { hintOffer, shownOutput } from "./diagnosis.ts";
import { labCard, labList } from "./labs.ts";
import { progress } from "./progress.ts";
import { recordingView } from "./recordings.ts";

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const health = z.strictObject({
  version: z.string(),
  engine: z.strictObject({ reachable: z.boolean(), version: z.string() }),
  attempts: z.strictObject({ running: z.number().int(), capacity: z.number().int() }),
});

/** One route: `params` are the names after `:` in the path. */
export interface Route {
  readonly method: "get" | "post" | "put" | "delete";
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly status: number;
  readonly answer: z.ZodType;
}

export const ofAttempt = z.strictObject({ attempt: id });
const ofCommand = z.strictObject({ attempt: id, command: id });
export const ofTerminal = z.strictObject({ attempt: id, terminal: id });

export const routes = {
  health: {
    method: "get",
    path: "/api/health",
    summary: "Whether the orchestrator and its engine answer",
    status: 200,
    answer: health,
  },
  labs: {
    method: "get",
    path: "/api/labs",
    summary: "All labs, and what is wrong with those that did not load",
    status: 200,
    answer: labList,
  },
  lab: {
    method: "get",
    path: "/api/labs/:lab",
    summary: "One lab",
    params: z.strictObject({ lab: id }),
    status: 200,
    answer: labCard,
  },
  attempts: {
    method: "get",
    path: "/api/attempts",
    summary: "All attempts, newest first",
    status: 200,
    answer: z.strictObject({ attempts: z.array(attempt) }),
  },
  createAttempt: {
    method: "post",
    path: "/api/attempts",
    summary: "Start a lab; answers at once, with the attempt still starting",
    body: createAttempt,
    status: 201,
    answer: attempt,
  },
  attempt: {
    method: "get",
    path: "/api/attempts/:attempt",
    summary: "One attempt",
    params: ofAttempt,
    status: 200,
    answer: attempt,
  },
  check: {
    method: "post",
    path: "/api/attempts/:attempt/check",
    summary: "Start a check; its steps arrive on the attempt's WebSocket",
    params: ofAttempt,
    status: 202,
    answer: checkRun,
  },
  end: {
    method: "post",
    path: "/api/attempts/:attempt/end",
    summary: "End the attempt and remove its machines",
    params: ofAttempt,
    status: 200,
    answer: attempt,
  },
  reset: {
    method: "post",
    path: "/api/attempts/:attempt/reset",
    summary: "Throw the machines away and start the same ones again",
    params: ofAttempt,
    status: 202,
    answer: attempt,
  },
  notes: {
    method: "put",
    path: "/api/attempts/:attempt/notes",
    summary: "Save the candidate's notes",
    params: ofAttempt,
    body: saveNotes,
    status: 200,
    answer: attempt,
  },
  story: {
    method: "put",
    path: "/api/attempts/:attempt/story",
    summary: "Save what the candidate made of the incident story",
    params: ofAttempt,
    body: saveStory,
    status: 200,
    answer: z.strictObject({ story: z.string() }),
  },
  coach: {
    method: "put",
    path: "/api/attempts/:attempt/coach",
    summary: "Show evidence when it is seen, or only after the end",
    params: ofAttempt,
    body: setCoach,
    status: 200,
    answer: attempt,
  },
  hint: {
    method: "post",
    path: "/api/attempts/:attempt/hints",
    summary: "Take the next hint, at the price that the attempt names; refused where another one is next by now",
    params: ofAttempt,
    body: hintOffer,
    status: 201,
    answer: attempt,
  },
  output: {
    method: "get",
    path: "/api/attempts/:attempt/commands/:command/output",
    summary: "What a command showed",
    params: ofCommand,
    status: 200,
    answer: shownOutput,
  },
  recordings: {
    method: "get",
    path: "/api/attempts/:attempt/recordings",
    summary: "What is recorded of the attempt's terminals; each can be had as a file",
    params: ofAttempt,
    status: 200,
    answer: z.strictObject({ recordings: z.array(recordingView) }),
  },
  openTerminal: {
    method: "post",
    path: "/api/attempts/:attempt/terminals",
    summary: "Open another shell",
    params: ofAttempt,
    body: openTerminal,
    status: 201,
    answer: terminalView,
  },
  closeTerminal: {
    method: "delete",
    path: "/api/attempts/:attempt/terminals/:terminal",
    summary: "Close a shell",
    params: ofTerminal,
    status: 200,
    answer: z.strictObject({ closed: z.literal(true) }),
  },
  progress: {
    method: "get",
    path: "/api/progress",
    summary: "What was practised, how it developed, and plans for what to do next",
    status: 200,
    answer: progress,
  },
  result: {
    method: "get",
    path: "/api/attempts/:attempt/result",
    summary: "What the result page shows; debrief and solutions only after the end",
    params: ofAttempt,
    status: 200,
    answer: attemptResult,
  },
} as const satisfies Record<string, Route>;

/**
 * Paths of the WebSockets: an attempt's events and a terminal; and both for those who only watch. On those nothing can be typed or sized,
 * whoever is at the other end, and they take no places from those who work.
 */
export const socketPaths = {
  attempt: "/api/attempts/:attempt/events",
  terminal: "/api/attempts/:attempt/terminals/:terminal/socket",
  watchedAttempt: "/api/attempts/:attempt/watch/events",
  watchedTerminal: "/api/attempts/:attempt/watch/terminals/:terminal/socket",
} as const;
