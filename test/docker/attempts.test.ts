import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { attemptResult } from "../../orchestrator/protocol/attempts.ts";
import { closeCode } from "../../orchestrator/protocol/errors.ts";
import { health, routes } from "../../orchestrator/protocol/routes.ts";
import { eventually } from "./eventually.ts";
import { Installation, type Orchestrator, runToEnd } from "./orchestrator-fixture.ts";

/** The drawn port, which the brief tells. */
const portIn = (brief: string) => /port (\d+)/.exec(brief)?.[1] ?? "";

describe("an attempt over the API", () => {
  let installation: Installation;
  let orchestrator: Orchestrator;
  beforeAll(async () => {
    installation = await Installation.make();
    orchestrator = await installation.start();
  });
  afterAll(() => installation[Symbol.asyncDispose]());

  it("is started, mended by typing, found fixed and ended, and leaves nothing on the engine", async () => {
    const attempt = await orchestrator.play("silent-port");
    const { events } = orchestrator.listen(attempt.id);
    const shell = await orchestrator.attach(attempt.id, attempt.terminals[0]?.id ?? "");
    expect(await shell.run("ls /etc/enabled")).toBe(2);
    expect((await orchestrator.check(attempt.id)).check).toMatchObject({ outcome: "not-fixed" });
    expect(await shell.run("touch /etc/enabled")).toBe(0);
    await shell.run(`python3 -m http.server ${portIn(attempt.brief)} > /dev/null 2>&1 &`);
    const fixed = await orchestrator.check(attempt.id);
    expect(fixed).toMatchObject({ checksRun: 2, check: { outcome: "fixed" }, fixedAtMs: expect.any(Number) });
    expect(await orchestrator.call("post", `/attempts/${attempt.id}/end`)).toMatchObject({
      status: 200,
      body: { state: "ended", endReason: "finished" },
    });
    await eventually(() => shell.closed, "the terminal's WebSocket is closed");
    expect(shell.closed).toBe(closeCode.attemptEnded);
    const result = await orchestrator.ask(attemptResult, "get", `/attempts/${attempt.id}/result`);
    expect(result).toMatchObject({ outcome: "fixed", checks: [{ outcome: "not-fixed" }, { outcome: "fixed" }] });
    expect(result.commands.map(({ text, exit, user }) => [text, exit, user])).toEqual([
      ["ls /etc/enabled", 2, "root"],
      ["touch /etc/enabled", 0, "root"],
      [expect.stringContaining("http.server"), 0, "root"],
    ]);
    expect(result.solutions).toHaveLength(1);
    const told = events.flatMap((message) => (message.type === "timeline" ? [message.event] : []));
    expect(result.timeline).toEqual(expect.arrayContaining(told));
    await eventually(async () => (await installation.sandboxes()).length === 0, "nothing is left on the engine");
  });

  it("keeps a shell over reloads without losing or repeating a byte", async () => {
    const attempt = await orchestrator.play("silent-port");
    const terminal = attempt.terminals[0]?.id ?? "";
    const first = await orchestrator.attach(attempt.id, terminal);
    // The second half waits for a key, so that it never comes before the reload, however quick the machine is.
    first.socket.send(Buffer.from("seq 1 30000; read -rs; seq 30001 60000; echo do''ne\n"));
    await eventually(() => first.output.length > 100_000, "output comes");
    first.socket.terminate();
    const seen = first.output;
    const second = await orchestrator.attach(attempt.id, terminal, seen.length);
    second.socket.send(Buffer.from("\n"));
    await eventually(() => second.output.includes("done\r\n"), "the output ends");
    const whole = Buffer.concat([seen, second.output]).toString();
    const numbers = Array.from({ length: 60_000 }, (_, index) => `${index + 1}\r\n`).join("");
    expect(whole.includes(`${numbers}done`)).toBe(true);
    await orchestrator.call("post", `/attempts/${attempt.id}/end`);
  });

  it("closes a WebSocket that sends bad frames, and leaves the shell alone", async () => {
    const attempt = await orchestrator.play("silent-port");
    const terminal = attempt.terminals[0]?.id ?? "";
    const good = await orchestrator.attach(attempt.id, terminal);
    for (const bad of [
      "{",
      '{"type":"attach","seq":-1}',
      '{"type":"attach","seq":0,"more":1}',
      '{"type":"attach","seq":1}',
      '{"type":"resize","cols":1001,"rows":24}',
      '{"type":"resize","cols":80,"rows":0}',
    ]) {
      const shell = await orchestrator.attach(attempt.id, terminal);
      shell.socket.send(bad);
      await eventually(() => shell.closed, "the WebSocket is closed");
      expect(shell.closed).toBe(closeCode.badFrame);
    }
    const big = await orchestrator.attach(attempt.id, terminal);
    big.socket.send(Buffer.alloc(65 * 1024));
    await eventually(() => big.closed, "the WebSocket is closed");
    expect(big.closed).toBe(closeCode.badFrame);
    const huge = await orchestrator.attach(attempt.id, terminal);
    huge.socket.send(Buffer.alloc(2 * 1024 * 1024));
    await eventually(() => huge.closed, "the WebSocket is closed");
    expect(huge.closed).toBe(closeCode.unread);
    const early = orchestrator.socket(`/attempts/${attempt.id}/terminals/${terminal}/socket`);
    await once(early, "open");
    early.send(Buffer.from("x"));
    expect((await once(early, "close"))[0]).toBe(closeCode.badFrame);
    const listener = orchestrator.listen(attempt.id);
    await once(listener.socket, "open");
    listener.socket.send("{}");
    expect((await once(listener.socket, "close"))[0]).toBe(closeCode.badFrame);
    expect(await good.run("true")).toBe(0);
    await orchestrator.call("post", `/attempts/${attempt.id}/end`);
  });

  it("lets whoever only watches neither type nor set the size, and shows them what others type", async () => {
    const attempt = await orchestrator.play("silent-port");
    const terminal = attempt.terminals[0]?.id ?? "";
    const owner = await orchestrator.attach(attempt.id, terminal);
    await owner.run("true");
    for (const sent of [Buffer.from("touch /root/typed\n"), '{"type":"resize","cols":20,"rows":5}']) {
      const watcher = await orchestrator.watch(attempt.id, terminal);
      watcher.socket.send(sent);
      await eventually(() => watcher.closed, "the WebSocket is closed");
      expect(watcher.closed).toBe(closeCode.watchesOnly);
    }
    const watcher = await orchestrator.watch(attempt.id, terminal);
    await eventually(() => watcher.messages.some(({ type }) => type === "snapshot"), "the screen comes");
    owner.socket.send(JSON.stringify({ type: "resize", cols: 77, rows: 21 }));
    expect(await owner.run("test ! -e /root/typed && stty size")).toBe(0);
    await eventually(() => watcher.output.includes("21 77"), "the watcher sees what the owner sees");
    expect(watcher.messages).toContainEqual({ type: "size", cols: 77, rows: 21 });
    await orchestrator.call("post", `/attempts/${attempt.id}/end`);
  });

  it("gives a clear close code for attempts and terminals that are not there", async () => {
    for (const path of ["/attempts/nope/events", "/attempts/nope/terminals/t/socket"]) {
      const socket = orchestrator.socket(path);
      expect((await once(socket, "close"))[0]).toBe(closeCode.notFound);
    }
  });

  it("refuses foreign origins and names on WebSocket upgrades and on every route", async () => {
    const host = orchestrator.url.slice("http://".length);
    const refusedUpgrade = async (headers: Record<string, string>) => {
      const [, response] = await once(orchestrator.socket("/attempts/nope/events", headers), "unexpected-response");
      return z.object({ statusCode: z.number() }).parse({ statusCode: response.statusCode }).statusCode;
    };
    expect(await refusedUpgrade({ Origin: "http://evil.example" })).toBe(403);
    expect(await refusedUpgrade({ Origin: "null" })).toBe(403);
    expect(await refusedUpgrade({ Host: "evil.example" })).toBe(403);
    expect(await refusedUpgrade({ "User-Agent": "Mozilla/5.0" })).toBe(403);
    const own = orchestrator.socket("/attempts/nope/events", { Origin: `http://${host}` });
    expect((await once(own, "close"))[0]).toBe(closeCode.notFound);
    for (const { method, path } of Object.values(routes)) {
      const url = `${orchestrator.url}${path.replace(/:\w+/g, "x")}`;
      const { status } = await fetch(url, { method: method.toUpperCase(), headers: { Origin: "http://evil.example" } });
      expect(status, `${method} ${path}`).toBe(403);
    }
  });

  it("refuses bodies that are too big, malformed, of another type or with unknown keys", async () => {
    const post = async (body: string, type = "application/json") => {
      const url = `${orchestrator.url}/api/attempts`;
      const response = await fetch(url, { method: "POST", body, headers: { "content-type": type } });
      return [response.status, z.object({ code: z.string() }).parse(await response.json()).code];
    };
    expect(await post(JSON.stringify({ lab: "x".repeat(70_000) }))).toEqual([413, "too-large"]);
    expect(await post("{")).toEqual([400, "bad-request"]);
    expect(await post('{"lab":"silent-port"}', "text/plain")).toEqual([400, "bad-request"]);
    expect(await post('{"lab":"silent-port","variant":"a"}')).toEqual([400, "bad-request"]);
    expect(await post('{"lab":"nope"}')).toEqual([404, "unknown-lab"]);
    expect(await orchestrator.call("get", "/nothing")).toMatchObject({ status: 404, body: { code: "not-found" } });
  });

  it("that can't be shown to be broken is not handed over, and leaves nothing behind", async () => {
    const { id } = await orchestrator.ask(z.object({ id: z.string() }), "post", "/attempts", { lab: "never-broken" });
    const failed = await orchestrator.become(id, ({ state }) => state === "failed", "the start fails");
    expect(failed).toMatchObject({ endReason: "failed-start", problem: { code: "fault-not-visible" } });
    expect(JSON.stringify(failed)).not.toContain("nothing/web.sh");
    expect(await installation.sandboxes()).not.toContain(id);
  });
});

describe("an orchestrator", () => {
  it("that was killed takes its attempts over again, with their machines as they were", async () => {
    await using installation = await Installation.make();
    const first = await installation.start();
    const before = await first.play("silent-port");
    const shell = await first.attach(before.id, before.terminals[0]?.id ?? "");
    await shell.run("touch /etc/enabled");
    await first.kill("SIGKILL");
    const second = await installation.start();
    const after = await second.attempt(before.id);
    expect(after).toMatchObject({ state: "running", startedAtMs: before.startedAtMs, terminals: [{ open: true }] });
    expect(after.terminals).toEqual(before.terminals);
    const again = await second.attach(before.id, after.terminals[0]?.id ?? "");
    expect(await again.run("ls /etc/enabled")).toBe(0);
    await again.run(`python3 -m http.server ${portIn(after.brief)} > /dev/null 2>&1 &`);
    expect((await second.check(before.id)).check).toMatchObject({ outcome: "fixed" });
    const result = await second.ask(attemptResult, "get", `/attempts/${before.id}/result`);
    const kinds = result.timeline.map(({ body }) => body.kind);
    expect(kinds).toContain("sandbox-adopted");
    expect(kinds).not.toContain("terminal-closed");
  });

  it("ends abandoned attempts at their deadline and removes their machines", async () => {
    await using installation = await Installation.make();
    const orchestrator = await installation.start({ SICKBAY_DEADLINE_SECONDS: "1" });
    const { id } = await orchestrator.ask(z.object({ id: z.string() }), "post", "/attempts", { lab: "silent-port" });
    const ended = await orchestrator.become(id, ({ state }) => state === "ended", "the attempt ends");
    expect(ended.endReason).toBe("deadline");
    await eventually(async () => (await installation.sandboxes()).length === 0, "its machines are removed");
  });

  it("that is stopped tells its WebSockets, ends with status 0 and leaves the machines for the next", async () => {
    await using installation = await Installation.make();
    const orchestrator = await installation.start();
    const attempt = await orchestrator.play("silent-port");
    const shell = await orchestrator.attach(attempt.id, attempt.terminals[0]?.id ?? "");
    expect(await orchestrator.kill("SIGTERM")).toBe(0);
    await eventually(() => shell.closed, "the WebSocket is closed");
    expect(shell.closed).toBe(closeCode.restarting);
    expect(await installation.sandboxes()).toEqual([attempt.id]);
  });

  it("runs without an engine, says so, and names the way out when a lab is started", async () => {
    await using installation = await Installation.make();
    const orchestrator = await installation.start({ DOCKER_HOST: "unix:///nowhere/docker.sock" });
    expect(await orchestrator.ask(health, "get", "/health")).toMatchObject({ engine: { reachable: false } });
    const { id } = await orchestrator.ask(z.object({ id: z.string() }), "post", "/attempts", { lab: "silent-port" });
    const failed = await orchestrator.become(id, ({ state }) => state === "failed", "the start fails");
    expect(failed.problem).toMatchObject({ code: "no-engine", remedy: expect.stringContaining("DOCKER_HOST") });
  });

  it("names a missing image and leaves nothing behind", async () => {
    await using installation = await Installation.make();
    const orchestrator = await installation.start({ SICKBAY_IMAGES: "sickbay-not-there" });
    const { id } = await orchestrator.ask(z.object({ id: z.string() }), "post", "/attempts", { lab: "silent-port" });
    const failed = await orchestrator.become(id, ({ state }) => state === "failed", "the start fails");
    expect(failed.problem).toMatchObject({ code: "image-missing" });
    expect(await installation.sandboxes()).toEqual([]);
  });

  it("says which port is taken, which variable is wrong and which folder is in use, and ends with status 1", async () => {
    await using installation = await Installation.make();
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const port = String(z.object({ port: z.number() }).parse(server.address()).port);
    const other = await Installation.make();
    const taken = await runToEnd(other.data, { SICKBAY_PORT: port });
    server.close();
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`) });
    expect(taken.stderr).toContain("SICKBAY_PORT");
    await other[Symbol.asyncDispose]();
    await installation.start();
    expect(await runToEnd(installation.data, {})).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Another Sickbay is using"),
    });
    expect(await runToEnd(installation.data, { SICKBAY_CAPACITY: "many" })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("SICKBAY_CAPACITY"),
    });
  });
});
