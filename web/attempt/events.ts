// The WebSocket of one attempt: the whole attempt, entries of its timeline, the coach's notes. Comes back after a loss.
import { closeCode } from "../../orchestrator/protocol/errors.ts";
import { type AttemptServerMessage, attemptServerMessage } from "../../orchestrator/protocol/messages.ts";
import { waitMs } from "../terminal/backoff.ts";

/** Follows an attempt until `dispose`. */
export class AttemptEvents {
  readonly #url: string;
  readonly #onMessage: (message: AttemptServerMessage) => void;
  readonly #onConnected: (connected: boolean) => void;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #disposed = false;

  /** @param onConnected tells whether messages arrive, so that the page can ask by itself while they do not */
  constructor(
    url: string,
    onMessage: (message: AttemptServerMessage) => void,
    onConnected: (connected: boolean) => void,
  ) {
    this.#url = url;
    this.#onMessage = onMessage;
    this.#onConnected = onConnected;
    this.#connect();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#read(String(data));
    socket.onopen = () => {
      this.#tries = 0;
      this.#onConnected(true);
    };
    socket.onclose = ({ code }) => {
      if (this.#disposed) return;
      this.#onConnected(false);
      if (code === closeCode.notFound) return;
      this.#timer = setTimeout(() => this.#connect(), waitMs(this.#tries++));
    };
  }

  #read(text: string): void {
    const message = attemptServerMessage.safeParse(JSON.parse(text));
    // A message that this page does not know: the page's own asking, every two seconds without a line, fills in.
    if (!message.success) this.#socket?.close();
    else this.#onMessage(message.data);
  }
}
