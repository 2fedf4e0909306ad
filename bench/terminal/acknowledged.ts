// The page's side of the numbers: what came, what was drawn of it, and when that is told.
import type { TerminalClientMessage, TerminalServerMessage } from "../../orchestrator/protocol/messages.ts";

/** Drawn output is told each time this much was drawn, as the page does. */
const ACK_BYTES = 16 * 1024;

export class Acknowledged {
  /** Where the first drawn byte stands in the shell's output; null before the answer to "attach". */
  #from: number | null = null;
  #told = 0;

  /** Takes a message of the terminal. @returns why the terminal is over, where it is */
  hear(message: TerminalServerMessage): string | null {
    if (message.type === "ended") return message.message;
    this.#from = message.seq;
    this.#told = message.seq;
    return null;
  }

  /** @param drawn bytes in all. @returns what is to be told of it, if anything */
  drew(drawn: number): TerminalClientMessage | null {
    const seq = (this.#from ?? 0) + drawn;
    if (seq - this.#told < ACK_BYTES) return null;
    this.#told = seq;
    return { type: "drawn", seq };
  }
}
