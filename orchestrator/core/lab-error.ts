// The one error class of foreseen failures.
import type { ApiError, ErrorCode } from "../protocol/errors.ts";

/** A foreseen failure: what happened, and what to do about it. Everything else that is thrown is a defect of ours. */
export class LabError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;

  /**
   * @param code from the closed list in protocol/errors.ts
   * @param message what happened, as a sentence
   * @param remedy what to do, as a sentence
   */
  constructor(code: ErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LabError";
    this.code = code;
    this.remedy = remedy;
  }

  /** The shape that crosses the wire. */
  toApi(): ApiError {
    return { code: this.code, message: this.message, remedy: this.remedy };
  }
}
