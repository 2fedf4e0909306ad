// The WebSocket on which a page hears of its attempt. It only listens: a page that sends anything is closed.
import type { WebSocket } from "ws";
import { closeCode } from "../protocol/errors.ts";
import type { AttemptServerMessage } from "../protocol/messages.ts";
import type { LiveAttempt } from "./live-attempt.ts";
import type { Log } from "./log.ts";

/** Unsent bytes above which a page is too slow; it connects again and gets the whole attempt. */
const MAX_UNSENT_BYTES = 4 * 1024 * 1024;

export function serveAttempt(socket: WebSocket, attempt: LiveAttempt, log: Log): void {
  const stop = attempt.record.watch((message: AttemptServerMessage) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.close(closeCode.tooSlow, "Too slow; connect again.");
    else socket.send(JSON.stringify(message));
  });
  socket.on("close", stop);
  socket.on("message", () => {
    log.warn({ attempt: attempt.id }, "an attempt's WebSocket sent a message, which it may not");
    socket.close(closeCode.badFrame, "Nothing is expected on this WebSocket.");
  });
}
