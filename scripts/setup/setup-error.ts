/** A foreseen failure of the set-up: what happened, what to do about it, and what the failed command had said. */
export class SetupError extends Error {
  readonly wayOut: string;
  readonly output: string;

  /**
   * @param wayOut a sentence or a few lines
   * @param output of the command that failed; only its end is shown
   */
  constructor(message: string, wayOut: string, output = "", options?: ErrorOptions) {
    super(message, options);
    this.name = "SetupError";
    this.wayOut = wayOut;
    this.output = output;
  }
}
