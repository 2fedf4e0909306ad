import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { SocketViewer } from "../../../orchestrator/http/socket-viewer.ts";

/** A viewer behind a real WebSocket, and the frames that its page got. */
class Looked {
  readonly #server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  readonly frames: (Buffer | string)[] = [];
  viewer!: SocketViewer;
  #page!: WebSocket;

  async open(): Promise<void> {
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const connected = once(this.#server, "connection");
    this.#page = new WebSocket(`ws://127.0.0.1:${address.port}`);
    this.#page.on("message", (data: Buffer, isBinary: boolean) => this.frames.push(isBinary ? data : data.toString()));
    const [[socket]] = await Promise.all([connected, once(this.#page, "open")]);
    this.viewer = new SocketViewer(socket, () => ({ message: "over", code: 4000 }));
  }

  /** All output that came. */
  get output(): Buffer {
    return Buffer.concat(this.frames.filter((frame) => typeof frame !== "string"));
  }

  async end(): Promise<void> {
    const closed = once(this.#page, "close");
    this.viewer.ended(0);
    await closed;
  }

  close(): void {
    this.#page.terminate();
    this.#server.close();
  }
}

describe("a viewer behind a WebSocket", () => {
  let looked: Looked;
  beforeEach(async () => {
    looked = new Looked();
    await looked.open();
  });
  afterEach(() => looked.close());

  it("is sent each key's echo by itself, however fast keys come", async () => {
    for (const key of "abcd") looked.viewer.output(Buffer.from(key));
    await looked.end();
    expect(looked.frames.slice(0, 4).map(String)).toEqual(["a", "b", "c", "d"]);
  });

  it("is sent the pieces of a flood in few frames, and every byte in order", async () => {
    const pieces = Array.from({ length: 300 }, (_, index) => Buffer.alloc(1000 + index * 7, index));
    for (const piece of pieces) looked.viewer.output(piece);
    await looked.end();
    expect(looked.output.equals(Buffer.concat(pieces))).toBe(true);
    expect(looked.frames.length).toBeLessThan(20);
  });

  it("gets what was gathered before it is told anything", async () => {
    for (let piece = 0; piece < 10; piece += 1) looked.viewer.output(Buffer.alloc(1000, piece));
    looked.viewer.skipped(12_345, false);
    looked.viewer.output(Buffer.from("after"));
    await looked.end();
    const at = looked.frames.findIndex((frame) => typeof frame === "string");
    expect(JSON.parse(String(looked.frames[at]))).toEqual({ type: "skipped", seq: 12_345 });
    expect(Buffer.concat(looked.frames.slice(0, at).map((frame) => Buffer.from(frame))).length).toBe(10_000);
    expect(looked.output.subarray(10_000).toString()).toBe("after");
  });

  it("counts what it gathered among what was not sent", () => {
    looked.viewer.output(Buffer.alloc(1000));
    const before = looked.viewer.unsent();
    looked.viewer.output(Buffer.alloc(5000));
    expect(looked.viewer.unsent()).toBe(before + 5000);
  });
});
