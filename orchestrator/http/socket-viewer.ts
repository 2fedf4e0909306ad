// A viewer of a terminal behind a WebSocket: what it is sent, and when.
import type { WebSocket } from "ws";
import type { TerminalServerMessage } from "../protocol/messages.ts";
import type { Snapshot } from "../terminal/screen.ts";
import type { Viewer } from "../terminal/viewers.ts";

/**
 * Under load output is gathered for so long, in milliseconds, or up to so many bytes. What comes after a while of nothing goes at once, and
 * so do the first few bytes in each such time, so that a key's echo never waits.
 */
const GATHER_MS = 5;
const GATHER_BYTES = 64 * 1024;
const AT_ONCE_BYTES = 2 * 1024;
/** Buffers of GATHER_BYTES that are kept for whoever gathers next. */
const MAX_SPARE = 16;
/** How often to look whether a slow line is free again, in milliseconds. */
const DRAIN_POLL_MS = 100;

/** In a flood new buffers would keep the garbage collector busy. */
const spare: Buffer[] = [];

export class SocketViewer implements Viewer {
  readonly #socket: WebSocket;
  readonly #whyEnded: () => { message: string; code: number };
  #gathered: Buffer | null = null;
  #gatheredBytes = 0;
  /** Sent at once since the timer runs. */
  #atOnceBytes = 0;
  #timer: NodeJS.Timeout | null = null;

  /** @param whyEnded what to say and the close code when the shell has ended */
  constructor(socket: WebSocket, whyEnded: () => { message: string; code: number }) {
    this.#socket = socket;
    this.#whyEnded = whyEnded;
    socket.once("close", () => {
      if (this.#timer) clearTimeout(this.#timer);
    });
  }

  send(message: TerminalServerMessage): void {
    this.#flush();
    if (this.#isOpen) this.#socket.send(JSON.stringify(message));
  }

  output(bytes: Uint8Array): void {
    if (!this.#isOpen) return;
    const isFirst = this.#timer === null;
    if (isFirst) this.#gather();
    if (isFirst || (this.#gatheredBytes === 0 && this.#atOnceBytes + bytes.length <= AT_ONCE_BYTES)) {
      this.#atOnceBytes += bytes.length;
      this.#socket.send(bytes);
      return;
    }
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + GATHER_BYTES - this.#gatheredBytes);
      this.#gathered ??= spare.pop() ?? Buffer.allocUnsafeSlow(GATHER_BYTES);
      this.#gathered.set(part, this.#gatheredBytes);
      this.#gatheredBytes += part.length;
      from += part.length;
      if (this.#gatheredBytes === GATHER_BYTES) this.#flush();
    }
  }

  snapshot({ seq, cols, rows, screen }: Snapshot, until: number): void {
    this.send({ type: "snapshot", seq, until, cols, rows, screen });
  }

  skipped(seq: number, lost: boolean): void {
    this.send({ type: "skipped", seq, ...(lost && { lost }) });
  }

  keyboard(has: boolean): void {
    this.send({ type: "keyboard", has });
  }

  sized(cols: number, rows: number): void {
    this.send({ type: "size", cols, rows });
  }

  ended(exit: number | null): void {
    const { message, code } = this.#whyEnded();
    this.send({ type: "ended", exit, message });
    this.#socket.close(code, message);
  }

  unsent(): number {
    return this.#socket.bufferedAmount + this.#gatheredBytes;
  }

  drained(): Promise<void> {
    return new Promise((resolve) => {
      const poll = setInterval(() => {
        if (this.#isOpen && this.#socket.bufferedAmount > 0) return;
        clearInterval(poll);
        if (this.#isOpen) resolve();
      }, DRAIN_POLL_MS);
    });
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #gather(): void {
    this.#atOnceBytes = 0;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#gatheredBytes === 0) return;
      this.#flush();
      this.#gather();
    }, GATHER_MS);
  }

  #flush(): void {
    const gathered = this.#gathered;
    if (gathered === null) return;
    const bytes = gathered.subarray(0, this.#gatheredBytes);
    this.#gathered = null;
    this.#gatheredBytes = 0;
    // Its memory is used again once the kernel has it.
    if (this.#isOpen) this.#socket.send(bytes, () => void (spare.length < MAX_SPARE && spare.push(gathered)));
  }
}
