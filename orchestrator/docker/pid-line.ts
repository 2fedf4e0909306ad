// The first line that a process of ours prints in a machine is its process id there. The engine itself tells only the id
// on its own host, which is of no use for ending it from within the machine's process namespace.

const LONGEST = "4194304\r\n".length;

/** Takes the first line off a stream of bytes. */
export class PidLine {
  /** Null until the line came, and for good where the first line was none. */
  pid: number | null = null;
  #held: Buffer | null = Buffer.alloc(0);

  /** What of these bytes is output; empty while the line is not complete. */
  take(chunk: Buffer): Buffer {
    if (this.#held === null) return chunk;
    this.#held = Buffer.concat([this.#held, chunk]);
    const line = /^(\d{1,7})\r?\n/.exec(this.#held.subarray(0, LONGEST).toString("latin1"));
    // Anything else, like the engine's message that there is no bash, is output.
    if (line === null && this.#held.length < LONGEST) return Buffer.alloc(0);
    const rest = this.#held.subarray(line?.[0].length ?? 0);
    if (line?.[1] !== undefined) this.pid = Number(line[1]);
    this.#held = null;
    return rest;
  }

  /** What was held back when the stream ended. */
  end(): Buffer {
    const rest = this.#held ?? Buffer.alloc(0);
    this.#held = null;
    return rest;
  }
}
