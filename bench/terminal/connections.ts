// Ways to a shell: our terminal's WebSocket, and the engine's own exec with nothing in between.
import { once } from "node:events";
import type { Container } from "dockerode";
import { WebSocket } from "ws";
import { terminalServerMessage } from "../../orchestrator/protocol/messages.ts";
import { Acknowledged } from "./acknowledged.ts";
import type { Connection, Sink } from "./screen.ts";

/** The screen that every shell gets, in characters. */
export const SIZE = { cols: 120, rows: 40 };
/** A reader of a plain stream stops reading while more than this waits to be drawn, in bytes. */
const READ_AHEAD_BYTES = 64 * 1024;

/** As the page does it: attaches, tells the size and what it has drawn. */
export async function ourTerminal(url: string, sink: Sink): Promise<Connection> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const acknowledged = new Acknowledged();
  let received = 0;
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isBinary) {
      received += data.length;
      return sink.output(data);
    }
    const why = acknowledged.hear(terminalServerMessage.parse(JSON.parse(data.toString())), received);
    if (why !== null) sink.ended(why);
  });
  socket.on("close", (code) => sink.ended(`its WebSocket was closed with ${code}`));
  await once(socket, "open");
  const send = (message: unknown): void => socket.send(JSON.stringify(message));
  send({ type: "attach", seq: 0 });
  send({ type: "resize", ...SIZE });
  return {
    send: (bytes) => socket.send(bytes),
    report: (drawn) => {
      const message = acknowledged.drew(drawn);
      if (message && socket.readyState === socket.OPEN) send(message);
    },
    close: async () => socket.terminate(),
  };
}

/** `docker exec -t` over the engine's socket. Whoever draws slowly stops reading. */
export async function rawExec(container: Container, sink: Sink): Promise<Connection> {
  const exec = await container.exec({
    Cmd: ["/bin/bash", "-l"],
    Env: ["TERM=xterm-256color"],
    WorkingDir: "/root",
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
  });
  const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
  stream.on("data", (bytes: Buffer) => sink.output(bytes));
  stream.on("error", (error) => sink.ended(error.message));
  stream.on("close", () => sink.ended("its stream was closed"));
  await exec.resize({ w: SIZE.cols, h: SIZE.rows });
  return {
    send: (bytes) => void stream.write(bytes),
    report: (_drawn, waiting) => {
      const behind = waiting > READ_AHEAD_BYTES;
      if (behind !== stream.isPaused()) behind ? stream.pause() : stream.resume();
    },
    close: async () => void stream.destroy(),
  };
}

/** Runs something in a machine and gives back what it printed. */
export async function runIn(container: Container, script: string): Promise<string> {
  const exec = await container.exec({ Cmd: ["/bin/sh", "-c", script], AttachStdout: true, Tty: true });
  const stream = await exec.start({ Tty: true });
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
