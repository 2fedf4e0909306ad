// The WebSockets of pages that come back: the one before is cut off.
import type { WebSocket } from "ws";

/** By the name that the page gives its line. */
const lines = new WeakMap<object, Map<string, WebSocket>>();

/**
 * Makes a WebSocket the only one of a page's line to a terminal. What is still on its way on the one before does not count any more.
 *
 * @param terminal where it leads to; lines are forgotten with it
 */
export function replaceLine(terminal: object, line: string, socket: WebSocket): void {
  const ofTerminal = lines.get(terminal) ?? new Map<string, WebSocket>();
  lines.set(terminal, ofTerminal);
  ofTerminal.get(line)?.terminate();
  ofTerminal.set(line, socket);
  socket.once("close", () => {
    if (ofTerminal.get(line) === socket) ofTerminal.delete(line);
  });
}
