import { expect, it, vi } from "vitest";
import { HeldShell } from "../../../orchestrator/docker/held-shell.ts";
import type { HolderFrame } from "../../../orchestrator/docker/holder-frames.ts";
import type { Line } from "../../../orchestrator/docker/line.ts";

/** A line whose holder says what it is told to. */
class FakeLine implements Line {
  readonly hello: Line["hello"];
  say: (frame: HolderFrame) => void = () => {};
  breaks: (broken: boolean) => void = () => {};
  constructor(newest: number) {
    this.hello = { kind: "hello", id: "0".repeat(32), oldest: 0, newest, pid: 7 };
  }
  listen(onFrame: (frame: HolderFrame) => void, onEnd: (broken: boolean) => void): void {
    this.say = onFrame;
    this.breaks = onEnd;
  }
  readonly written: Buffer[] = [];
  write(frame: Buffer): void {
    this.written.push(frame);
  }
  pause(): void {}
  resume(): void {}
  close(): void {}
  dismiss(): void {}
}

it("is not given up while the engine does not tell, as while it is restarted", async () => {
  const [first, second] = [new FakeLine(0), new FakeLine(3)];
  let refusals = 3;
  const shell = new HeldShell(first, 0, {
    reconnect: async () => {
      refusals -= 1;
      if (refusals >= 0) throw new Error("the engine is away");
      return second;
    },
    dropped: () => {},
    forget: () => {},
  });
  let [text, ended] = ["", false];
  shell.onData((bytes) => {
    text += Buffer.from(bytes).toString();
  });
  shell.onEnd(() => {
    ended = true;
  });
  first.say({ kind: "start", seq: 0 });
  first.breaks(false);
  await vi.waitFor(() => expect(refusals).toBe(-1), { timeout: 20_000 });
  second.say({ kind: "start", seq: 0 });
  second.say({ kind: "output", bytes: Buffer.from("abc") });
  expect([text, ended]).toEqual(["abc", false]);
});

it("ends where its holder is gone", async () => {
  const line = new FakeLine(0);
  const shell = new HeldShell(line, 0, { reconnect: async () => null, dropped: () => {}, forget: () => {} });
  const ended = new Promise<number | null>((resolve) => shell.onEnd(resolve));
  line.breaks(false);
  expect(await ended).toBe(null);
});

it("keeps what is typed without a line up to a bound, and tells what it drops: all from there on, and nothing out of the middle", async () => {
  const [first, second] = [new FakeLine(0), new FakeLine(0)];
  const back = Promise.withResolvers<Line>();
  const dropped: number[] = [];
  const shell = new HeldShell(first, 0, {
    reconnect: () => back.promise,
    dropped: (bytes) => dropped.push(bytes),
    forget: () => {},
  });
  first.breaks(false);
  const kept = "a".repeat(60 * 1024);
  shell.write(Buffer.from(kept));
  shell.write(Buffer.from("b".repeat(10 * 1024)));
  shell.write(Buffer.from("c"));
  expect(dropped).toEqual([10 * 1024, 1]);
  back.resolve(second);
  await vi.waitFor(() => expect(second.written.length).toBeGreaterThan(1), { timeout: 20_000 });
  shell.write(Buffer.from("d"));
  const typed = Buffer.concat(second.written)
    .toString("latin1")
    .replace(/[^abcd]/g, "");
  expect(typed).toBe(`${kept}d`);
});
