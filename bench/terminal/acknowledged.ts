// The page's side of the numbers: what came, what was drawn of it, and when that is told.
import type { TerminalClientMessage, TerminalServerMessage } from "../../orchestrator/protocol/messages.ts";

/** Drawn output is told each time this much was drawn, as the page does. */
const ACK_BYTES = 16 * 1024;

export class Acknowledged {
  /** The number of the first byte that came, had there been no gap since; null before the answer to "attach". */
  #from: number | null = null;
  #told = 0;

  /**
   * Takes a message of the terminal: most say at which number of the shell's output the next byte stands.
   *
   * @param received bytes that came before it
   * @returns why the terminal is over, where it is
   */
  hear(message: TerminalServerMessage, received: number): string | null {
    if (message.type === "ended") return message.message;
    if (!("seq" in message)) return null;
    this.#from = message.seq - received;
    this.#told = message.seq;
    return null;
  }

  /** @param drawn bytes in all. @returns what is to be told of it, if anything */
  drew(drawn: number): TerminalClientMessage | null {
    if (this.#from === null) return null;
    const seq = this.#from + drawn;
    if (seq - this.#told < ACK_BYTES) return null;
    this.#told = seq;
    return { type: "drawn", seq };
  }
}
