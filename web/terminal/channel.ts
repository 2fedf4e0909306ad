// The WebSocket of one terminal: attaches, comes back after a loss, says why it stopped. Knows nothing of screens.
import { closeCode } from "../../orchestrator/protocol/errors.ts";
import {
  type TerminalClientMessage,
  type TerminalServerMessage,
  terminalServerMessage,
} from "../../orchestrator/protocol/messages.ts";
import { waitMs } from "./backoff.ts";

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
  if (code === closeCode.badFrame) return "The orchestrator refused what this page sent. Reload the page.";
  return null;
}

function parseMessage(text: string): TerminalServerMessage | null {
  try {
    return terminalServerMessage.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** One line to one shell, kept up until it ends or `dispose` is called. */
export class Channel {
  readonly #url: string;
  readonly #events: ChannelEvents;
  /** The sequence number of the first byte not seen yet. */
  readonly #nextSeq: () => number;
  readonly #watches: boolean;
  #socket: WebSocket | null = null;
  /** Typed before the terminal was first there; null from then on. */
  #early: Uint8Array | null = new Uint8Array();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #endMessage: string | null = null;
  #disposed = false;

  /** @param watches whether it only looks: whatever is typed or sized is refused then */
  constructor(url: string, events: ChannelEvents, nextSeq: () => number, watches = false) {
    this.#url = url;
    this.#watches = watches;
    this.#events = events;
    this.#nextSeq = nextSeq;
    this.#connect();
    addEventListener("online", this.#retryNow);
  }

  /**
   * Sends typed bytes. What is typed before the terminal is first there waits for it; what is typed while the line is lost is dropped, as a
   * terminal without a line would.
   */
  type(bytes: Uint8Array): void {
    if (this.#early) {
      if (this.#early.length + bytes.length <= EARLY_BYTES) this.#early = new Uint8Array([...this.#early, ...bytes]);
      return;
    }
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    for (let from = 0; from < bytes.length; from += INPUT_CHUNK_BYTES) {
      this.#socket.send(new Uint8Array(bytes.slice(from, from + INPUT_CHUNK_BYTES)));
    }
  }

  send(message: TerminalClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    removeEventListener("online", this.#retryNow);
    this.#socket?.close();
    this.#socket = null;
  }

  readonly #retryNow = () => {
    if (this.#socket || this.#endMessage !== null || this.#disposed) return;
    clearTimeout(this.#timer);
    this.#connect();
  };

  #connect(): void {
    this.#events.status({ kind: "connecting" });
    const socket = new WebSocket(this.#url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => this.send({ type: "attach", seq: this.#nextSeq(), ...(this.#watches && { watch: true }) });
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) this.#events.output(new Uint8Array(data));
      else this.#read(String(data));
    };
    socket.onclose = ({ code }) => this.#closed(code);
  }

  #read(text: string): void {
    const message = parseMessage(text);
    if (!message) {
      this.#endMessage = "The orchestrator sent a message that this page does not know. Reload the page.";
      this.#socket?.close();
      return;
    }
    if (message.type === "attached") {
      this.#tries = 0;
      this.#events.attached(message.seq, message.until);
      const early = this.#early;
      this.#early = null;
      if (early) this.type(early);
      this.#events.status({ kind: "open" });
    } else if (message.type === "snapshot") {
      this.#events.snapshot(message);
    } else if (message.type === "keyboard") {
      this.#events.keyboard(message.has);
    } else if (message.type === "size") {
      this.#events.sized(message.cols, message.rows);
    } else if (message.type === "skipped") {
      this.#events.skipped(message.seq, message.lost === true);
    } else {
      this.#endMessage = message.message;
      this.#events.status({ kind: "ended", message: message.message });
    }
  }

  #closed(code: number): void {
    this.#socket = null;
    if (this.#disposed) return;
    const message = this.#endMessage ?? finalReason(code);
    if (message !== null) {
      this.#endMessage = message;
      this.#events.status({ kind: "ended", message });
      return;
    }
    // A fifth of jitter, so that many terminals do not all come back at the same moment.
    const wait = waitMs(this.#tries++) * (0.9 + Math.random() * 0.2);
    this.#timer = setTimeout(() => this.#connect(), wait);
    this.#events.status({ kind: "lost", retryAtMs: Date.now() + wait });
  }
}
