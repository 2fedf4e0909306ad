// A WebSocket that is kept up: it comes back after a loss, and a connection that went silent counts as lost. Knows nothing of what it carries
// but the question whether the other end is there.
import type { Ping } from "../../orchestrator/protocol/messages.ts";
import { waitMs } from "./backoff.ts";
import { Pulse } from "./pulse.ts";

/** A connection that is not there after this, in milliseconds, is tried anew. */
const CONNECT_MS = 15_000;
/**
 * The other end has so long to answer, in milliseconds. Twice as long each time that it did not, until it does: on a slow line the answer waits
 * behind a screen that is sent as one message, and to send that anew would never end.
 */
const ANSWER_MS = 5000;
const MOST_ANSWER_MS = 80_000;
/** RFC 6455, 7.4.1: gone without a close frame. */
const GONE_SILENTLY = 1006;

export interface LineEvents {
  connecting(): void;
  opened(): void;
  heard(data: string | Uint8Array): void;
  /**
   * The connection is gone.
   *
   * @param isUnsure whether something was typed that may not have arrived
   * @returns whether it is to be tried again
   */
  gone(code: number, isUnsure: boolean): boolean;
  /** It is tried again at `retryAtMs` (Unix time). */
  waiting(retryAtMs: number): void;
}

/** Kept up until `gone` says otherwise, or `dispose` is called. */
export class Line {
  readonly #url: string;
  readonly #events: LineEvents;
  #socket: WebSocket | null = null;
  /** Of the connection, once it is open. */
  #pulse: Pulse | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #answerMs = ANSWER_MS;

  constructor(url: string, events: LineEvents) {
    this.#url = url;
    this.#events = events;
    addEventListener("online", this.#cameOnline);
    document.addEventListener("visibilitychange", this.#cameIntoView);
  }

  connect(): void {
    this.#events.connecting();
    const socket = new WebSocket(this.#url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#drop(), CONNECT_MS);
    socket.onopen = () => {
      clearTimeout(this.#timer);
      const ask = (number: number) => void this.send(JSON.stringify({ type: "ping", number } satisfies Ping));
      this.#pulse = new Pulse(ask, this.#answerMs, () => {
        this.#answerMs = Math.min(2 * this.#answerMs, MOST_ANSWER_MS);
        this.#drop();
      });
      this.#events.opened();
    };
    socket.onmessage = ({ data }) => {
      this.#tries = 0;
      this.#pulse?.heard();
      this.#events.heard(data instanceof ArrayBuffer ? new Uint8Array(data) : String(data));
    };
    socket.onclose = ({ code }) => this.#gone(code);
  }

  /** @returns whether there is a connection to send it on */
  send(data: string | Uint8Array<ArrayBuffer>): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(data);
    return true;
  }

  /** Something was typed and sent: whether it arrived is asked soon. */
  typed(): void {
    this.#pulse?.typed();
  }

  /** A question of ours was answered. */
  answered(number: number): void {
    this.#answerMs = ANSWER_MS;
    this.#pulse?.answered(number);
  }

  /** Closes the connection; `gone` tells what then. */
  close(): void {
    this.#socket?.close();
  }

  dispose(): void {
    removeEventListener("online", this.#cameOnline);
    document.removeEventListener("visibilitychange", this.#cameIntoView);
    this.#letGo();
  }

  readonly #cameOnline = () => {
    // One that was begun on another network may wait for long.
    if (this.#socket?.readyState === WebSocket.CONNECTING) this.#drop();
    this.#doubt();
  };

  readonly #cameIntoView = () => {
    if (document.visibilityState === "visible") this.#doubt();
  };

  /** Asks whether the other end is there, or tries at once where the line is lost. */
  #doubt(): void {
    if (this.#pulse) this.#pulse.doubt();
    else if (this.#socket === null && this.#timer !== undefined) this.connect();
  }

  /** Gives up a connection that is dead. The browser would wait for a close frame that never comes. */
  #drop(): void {
    this.#gone(GONE_SILENTLY);
  }

  #gone(code: number): void {
    const { isUnsure = false } = this.#pulse ?? {};
    this.#letGo();
    this.#retry(code, isUnsure);
  }

  #letGo(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#pulse?.stop();
    this.#pulse = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #retry(code: number, isUnsure: boolean): void {
    if (!this.#events.gone(code, isUnsure)) return;
    // A fifth of jitter, so that many lines do not all come back at the same moment.
    const wait = waitMs(this.#tries++) * (0.9 + Math.random() * 0.2);
    this.#timer = setTimeout(() => this.connect(), wait);
    this.#events.waiting(Date.now() + wait);
  }
}
