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

/** Why an attempt could not be started, in words that tell nothing of its fault, its variant or a probe. */
export function startProblem(error: unknown): ApiError {
  const problem = toProblem(error);
  if (problem.code === "fault-not-visible") {
    const message = "The machines started, but the symptom did not show in time, so they were not handed over.";
    return { ...problem, message, remedy: "Start the lab once more. The orchestrator's log says what was seen." };
  }
  if (problem.code === "machine-stopped") {
    return {
      ...problem,
      message: "A machine stopped while it was being prepared.",
      remedy: "Start the lab once more.",
    };
  }
  return problem;
}

/** A machine that was to run does not. */
export function stopped(machine: string): LabError {
  return new LabError(
    "machine-stopped",
    `The machine ${machine} has stopped.`,
    "Reset the attempt to get the same machines again.",
  );
}
