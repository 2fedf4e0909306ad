// Answers a page's question whether we are still there. WebSocket pings of our own are for us alone: no page sees them.
import type { WebSocket } from "ws";
import type { AttemptServerMessage, Ping, TerminalServerMessage } from "../protocol/messages.ts";

/** Above so many unsent bytes a page gets no answer: it reads slowly, or asks without reading, and must not fill our memory. */
const MAX_UNSENT_BYTES = 64 * 1024;

export function answerPing(socket: WebSocket, { number }: Ping): void {
  const answer = { type: "pong", number } satisfies AttemptServerMessage & TerminalServerMessage;
  if (socket.bufferedAmount <= MAX_UNSENT_BYTES) socket.send(JSON.stringify(answer));
}
