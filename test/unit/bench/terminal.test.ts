import { describe, expect, it } from "vitest";
import { figure } from "../../../bench/figures.ts";
import { Acknowledged } from "../../../bench/terminal/acknowledged.ts";
import { DrawQueue } from "../../../bench/terminal/draw-queue.ts";
import { missingBytes, numbers } from "../../../bench/terminal/numbers.ts";
import { cpuSecondsOf, rssKbOf } from "../../../bench/terminal/processes.ts";
import { figuresOf } from "../../../bench/terminal/report.ts";
import { percentile, Samples } from "../../../bench/terminal/samples.ts";
import { type Connection, Screen, type Sink } from "../../../bench/terminal/screen.ts";

describe("a percentile", () => {
  it("is a value that was measured, with so many of the others at or below it", () => {
    const values = Array.from({ length: 200 }, (_, place) => 200 - place);
    expect(percentile(values, 0.99)).toBe(198);
    expect(percentile(values, 0.5)).toBe(100);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.99)).toBeNaN();
  });
});

describe("samples", () => {
  it("keep what each side measured apart, in order", () => {
    const samples = new Samples();
    samples.add("echo", "ours", 2);
    samples.add("echo", "raw", 9);
    samples.add("echo", "ours", 1);
    expect(samples.of("echo", "ours")).toEqual([2, 1]);
    expect(samples.newest("echo", "raw")).toBe(9);
    expect(samples.of("echo", "ttyd")).toEqual([]);
  });

  it("have no ratio to nothing", () => {
    expect(figure("lost", "bytes", [0], [0])).toMatchObject({ ours: 0, reference: 0, ratio: null });
  });
});

describe("the figures of terminals", () => {
  it("set medians beside each other, and the worst and the sum where that is what counts", () => {
    const samples = new Samples();
    for (const value of [1, 9, 2]) samples.add("echo-p50", "ours", value);
    samples.add("echo-p50", "raw", 4);
    for (const value of [10, 30, 20]) samples.add("ctrl-c-max", "ours", value);
    for (const lost of [0, 3, 4]) samples.add("print-and-exit", "ours", lost);
    const figures = new Map(figuresOf(samples).map((one) => [one.name, one]));
    expect(figures.get("echo-p50")).toMatchObject({ ours: 2, reference: 4, ratio: 0.5, runs: 3 });
    expect(figures.get("echo-p50-wetty")).toMatchObject({ ours: 2, reference: null, ratio: null });
    expect(figures.get("ctrl-c-max")).toMatchObject({ ours: 30, runs: 3 });
    expect(figures.get("print-and-exit-lost")).toMatchObject({ ours: 7, runs: 3 });
  });

  it("set the CPU of servers beside that of ttyd, else of wetty", () => {
    const samples = new Samples();
    samples.add("server-cpu", "ours", 1);
    samples.add("server-cpu", "wetty", 4);
    samples.add("server-cpu", "ttyd", 2);
    const cpu = () => figuresOf(samples).find(({ name }) => name === "server-cpu")?.reference;
    expect(cpu()).toBe(4);
    samples.add("bulk", "ttyd", 10);
    expect(cpu()).toBe(2);
  });
});

describe("what processes use", () => {
  it("is read whatever a process calls itself", () => {
    const stat = "42 (a) b) 7 (c) S 1 42 42 0 -1 4194560 100 0 0 0 150 50 9 9 20 0 11 0 5 6 7\n";
    expect(cpuSecondsOf(stat)).toBe(2);
  });

  it("is memory in KB", () => {
    expect(rssKbOf("Name:\tnode\nVmPeak:\t 900 kB\nVmRSS:\t   1234 kB\n")).toBe(1234);
    expect(rssKbOf("Name:\tkthread\n")).toBeNaN();
  });
});

describe("numbered lines", () => {
  it("are all there, whatever else was written around them", () => {
    expect(missingBytes("$ seq 12\r\n1\r\n2\r\n3\r\nlogout\r\n", numbers(3))).toBe(0);
  });

  it("are missed where they did not come, were cut or came out of order", () => {
    expect(missingBytes("\r\n1\r\n3\r\n", numbers(3))).toBe(3);
    expect(missingBytes("\r\n1\r\n2\r\n3", numbers(3))).toBe(3);
    expect(missingBytes("\r\n2\r\n1\r\n3\r\n", numbers(3))).toBe(3);
    expect(missingBytes("", numbers(10))).toBe(9 * 3 + 4);
  });
});

describe("a page that acknowledges", () => {
  it("tells each time that 16 KB more were drawn, by the shell's numbers", () => {
    const page = new Acknowledged();
    expect(page.hear({ type: "attached", seq: 1000, until: 1000 }, 0)).toBeNull();
    expect(page.drew(16_383)).toBeNull();
    expect(page.drew(16_384)).toEqual({ type: "drawn", seq: 17_384 });
    expect(page.drew(20_000)).toBeNull();
    expect(page.drew(50_000)).toEqual({ type: "drawn", seq: 51_000 });
  });

  it("goes on at another number when it is told one, and tells nothing of what came before it", () => {
    const page = new Acknowledged();
    page.hear({ type: "attached", seq: 0, until: 0 }, 0);
    page.hear({ type: "attached", seq: 500_000, until: 500_000 }, 60_000);
    expect(page.drew(60_000)).toBeNull();
    expect(page.drew(76_384)).toEqual({ type: "drawn", seq: 516_384 });
  });

  it("hears why the terminal is over", () => {
    expect(new Acknowledged().hear({ type: "ended", exit: 0, message: "The shell has ended." }, 0)).toBe(
      "The shell has ended.",
    );
  });
});

describe("a queue that is drawn at a pace", () => {
  it("gives everything at once without one", () => {
    const queue = new DrawQueue();
    queue.add(Buffer.from("abc"), 0);
    expect(queue.next(0)?.toString()).toBe("abc");
    expect(queue.next(0)).toBeNull();
    expect([queue.drawn, queue.waiting]).toEqual([3, 0]);
  });

  it("gives as much as its pace allows, and saves nothing up while it has nothing to draw", () => {
    const queue = new DrawQueue();
    queue.setPace(1000, 0);
    queue.add(Buffer.from("0123456789abcdef"), 5000);
    expect(queue.next(5000)).toBeNull();
    expect(queue.next(5010)?.toString()).toBe("0123456789");
    expect(queue.next(5010)).toBeNull();
    expect([queue.drawn, queue.waiting]).toEqual([10, 6]);
    expect(queue.next(5020)?.toString()).toBe("abcdef");
  });

  it("catches up with 20 ms of its pace after its process stood still", () => {
    const queue = new DrawQueue();
    queue.setPace(1000, 0);
    queue.add(Buffer.alloc(100), 0);
    expect(queue.next(80)).toHaveLength(20);
  });
});

describe("a screen", () => {
  async function opened() {
    const told: string[] = [];
    const sinks: Sink[] = [];
    const connection: Connection = {
      send: (bytes) => told.push(`sent ${bytes}`),
      report: (drawn, waiting) => told.push(`drew ${drawn}, ${waiting} wait`),
      close: async () => void told.push("closed"),
    };
    const screen = await Screen.open("a screen", async (sink) => {
      sinks.push(sink);
      setImmediate(() => sink.output(Buffer.from("root@web:~# ")));
      return connection;
    });
    const [sink] = sinks;
    if (!sink) throw new Error("not connected");
    return { screen, sink, told };
  }

  it("is there once it shows the prompt, and tells what it drew", async () => {
    const { screen, told } = await opened();
    expect(told.at(-1)).toBe("drew 12, 0 wait");
    await screen[Symbol.asyncDispose]();
    expect(told.at(-1)).toBe("closed");
  });

  it("waits for what a key shows", async () => {
    const { screen, sink, told } = await opened();
    const took = screen.key("x");
    setImmediate(() => sink.output(Buffer.from("x")));
    expect(await took).toBeGreaterThan(0);
    expect(told).toContain("sent x");
  });

  it("draws and tells nothing once it is stalled", async () => {
    const { screen, sink, told } = await opened();
    screen.stall();
    sink.output(Buffer.alloc(1000));
    expect(screen.drawn).toBe(12);
    expect(told.at(-1)).toBe("drew 12, 1000 wait");
  });

  it("says what it shows where its connection ends too soon", async () => {
    const { screen, sink } = await opened();
    const waited = screen.until(() => screen.shows("never"), "it shows something");
    sink.ended("cut off");
    await expect(waited).rejects.toThrow(
      'a screen: it ended (cut off) before it shows something; it shows "root@web:~# "',
    );
  });
});
