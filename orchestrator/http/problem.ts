// From whatever was thrown to what may be shown.
import { LabError } from "../core/lab-error.ts";
import type { ApiError } from "../protocol/errors.ts";

/** A foreseen failure as it is; anything else is a defect of ours, whose details stay in the log. */
export function toProblem(error: unknown): ApiError {
  if (error instanceof LabError) return error.toApi();
  return {
    code: "internal",
    message: "Something went wrong inside Sickbay.",
    remedy: "Try again. If it happens again, the orchestrator's log says what it was.",
  };
}
