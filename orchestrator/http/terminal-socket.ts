// The WebSocket of one viewer of one terminal: binary frames are the shell's bytes, text frames are messages.
import type { RawData, WebSocket } from "ws";
import { LabError } from "../core/lab-error.ts";
import type { StoredAttempt } from "../core/store-port.ts";
import { closeCode } from "../protocol/errors.ts";
import { type TerminalClientMessage, type TerminalServerMessage, terminalClientMessage } from "../protocol/messages.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Attachment, Viewer } from "../terminal/viewers.ts";
import type { Log } from "./log.ts";

/** Unsent bytes above which a viewer is closed and has to attach again; more than all that a terminal keeps. */
const MAX_UNSENT_BYTES = 4 * 1024 * 1024;

/** A terminal as its viewers need it. */
export type ServedTerminal = Pick<Terminal, "id" | "attach" | "type" | "resize">;

/** What is told of an attempt to those who look at its terminals. */
export interface ServedAttempt {
  readonly id: string;
  readonly underWay: boolean;
  readonly terminals: { get(id: string): ServedTerminal | null };
  readonly record: { readonly stored: Pick<StoredAttempt, "state" | "problem"> };
}

/** @throws LabError("unknown-terminal") where the attempt has no such terminal */
export function serveTerminal(socket: WebSocket, attempt: ServedAttempt, id: string, log: Log): void {
  const terminal = attempt.terminals.get(id);
  if (!terminal) throw new LabError("unknown-terminal", "There is no such terminal.", "Open a new one.");
  const viewer = new SocketViewer(socket, attempt);
  let attached: Attachment | null = null;

  const bad = (why: string): void => {
    log.warn({ attempt: attempt.id, terminal: id }, `a terminal's WebSocket was closed: ${why}`);
    socket.close(closeCode.badFrame, why);
  };
  socket.on("close", () => attached?.detach());
  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary) {
      if (!attached) return bad("Typed before attaching.");
      return terminal.type(asBytes(data), viewer);
    }
    const message = parseMessage(asBytes(data));
    if (!message) return bad("The message is not one of protocol/messages.ts.");
    if (message.type === "attach") {
      if (attached) return bad("Attached twice.");
      return terminal.attach(message.seq, viewer, (attachment) => {
        attached = attachment;
        viewer.send({ type: "attached", seq: attachment.seq, until: attachment.until });
      });
    }
    if (message.type === "drawn") attached?.drawn(message.seq);
    if (message.type === "resize") resize(terminal, message, log);
  });
}

class SocketViewer implements Viewer {
  readonly #socket: WebSocket;
  readonly #attempt: ServedAttempt;

  constructor(socket: WebSocket, attempt: ServedAttempt) {
    this.#socket = socket;
    this.#attempt = attempt;
  }

  send(message: TerminalServerMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  output(bytes: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_UNSENT_BYTES) {
      this.#socket.close(closeCode.tooSlow, "Too slow; attach again.");
      return;
    }
    this.#socket.send(bytes);
  }

  ended(exit: number | null): void {
    const over = !this.#attempt.underWay;
    const message = whyEnded(this.#attempt);
    this.send({ type: "ended", exit, message });
    this.#socket.close(over ? closeCode.attemptEnded : closeCode.shellEnded, message);
  }
}

function whyEnded({ record, underWay }: ServedAttempt): string {
  const { state, problem } = record.stored;
  if (!underWay) return "The attempt is over.";
  if (state === "starting") return "The machines are being started anew.";
  if (problem?.code === "machine-stopped") return `${problem.message} ${problem.remedy}`;
  return "The shell has ended. Open another terminal to go on.";
}

function resize(terminal: ServedTerminal, size: { cols: number; rows: number }, log: Log): void {
  terminal.resize(size.cols, size.rows).catch((error: unknown) => {
    // A shell that ends at this moment has no size any more.
    log.debug({ terminal: terminal.id, err: error }, "a terminal could not be resized");
  });
}

function asBytes(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

function parseMessage(bytes: Buffer): TerminalClientMessage | null {
  try {
    return terminalClientMessage.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    // Not JSON, or none of our messages: the caller closes the WebSocket for either.
    return null;
  }
}
