// A sandbox's socket, dialled for real.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { Exchange, SOCKET } from "../../../orchestrator/docker/exchange.ts";
import { HeldShell } from "../../../orchestrator/docker/held-shell.ts";

async function opened(takesStrangers = false) {
  const folder = await mkdtemp(join(tmpdir(), "sickbay-exchange-"));
  const warnings: string[] = [];
  const log = { info: () => undefined, warn: (_: object, message: string) => warnings.push(message) };
  const exchange = new Exchange(folder, takesStrangers, log, () => undefined);
  await exchange.listen();
  return {
    exchange,
    warnings,
    path: join(folder, SOCKET),
    async [Symbol.asyncDispose]() {
      exchange.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const newId = (): string => randomBytes(16).toString("hex");

function frame(kind: string, payload: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write(kind, 0, "latin1");
  header.writeUInt32BE(payload.length, 1);
  return Buffer.concat([header, payload]);
}

const hello = (id: string): Buffer => frame("H", Buffer.concat([Buffer.from(id), Buffer.alloc(20)]));
const start = frame("S", Buffer.alloc(8));

/** Dials and says something; `heard` is what came back so far. */
async function dial(path: string, ...says: readonly Buffer[]) {
  const socket = connect(path);
  const heard: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => heard.push(chunk));
  socket.on("error", () => socket.destroy());
  const closed = once(socket, "close");
  await once(socket, "connect");
  for (const bytes of says) socket.write(bytes);
  return { socket, closed, heard: () => Buffer.concat(heard).toString("latin1") };
}

it("gives a holder's line to who waits for it, whoever was first", async () => {
  await using door = await opened();
  const [early, late] = [newId(), newId()];
  door.exchange.expect(early);
  await dial(door.path, hello(early));
  const waiting = door.exchange.wait(late, 10_000);
  await dial(door.path, hello(late));
  expect((await waiting)?.hello.id).toBe(late);
  expect((await door.exchange.wait(early, 10_000))?.hello.id).toBe(early);
});

it.each([
  ["garbage", Buffer.from("\0".repeat(100))],
  ["a huge frame", Buffer.from("H\xff\xff\xff\xff", "latin1")],
  ["output before the greeting", frame("O", Buffer.from("x"))],
])("closes on %s, and says so in the log", async (_, bytes) => {
  await using door = await opened();
  await (await dial(door.path, bytes)).closed;
  expect(door.warnings).toHaveLength(1);
});

it("closes a connection on which nobody says who it is", async () => {
  await using door = await opened();
  const silent = await dial(door.path);
  const slow = await dial(door.path, hello(newId()).subarray(0, 20));
  await Promise.all([silent.closed, slow.closed]);
});

it("sends away who names a shell that is none of its own, and keeps that from nobody's shell", async () => {
  await using door = await opened();
  const id = newId();
  const waiting = door.exchange.wait(id, 20_000);
  const stranger = await dial(door.path, hello(`${id.slice(0, 31)}${id.endsWith("0") ? "1" : "0"}`));
  await stranger.closed;
  expect(stranger.heard()).toBe("C\0\0\0\0");
  await dial(door.path, hello(id));
  expect((await waiting)?.hello.id).toBe(id);
});

it("keeps shells of an orchestrator before until it is said which are wanted, and tells the others to end", async () => {
  await using door = await opened(true);
  const [wanted, other] = [newId(), newId()];
  await dial(door.path, hello(wanted));
  const forgotten = await dial(door.path, hello(other));
  expect((await door.exchange.wait(wanted, 10_000))?.hello.id).toBe(wanted);
  door.exchange.endOthers();
  await forgotten.closed;
  expect(forgotten.heard()).toBe("C\0\0\0\0");
  const later = await dial(door.path, hello(newId()));
  await later.closed;
});

it("outlasts a hundred connections at once: lines that are there stay, and new ones come", async () => {
  await using door = await opened();
  const [first, second] = [newId(), newId()];
  const waiting = door.exchange.wait(first, 10_000);
  const holder = await dial(door.path, hello(first));
  const line = (await waiting) ?? expect.fail("no line");
  const seen: Uint8Array[] = [];
  const shell = new HeldShell(line, 0, {
    reconnect: async () => null,
    dropped: () => undefined,
    forget: () => undefined,
  });
  shell.onData((bytes) => seen.push(bytes));
  const crowd: Socket[] = [];
  for (let each = 0; each < 100; each += 1)
    crowd.push(
      connect(door.path)
        .on("error", () => undefined)
        .resume(),
    );
  await Promise.all(crowd.map((socket) => new Promise((resolve) => socket.once("close", resolve))));
  holder.socket.write(Buffer.concat([start, frame("O", Buffer.from("still here"))]));
  while (seen.length === 0) await wait(10);
  expect(Buffer.concat(seen).toString()).toBe("still here");
  // As a holder does, again and again.
  const again = door.exchange.wait(second, 30_000);
  const redial = setInterval(() => {
    const socket = connect(door.path).on("error", () => undefined);
    socket.write(hello(second));
  }, 200);
  expect((await again)?.hello.id).toBe(second);
  clearInterval(redial);
  // Two kinds of complaints, and not one for each that came.
  expect(door.warnings.length).toBeLessThanOrEqual(2);
});

it.each([
  ["output before its start", [frame("O", Buffer.from("x"))]],
  ["a second start", [start, start]],
  ["a second greeting", [start, hello(newId())]],
  ["garbage", [start, Buffer.from("garbage!!")]],
])("ends a shell whose holder sends %s", async (_, says) => {
  await using door = await opened();
  const id = newId();
  const waiting = door.exchange.wait(id, 10_000);
  const { socket, closed } = await dial(door.path, hello(id));
  const line = (await waiting) ?? expect.fail("no line");
  const shell = new HeldShell(line, 0, {
    reconnect: () => expect.fail("it is reached again"),
    dropped: () => undefined,
    forget: () => undefined,
  });
  const ended = new Promise((resolve) => shell.onEnd(resolve));
  for (const bytes of says) socket.write(bytes);
  expect(await ended).toBeNull();
  await closed;
});
