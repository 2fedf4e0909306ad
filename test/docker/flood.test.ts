// Hundreds of megabytes through one terminal: nothing of it is lost, memory stays where it was, and Ctrl-C ends what does not end.
import { once } from "node:events";
import { expect, it } from "vitest";
import { terminalServerMessage } from "../../orchestrator/protocol/messages.ts";
import { eventually } from "./eventually.ts";
import { Installation, type Orchestrator } from "./orchestrator-fixture.ts";

const MB = 1024 * 1024;
/** More than the log of one terminal, its buffers and what a collector of garbage leaves lying, and far less than the flood. */
const MOST_GROWN = 96 * MB;

/** A page that draws at once, and remembers only the end of what it was shown. */
class Reader {
  readonly #socket;
  shown = 0;
  end = "";
  #seq = 0;

  private constructor(socket: ReturnType<Orchestrator["socket"]>) {
    this.#socket = socket;
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (!isBinary) {
        const message = terminalServerMessage.parse(JSON.parse(String(data)));
        if ("seq" in message) this.#seq = message.seq;
        return;
      }
      this.shown += data.length;
      this.#seq += data.length;
      this.end = (this.end + data.toString("latin1")).slice(-200);
      socket.send(JSON.stringify({ type: "drawn", seq: this.#seq }));
    });
  }

  static async at(orchestrator: Orchestrator, attempt: string, terminal: string): Promise<Reader> {
    const socket = orchestrator.socket(`/attempts/${attempt}/terminals/${terminal}/socket`);
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "attach", seq: 0 }));
    return new Reader(socket);
  }

  type(keys: string): void {
    this.#socket.send(Buffer.from(keys));
  }
}

it("takes a flood of 200 MB and one of random characters without growing, and Ctrl-C ends each at once", async () => {
  await using installation = await Installation.make();
  const orchestrator = await installation.start({ SICKBAY_LOG_LEVEL: "error" });
  const attempt = await orchestrator.play("silent-port");
  const reader = await Reader.at(orchestrator, attempt.id, attempt.terminals[0]?.id ?? "");
  // The first megabytes make what is kept from then on.
  reader.type("head -c 8M /dev/zero | tr '\\0' x; echo; echo be''gins\n");
  await eventually(() => reader.end.includes("begins"), "the first output ends");
  const before = await orchestrator.memory();
  const from = reader.shown;
  reader.type("yes 'one line of very many' | head -c 200M; echo all of''it\n");
  let most = 0;
  await eventually(async () => {
    most = Math.max(most, await orchestrator.memory());
    return reader.end.includes("all ofit");
  }, "200 MB are shown");
  // The terminal writes CR LF for each of the lines of 22 characters.
  expect(reader.shown - from).toBeGreaterThan((200 * MB * 23) / 22);
  for (const flood of ["yes", "base64 -w 100 /dev/urandom"]) {
    const before = reader.shown;
    reader.type(`${flood}\n`);
    await eventually(() => reader.shown > before + 20 * MB, `${flood} floods`);
    most = Math.max(most, await orchestrator.memory());
    reader.type("\x03");
    await eventually(() => /\^C\r\n.*# $/.test(reader.end), `${flood} ends`);
  }
  expect(most - before).toBeLessThan(MOST_GROWN);
  await orchestrator.call("post", `/attempts/${attempt.id}/end`);
}, 240_000);
