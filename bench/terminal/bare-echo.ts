// A process of its own that gives back whatever comes over its WebSocket: what a key's way through a server in Node takes at least.
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
server.on("listening", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
// Ends with whoever started it.
process.stdin.on("end", () => process.exit(0)).resume();
