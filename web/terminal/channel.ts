// The WebSocket of one terminal: attaches, comes back after a loss, says why it stopped. Knows nothing of screens.
import { closeCode } from "../../orchestrator/protocol/errors.ts";
import {
  type TerminalClientMessage,
  type TerminalServerMessage,
  terminalServerMessage,
} from "../../orchestrator/protocol/messages.ts";
import { Line } from "./line.ts";

/** What the terminal's line is doing. */
export type ChannelStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "open" }
  /** Lost; tries again at `retryAtMs` (Unix time). */
  | { readonly kind: "lost"; readonly retryAtMs: number }
  /** Over for good. */
  | { readonly kind: "ended"; readonly message: string };

export interface ChannelEvents {
  /** The bytes that follow begin at `seq`; those before `until` were shown before. */
  attached(seq: number, until: number): void;
  /** The screen as it stands, in place of all that came before. */
  snapshot(snapshot: TerminalSnapshot): void;
  /** Whether this page answers what programs ask of the terminal. */
  keyboard(has: boolean): void;
  /** Output was passed over, or is `lost`, as what follows says; the bytes that follow begin at `seq`. */
  skipped(seq: number, lost: boolean): void;
  /** The terminal has this size from here on; only told to those who watch. */
  sized(cols: number, rows: number): void;
  output(bytes: Uint8Array): void;
  /** What was typed last did not reach the shell: certainly, or perhaps. */
  unheard(how: "never" | "perhaps"): void;
  status(status: ChannelStatus): void;
}

export type TerminalSnapshot = Extract<TerminalServerMessage, { type: "snapshot" }>;

/** What one frame of input carries at most; the server refuses above MAX_FRAME_BYTES. */
const INPUT_CHUNK_BYTES = 16 * 1024;
/** What is typed before a terminal is first there is kept up to here, as much as a line of a tty takes. */
const EARLY_BYTES = 4096;

/** Why a close code is final, in a sentence; null where trying again helps. */
export function finalReason(code: number): string | null {
  if (code === closeCode.shellEnded) return "The shell ended.";
  if (code === closeCode.attemptEnded) return "The attempt ended.";
  if (code === closeCode.notFound) return "This terminal is gone. Open another with +.";
  if (code === closeCode.watchesOnly) return "This page only watches.";
  if (code === closeCode.badFrame || code === closeCode.unread)
    return "The orchestrator refused what this page sent. Reload the page.";
  return null;
}

function parseMessage(text: string): TerminalServerMessage | null {
  try {
    return terminalServerMessage.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A name that no other page gives its line. */
function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One line to one shell, kept up until it ends or `dispose` is called. */
export class Channel {
  readonly #line: Line;
  /** What the server knows it by when it comes back. */
  readonly #name = randomName();
  readonly #events: ChannelEvents;
  /** The sequence number of the first byte not seen yet. */
  readonly #nextSeq: () => number;
  /** Typed before the terminal was first there; null from then on. */
  #early: Uint8Array | null = new Uint8Array();
  /** Whether some of that had no room: nothing behind it is kept, since a command with a hole is another command. */
  #isEarlyFull = false;
  #endMessage: string | null = null;

  /** @param nextSeq the sequence number of the first byte not seen yet */
  constructor(url: string, events: ChannelEvents, nextSeq: () => number) {
    this.#events = events;
    this.#nextSeq = nextSeq;
    this.#line = new Line(url, {
      connecting: () => events.status({ kind: "connecting" }),
      opened: () => this.#attach(),
      heard: (data) => (typeof data === "string" ? this.#read(data) : events.output(data)),
      gone: (code, isUnsure) => this.#gone(code, isUnsure),
      waiting: (retryAtMs) => events.status({ kind: "lost", retryAtMs }),
    });
    this.#line.connect();
  }

  /**
   * Sends typed bytes. What is typed before the terminal is first there waits for it, as far as there is room; what is typed while the line is lost is dropped, as a
   * terminal without a line would, and that is told.
   */
  type(bytes: Uint8Array): void {
    if (this.#early) {
      this.#isEarlyFull ||= this.#early.length + bytes.length > EARLY_BYTES;
      if (this.#isEarlyFull) this.#events.unheard("never");
      else this.#early = new Uint8Array([...this.#early, ...bytes]);
      return;
    }
    let isSent = true;
    for (let from = 0; from < bytes.length; from += INPUT_CHUNK_BYTES) {
      isSent &&= this.#line.send(new Uint8Array(bytes.slice(from, from + INPUT_CHUNK_BYTES)));
    }
    if (isSent) this.#line.typed();
    else if (this.#endMessage === null) this.#events.unheard("never");
  }

  send(message: TerminalClientMessage): void {
    this.#line.send(JSON.stringify(message));
  }

  dispose(): void {
    this.#line.dispose();
  }

  #attach(): void {
    this.send({ type: "attach", seq: this.#nextSeq(), line: this.#name });
  }

  #read(text: string): void {
    const message = parseMessage(text);
    if (!message) {
      this.#endMessage = "The orchestrator sent a message that this page does not know. Reload the page.";
      this.#line.close();
      return;
    }
    if (message.type === "attached") {
      this.#events.attached(message.seq, message.until);
      const early = this.#early;
      this.#early = null;
      if (early && early.length > 0) this.type(early);
      this.#events.status({ kind: "open" });
    } else if (message.type === "snapshot") {
      this.#events.snapshot(message);
    } else if (message.type === "keyboard") {
      this.#events.keyboard(message.has);
    } else if (message.type === "size") {
      this.#events.sized(message.cols, message.rows);
    } else if (message.type === "skipped") {
      this.#events.skipped(message.seq, message.lost === true);
    } else if (message.type === "pong") {
      this.#line.answered(message.number);
    } else {
      this.#endMessage = message.message;
      this.#events.status({ kind: "ended", message: message.message });
    }
  }

  /** @returns whether trying again helps */
  #gone(code: number, isUnsure: boolean): boolean {
    this.#endMessage ??= finalReason(code);
    if (this.#endMessage === null) {
      if (isUnsure) this.#events.unheard("perhaps");
      return true;
    }
    this.#events.status({ kind: "ended", message: this.#endMessage });
    return false;
  }
}
