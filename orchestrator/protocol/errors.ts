// Every error code that the API, the CLI and the page can meet. The list is closed: a new failure is named here first.
import { z } from "zod";

/** A foreseen failure, by kind. The HTTP status belonging to each stands in `httpStatus`. */
export const errorCode = z.enum([
  "bad-request",
  "foreign-origin",
  "too-large",
  "not-found",
  "unknown-lab",
  "unknown-attempt",
  "unknown-terminal",
  "wrong-state",
  "check-running",
  "lab-invalid",
  "no-engine",
  "image-missing",
  "no-capacity",
  "fault-not-visible",
  "machine-stopped",
  "port-taken",
  "internal",
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** The HTTP status of each error code. */
export const httpStatus: Record<ErrorCode, number> = {
  "bad-request": 400,
  "foreign-origin": 403,
  "too-large": 413,
  "not-found": 404,
  "unknown-lab": 404,
  "unknown-attempt": 404,
  "unknown-terminal": 404,
  "wrong-state": 409,
  "check-running": 409,
  "lab-invalid": 422,
  "no-engine": 503,
  "image-missing": 503,
  "no-capacity": 503,
  "fault-not-visible": 503,
  "machine-stopped": 409,
  "port-taken": 500,
  internal: 500,
};

/** The body of every answer that is not a success: what happened, and what to do about it. */
export const apiError = z.strictObject({
  code: errorCode,
  message: z.string(),
  remedy: z.string(),
});
export type ApiError = z.infer<typeof apiError>;

/**
 * The codes with which we close a WebSocket. 4000 to 4999 are free for applications (RFC 6455 section 7.4.2); the others are those of section
 * 7.4.1. The first three come from the WebSocket library, which closes before we hear of it.
 */
export const closeCode = {
  /** What came is not a frame. */
  notAFrame: 1002,
  /** A text frame is not UTF-8. */
  notText: 1007,
  /** A message is so big, above 16 times what we take, that it is not even read. */
  unread: 1009,
  /** A message was malformed, too big, or of the wrong type. */
  badFrame: 4400,
  /** Somebody typed, or set the size, at an address for those who only watch. */
  watchesOnly: 4403,
  /** No such attempt or terminal. */
  notFound: 4404,
  /** The shell ended. */
  shellEnded: 4410,
  /** The attempt ended, so its terminals closed. */
  attemptEnded: 4411,
  /** The viewer was too slow and has to attach again. */
  tooSlow: 4429,
  /** The orchestrator is stopping (RFC 6455: service restart). */
  restarting: 1012,
} as const;
