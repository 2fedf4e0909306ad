// The WebSocket of one viewer of one terminal: binary frames are the shell's bytes, text frames are messages.
import type { RawData, WebSocket } from "ws";
import { LabError } from "../core/lab-error.ts";
import type { StoredAttempt } from "../core/store-port.ts";
import { closeCode } from "../protocol/errors.ts";
import { MAX_FRAME_BYTES, terminalClientMessage } from "../protocol/messages.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Attachment } from "../terminal/viewers.ts";
import { asBytes, parseMessage, sizeOf } from "./frames.ts";
import type { Log } from "./log.ts";
import { answerPing } from "./pings.ts";
import { stopped } from "./problem.ts";
import { replaceLine } from "./replace-line.ts";
import { SocketViewer } from "./socket-viewer.ts";

/** A terminal as its viewers need it. */
export type ServedTerminal = Pick<Terminal, "id" | "machine" | "attach" | "type" | "resize">;

/** What is told of an attempt to those who look at its terminals. */
export interface ServedAttempt {
  readonly id: string;
  readonly underWay: boolean;
  readonly terminals: { get(id: string): ServedTerminal | null };
  readonly record: { readonly stored: Pick<StoredAttempt, "state"> };
  /** Whether a machine stopped by itself. */
  hasStopped(machine: string): boolean;
}

/** Which terminal, and for whom. */
export interface TerminalTarget {
  readonly terminal: string;
  /** Whether the page only watches: then it can't type or resize, and the shell never waits for it. */
  readonly watches: boolean;
}

/** @throws LabError("unknown-terminal") where the attempt has no such terminal */
export function serveTerminal(
  socket: WebSocket,
  attempt: ServedAttempt,
  { terminal: id, watches }: TerminalTarget,
  log: Log,
): void {
  const terminal = attempt.terminals.get(id);
  if (!terminal) throw new LabError("unknown-terminal", "There is no such terminal.", "Open a new one.");
  const viewer = new SocketViewer(socket, () => whyEnded(attempt, terminal.machine));
  let attached: Attachment | null = null;

  const bad = (why: string, code: number = closeCode.badFrame): void => {
    log.warn({ attempt: attempt.id, terminal: id }, `a terminal's WebSocket was closed: ${why}`);
    socket.close(code, why);
  };
  const watchesOnly = (): void => bad("Whoever only watches can't type or set the size.", closeCode.watchesOnly);
  socket.on("close", () => attached?.detach());
  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (socket.readyState !== socket.OPEN) return;
    if (sizeOf(data) > MAX_FRAME_BYTES)
      return bad(`A frame of ${sizeOf(data)} bytes; ${MAX_FRAME_BYTES} are the most.`);
    if (isBinary) {
      if (!attached) return bad("Typed before attaching.");
      if (watches) return watchesOnly();
      return terminal.type(asBytes(data), viewer);
    }
    const message = parseMessage(terminalClientMessage, asBytes(data));
    if (!message) return bad("The message is not one of protocol/messages.ts.");
    if (message.type === "ping") return answerPing(socket, message);
    if (message.type === "attach") {
      if (attached) return bad("Attached twice.");
      if (message.line !== undefined) replaceLine(terminal, message.line, socket);
      const start = (attachment: Attachment): void => {
        attached = attachment;
        viewer.send({ type: "attached", seq: attachment.seq, until: attachment.until });
      };
      return terminal.attach(message.seq, viewer, start, watches);
    }
    if (!attached) return bad("Told something before attaching.");
    if (message.type === "drawn") attached.drawn(message.seq);
    if (message.type === "resize") {
      if (watches) return watchesOnly();
      resize(terminal, message, log);
    }
  });
}

function whyEnded(attempt: ServedAttempt, machine: string): { message: string; code: number } {
  const code = closeCode.shellEnded;
  if (!attempt.underWay) return { message: "The attempt is over.", code: closeCode.attemptEnded };
  if (attempt.record.stored.state === "starting") return { message: "The machines are being started anew.", code };
  if (attempt.hasStopped(machine)) {
    const { message, remedy } = stopped(machine);
    return { message: `${message} ${remedy}`, code };
  }
  return { message: "The shell has ended. Open another terminal to go on.", code };
}

function resize(terminal: ServedTerminal, size: { cols: number; rows: number }, log: Log): void {
  terminal.resize(size.cols, size.rows).catch((error: unknown) => {
    // A shell that ends at this moment has no size any more.
    log.debug({ terminal: terminal.id, err: error }, "a terminal could not be resized");
  });
}
