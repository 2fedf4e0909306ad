// The WebSocket on which a page hears of its attempt. It only listens, and asks whether we are there: a page that sends anything
// else is closed.
import type { RawData, WebSocket } from "ws";
import { closeCode } from "../protocol/errors.ts";
import { type AttemptServerMessage, attemptClientMessage, MAX_FRAME_BYTES } from "../protocol/messages.ts";
import { asBytes, parseMessage, sizeOf } from "./frames.ts";
import type { LiveAttempt } from "./live-attempt.ts";
import type { Log } from "./log.ts";
import { answerPing } from "./pings.ts";

/** Unsent bytes above which a page is too slow; it connects again and gets the whole attempt. */
const MAX_UNSENT_BYTES = 1024 * 1024;

export function serveAttempt(socket: WebSocket, attempt: LiveAttempt, log: Log): void {
  const stop = attempt.record.watch((message: AttemptServerMessage) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.close(closeCode.tooSlow, "Too slow; connect again.");
    else socket.send(JSON.stringify(message));
  });
  socket.on("close", stop);
  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (socket.readyState !== socket.OPEN) return;
    const isMessage = !isBinary && sizeOf(data) <= MAX_FRAME_BYTES;
    const message = isMessage && parseMessage(attemptClientMessage, asBytes(data));
    if (message) return answerPing(socket, message);
    log.warn({ attempt: attempt.id }, "an attempt's WebSocket sent a message, which it may not");
    socket.close(closeCode.badFrame, "Nothing but pings is expected on this WebSocket.");
  });
}
