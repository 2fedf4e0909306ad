import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Attempts } from "../../../orchestrator/http/attempts.ts";
import { closeCode } from "../../../orchestrator/protocol/errors.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";
import { running, worldPerTest } from "./attempts-fixture.ts";
import { SocketServer } from "./sockets-fixture.ts";

const world = worldPerTest();
let attempts: Attempts;
let server: SocketServer;
let attempt: string;
let terminal: string;
beforeEach(async () => {
  attempts = world().open();
  server = await SocketServer.open(attempts);
  const { id, terminals } = await running(attempts);
  attempt = id;
  terminal = terminals[0]?.id ?? "";
});
afterEach(() => server[Symbol.asyncDispose]());

const typed = () => world().engine.sandboxes[0]?.typed ?? [];
const PING = { type: "ping", number: 7 };

describe("a page that asks whether the orchestrator is there", () => {
  it("is answered on a terminal's WebSocket, before it attached too, once all that it typed before was taken", async () => {
    const early = await server.line(`/attempts/${attempt}/terminals/${terminal}/socket`);
    early.say(PING);
    expect(await early.told("pong")).toEqual({ type: "pong", number: 7 });
    const line = await server.attached(attempt, terminal);
    line.socket.send(Buffer.from("ls\r"));
    line.say(PING);
    await line.told("pong");
    expect(typed()).toEqual(["ls"]);
  });

  it("is answered on an attempt's WebSocket, on which it may say nothing else", async () => {
    const line = await server.line(`/attempts/${attempt}/events`);
    line.say(PING);
    expect(await line.told("pong")).toEqual({ type: "pong", number: 7 });
    for (const bad of ['{"type":"ping"}', "{", "x".repeat(65 * 1024), Buffer.from(JSON.stringify(PING))]) {
      const other = await server.line(`/attempts/${attempt}/events`);
      other.socket.send(bad);
      expect(await other.code()).toBe(closeCode.badFrame);
    }
    expect(line.closed).toBeNull();
  });
});

describe("a page that comes back to a terminal", () => {
  it("cuts off its own line before, so that what is still on its way on that one is not typed late", async () => {
    const before = await server.attached(attempt, terminal, { line: "page-1" });
    const other = await server.attached(attempt, terminal, { line: "page-2" });
    const nameless = await server.attached(attempt, terminal);
    const again = await server.attached(attempt, terminal, { line: "page-1" });
    before.socket.send(Buffer.from("late\r"));
    expect(await before.code()).toBe(1006);
    for (const line of [again, other, nameless]) line.socket.send(Buffer.from("now\r"));
    await vi.waitFor(() => expect(typed()).toEqual(["now", "now", "now"]), { timeout: 20_000 });
  });
});

describe("what may not come on a terminal's WebSocket", () => {
  it.each([
    ["a size that no terminal can have", '{"type":"resize","cols":1,"rows":24}', closeCode.badFrame],
    ["another such size", '{"type":"resize","cols":80,"rows":501}', closeCode.badFrame],
    ["half a character", '{"type":"resize","cols":80.5,"rows":24}', closeCode.badFrame],
    ["a message without its parts", '{"type":"drawn"}', closeCode.badFrame],
    ["more than is taken", Buffer.alloc(64 * 1024 + 1), closeCode.badFrame],
    ["more than is read", Buffer.alloc(1024 * 1024 + 1), closeCode.unread],
  ])("%s closes it with a code of the protocol and a line in the log, and the shell goes on", async (_, bad, code) => {
    const good = await server.attached(attempt, terminal);
    const line = await server.attached(attempt, terminal);
    line.socket.send(bad);
    expect(await line.code()).toBe(code);
    expect(server.warnings).toHaveLength(1);
    good.socket.send(Buffer.from("ls\r"));
    await vi.waitFor(() => expect(typed()).toEqual(["ls"]), { timeout: 20_000 });
  });

  it("text that is not UTF-8, and what is no frame at all, close it with the codes for that", async () => {
    const noText = await server.attached(attempt, terminal);
    noText.socket.send(Buffer.from([0xff]), { binary: false });
    expect(await noText.code()).toBe(closeCode.notText);
    const noFrame = await server.attached(attempt, terminal);
    noFrame.socket.send("{}", { mask: false });
    expect(await noFrame.code()).toBe(closeCode.notAFrame);
    expect(server.warnings).toHaveLength(2);
  });

  it("a terminal of another attempt is not there", async () => {
    const { id, terminals } = await running(attempts);
    for (const [of, other] of [
      [id, terminal],
      [attempt, terminals[0]?.id ?? ""],
    ]) {
      for (const path of [`/attempts/${of}`, `/attempts/${of}/watch`]) {
        const line = await server.line(`${path}/terminals/${other}/socket`);
        line.say({ type: "attach", seq: 0 });
        expect(await line.code()).toBe(closeCode.notFound);
        expect(line.messages).toEqual([]);
      }
    }
  });
});

describe("a page whose shell ended", () => {
  it("is told of the machine that stopped only where that was the shell's own", async () => {
    const [web = expect.fail("no machine")] = sampleLab.machines;
    const lab = { ...sampleLab, machines: [web, { ...web, name: "db" }] };
    const onTwo = world().open(3, [lab]);
    await using second = await SocketServer.open(onTwo);
    const { id, terminals } = await running(onTwo);
    const db = await (await onTwo.live(id)).openTerminal("db");
    const lines = await Promise.all([terminals[0]?.id ?? "", db.id].map((one) => second.attached(id, one)));
    const [onWeb, onDb] = lines;
    world().engine.sandboxes.at(-1)?.stop("web");
    expect(await onWeb?.told("ended")).toMatchObject({
      message: expect.stringContaining("The machine web has stopped."),
    });
    onDb?.socket.send(Buffer.from("exit\r"));
    expect(await onDb?.told("ended")).toMatchObject({
      message: "The shell has ended. Open another terminal to go on.",
    });
  });
});

describe("those who watch", () => {
  const events = () => `/attempts/${attempt}/watch/events`;
  const watched = () => `/attempts/${attempt}/watch/terminals/${terminal}/socket`;

  it("can neither type nor set the size at their address, whatever they say they are", async () => {
    for (const bad of [Buffer.from("touch typed\r"), JSON.stringify({ type: "resize", cols: 20, rows: 5 })]) {
      const line = await server.line(watched());
      line.say({ type: "attach", seq: 0 });
      await line.told("attached");
      line.socket.send(bad);
      expect(await line.code()).toBe(closeCode.watchesOnly);
    }
    const claims = await server.line(watched());
    claims.say({ type: "attach", seq: 0, watch: false });
    expect(await claims.code()).toBe(closeCode.badFrame);
    expect(typed()).toEqual([]);
  });

  it("see the screen and hear the events", async () => {
    const line = await server.line(watched());
    line.say({ type: "attach", seq: 0 });
    expect(await line.told("snapshot")).toMatchObject({ cols: 80, rows: 24 });
    const heard = await server.line(events());
    expect(await heard.told("attempt")).toMatchObject({ attempt: { id: attempt } });
  });

  it("are hundreds on one attempt and no more, and take no place from those who work", async () => {
    await Promise.all(Array.from({ length: 200 }, () => server.line(events())));
    expect(await server.refusal(events())).toBe(503);
    const owner = await server.attached(attempt, terminal);
    owner.socket.send(Buffer.from("ls\r"));
    await vi.waitFor(() => expect(typed()).toEqual(["ls"]), { timeout: 20_000 });
  });

  it("find their places free however many tabs those who work have open, and get one again when another leaves", async () => {
    const working = await Promise.all(Array.from({ length: 40 }, () => server.line(`/attempts/${attempt}/events`)));
    expect(await server.refusal(`/attempts/${attempt}/events`)).toBe(503);
    expect(await server.refusal(`/attempts/${attempt}/terminals/${terminal}/socket`)).toBe(503);
    await server.line(events());
    working[0]?.socket.close();
    await working[0]?.code();
    await vi.waitFor(() => server.line(`/attempts/${attempt}/events`), { timeout: 20_000 });
  });
});
