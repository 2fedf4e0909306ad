import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TerminalServerMessage } from "../../../orchestrator/protocol/messages.ts";
import { AttemptEvents } from "../../../web/attempt/events.ts";
import { Channel } from "../../../web/terminal/channel.ts";

type Sent = { type: string; number: number; line?: string; seq?: number };

/** A WebSocket whose other end is the test. */
class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly made: FakeSocket[] = [];
  readyState = FakeSocket.CONNECTING;
  readonly sent: Sent[] = [];
  typed = "";
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    FakeSocket.made.push(this);
  }
  send(data: string | Uint8Array): void {
    if (typeof data === "string") this.sent.push(JSON.parse(data));
    else this.typed += new TextDecoder().decode(data);
  }
  close(): void {
    this.isClosed = true;
  }
  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }
  say(message: TerminalServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  drop(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  get pings(): number[] {
    return this.sent.flatMap(({ type, number }) => (type === "ping" ? [number] : []));
  }
  /** Answers all questions, as somebody who is there does. */
  answer(): void {
    for (const number of this.pings) this.say({ type: "pong", number });
  }
}

const newest = () => FakeSocket.made.at(-1) ?? expect.fail("no connection was made");
const type = (text: string) => channel.type(new TextEncoder().encode(text));

let channel: Channel;
let told: string[];
let page: EventTarget;
let screen: EventTarget & { visibilityState: string };
beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.made.length = 0;
  page = new EventTarget();
  screen = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("document", screen);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  told = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function attach(): FakeSocket {
  const socket = newest();
  socket.open();
  socket.say({ type: "attached", seq: 0, until: 0 });
  return socket;
}

describe("the line of a terminal", () => {
  beforeEach(() => {
    channel = new Channel(
      "ws://sickbay/socket",
      {
        attached: () => {},
        snapshot: () => {},
        keyboard: () => {},
        skipped: () => {},
        sized: () => {},
        output: () => {},
        unheard: (how) => told.push(how),
        status: ({ kind }) => told.push(kind),
      },
      () => 0,
    );
  });
  afterEach(() => channel.dispose());

  it("that went silent is noticed within 25 seconds though nobody types, and comes back under its name", () => {
    const socket = attach();
    vi.advanceTimersByTime(25_000);
    expect(told).toEqual(["connecting", "open", "lost"]);
    expect(socket.isClosed).toBe(true);
    vi.advanceTimersByTime(1000);
    const again = attach();
    expect(again).not.toBe(socket);
    expect(told.slice(3)).toEqual(["connecting", "open"]);
    expect(socket.sent[0]?.line).toMatch(/^[0-9a-f]{32}$/);
    expect(again.sent[0]).toMatchObject({ type: "attach", line: socket.sent[0]?.line });
  });

  it("is kept as long as there is an answer, or anything else comes", () => {
    const socket = attach();
    for (let minute = 0; minute < 10; minute += 1) {
      vi.advanceTimersByTime(22_000);
      socket.answer();
    }
    for (let minute = 0; minute < 10; minute += 1) {
      vi.advanceTimersByTime(22_000);
      socket.onmessage?.({ data: new ArrayBuffer(1) });
    }
    expect(told).toEqual(["connecting", "open"]);
    expect(FakeSocket.made).toHaveLength(1);
  });

  it("is not asked anything while output comes", () => {
    const socket = attach();
    for (let second = 0; second < 60; second += 1) {
      vi.advanceTimersByTime(1000);
      socket.onmessage?.({ data: new ArrayBuffer(1) });
    }
    expect(socket.pings).toEqual([]);
  });

  it("that is typed into is asked within a second, and given up when it does not answer", () => {
    const socket = attach();
    type("ls");
    expect(socket.typed).toBe("ls");
    vi.advanceTimersByTime(1000);
    expect(socket.pings).toEqual([1]);
    vi.advanceTimersByTime(5000);
    expect(told.slice(2)).toEqual(["perhaps", "lost"]);
  });

  it("that is only slow has twice as long to answer after it was given up, since its screen comes as one message", () => {
    attach();
    type("ls");
    vi.advanceTimersByTime(6000);
    expect(told.at(-1)).toBe("lost");
    vi.advanceTimersByTime(1000);
    const slow = attach();
    type("ls");
    vi.advanceTimersByTime(10_000);
    expect(slow.isClosed).toBe(false);
    slow.answer();
    expect(told.at(-1)).toBe("open");
  });

  it("says that keys may not have arrived, and never sends them a second time", () => {
    const socket = attach();
    type("a");
    vi.advanceTimersByTime(1000);
    socket.answer();
    type("b");
    socket.drop(1012);
    expect(told.slice(2)).toEqual(["perhaps", "lost"]);
    vi.advanceTimersByTime(1000);
    const again = attach();
    expect([socket.typed, again.typed]).toEqual(["ab", ""]);
  });

  it("says nothing of keys that have arrived, nor of a shell that ended", () => {
    const socket = attach();
    type("a");
    vi.advanceTimersByTime(1000);
    socket.answer();
    socket.drop(1006);
    expect(told.slice(2)).toEqual(["lost"]);
    vi.advanceTimersByTime(1000);
    const again = attach();
    type("exit\r");
    again.say({ type: "ended", exit: 0, message: "It ended." });
    again.drop(4410);
    expect(told.slice(3)).toEqual(["connecting", "open", "ended", "ended"]);
  });

  it("takes an answer for those keys alone that were typed before the question", () => {
    const socket = attach();
    type("a");
    vi.advanceTimersByTime(1000);
    type("b");
    socket.onmessage?.({ data: new ArrayBuffer(1) });
    vi.advanceTimersByTime(1000);
    expect(socket.pings).toEqual([1, 2]);
    socket.say({ type: "pong", number: 1 });
    socket.drop(1006);
    expect(told.slice(2)).toEqual(["perhaps", "lost"]);
  });

  it("says that keys did not arrive which were typed while it was lost", () => {
    attach().drop(1006);
    type("rm");
    expect(told.slice(2)).toEqual(["lost", "never"]);
    vi.advanceTimersByTime(1000);
    expect(attach().typed).toBe("");
  });

  it("keeps what is typed before the shell is first there", () => {
    type("early");
    expect(attach().typed).toBe("early");
    expect(told).toEqual(["connecting", "open"]);
  });

  it("keeps nothing behind what it had no room for, and says so: a command with a hole is another command", () => {
    type("rm -r ");
    type("x".repeat(4096));
    type("/tmp");
    expect(told).toEqual(["connecting", "never", "never"]);
    expect(attach().typed).toBe("rm -r ");
  });

  it.each([
    ["the page comes back from another network", () => page.dispatchEvent(new Event("online"))],
    ["the page comes into view", () => screen.dispatchEvent(new Event("visibilitychange"))],
  ])("is asked at once when %s, and tried anew after five seconds without an answer", (_, happens) => {
    const socket = attach();
    vi.advanceTimersByTime(3000);
    happens();
    expect(socket.pings).toEqual([1]);
    vi.advanceTimersByTime(5000);
    expect(told.at(-1)).toBe("lost");
    vi.advanceTimersByTime(300);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("is tried at once when the page comes into view while it is lost, and where a connection is stuck and the network is back", () => {
    for (let tries = 0; tries < 6; tries += 1) {
      newest().drop(1006);
      if (tries < 5) vi.advanceTimersByTime(6000);
    }
    expect(FakeSocket.made).toHaveLength(6);
    screen.dispatchEvent(new Event("visibilitychange"));
    expect(FakeSocket.made).toHaveLength(7);
    page.dispatchEvent(new Event("online"));
    expect(FakeSocket.made).toHaveLength(8);
    expect(FakeSocket.made[6]?.isClosed).toBe(true);
  });

  it("is tried anew where a connection is not there after fifteen seconds", () => {
    vi.advanceTimersByTime(15_500);
    expect(FakeSocket.made).toHaveLength(2);
    expect(told).toEqual(["connecting", "lost", "connecting"]);
  });

  it("is not given up by a page that was itself held up", () => {
    const socket = attach();
    vi.advanceTimersByTime(20_000);
    expect(socket.pings).toEqual([1]);
    const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 3_600_000);
    vi.advanceTimersByTime(5000);
    expect(told.at(-1)).toBe("open");
    clock.mockRestore();
  });

  it("leaves nothing behind", () => {
    attach();
    channel.dispose();
    page.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.made).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    expect(told).toEqual(["connecting", "open"]);
  });
});

it("the line of an attempt that went silent is noticed and made anew, and what it tells goes on", () => {
  const connected: boolean[] = [];
  const heard: string[] = [];
  const events = new AttemptEvents(
    "ws://sickbay/events",
    ({ type }) => heard.push(type),
    (is) => connected.push(is),
  );
  newest().open();
  vi.advanceTimersByTime(20_000);
  newest().answer();
  vi.advanceTimersByTime(20_000);
  expect(connected).toEqual([true]);
  vi.advanceTimersByTime(5000);
  expect(connected).toEqual([true, false]);
  vi.advanceTimersByTime(1000);
  newest().open();
  newest().onmessage?.({ data: JSON.stringify({ type: "evidence", command: "c1", labels: [] }) });
  expect(connected).toEqual([true, false, true]);
  expect(heard).toEqual(["evidence"]);
  events.dispose();
});
