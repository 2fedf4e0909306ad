import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { devLab } from "../../../orchestrator/cli/dev-lab.ts";
import type { PlayTerminal } from "../../../orchestrator/cli/play.ts";
import { Sandboxes } from "../../../orchestrator/cli/sandboxes.ts";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import { type FakeAnswers, FakeEngine } from "../../fakes/fake-engine.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

/** The person and the editor: presses keys of the menu and saves, each when told to. */
class Author {
  readonly engine: FakeEngine;
  readonly said: string[] = [];
  /** What the next load gives; a text is why it does not load. */
  lab: Lab | string = sampleLab;
  readonly #interruption = new AbortController();
  readonly ended: Promise<void>;
  #saves = 0;
  #keys: string[] = [];
  #interrupted = false;

  constructor(lab: Lab | string, answers: Partial<FakeAnswers> = {}) {
    this.lab = lab;
    this.engine = new FakeEngine(answers);
    this.ended = devLab({
      read: async (tell) => {
        if (typeof this.lab !== "string") return this.lab;
        tell(this.lab);
        return null;
      },
      watch: {
        saved: async (signal) => {
          while (this.#saves === 0 && !signal.aborted) await wait(1);
          if (signal.aborted) return false;
          this.#saves -= 1;
          return true;
        },
      },
      variant: undefined,
      seed: 5,
      sandboxes: new Sandboxes(this.engine, "dev", 5),
      openTerminal: () => this.#terminal(),
      say: (line) => this.said.push(line),
      signal: this.#interruption.signal,
    });
  }

  save(lab: Lab | string): void {
    this.lab = lab;
    this.#saves += 1;
  }

  press(...keys: string[]): void {
    this.#keys.push(...keys);
  }

  interrupt(): void {
    this.#interruption.abort();
  }

  /** The sandbox in which the person is, once there were that many. */
  async sandbox(count: number) {
    await expect.poll(() => this.engine.sandboxes.length).toBe(count);
    const sandbox = this.engine.sandboxes[count - 1];
    if (!sandbox) throw new Error("no sandbox");
    await expect.poll(() => sandbox.shells.size).toBe(1);
    return sandbox;
  }

  #terminal(): PlayTerminal & Disposable {
    this.#interrupted = false;
    const pressed = async (): Promise<boolean> => {
      while (this.#keys.length === 0 && !this.#interrupted) await wait(1);
      return !this.#interrupted;
    };
    return {
      size: { cols: 80, rows: 24 },
      connect: () => {},
      write: () => {},
      print: (text) => this.said.push(text),
      menuKey: async () => void (await pressed()),
      key: async () => ((await pressed()) ? (this.#keys.shift() ?? "q") : "q"),
      interrupt: () => {
        this.#interrupted = true;
      },
      [Symbol.dispose]: () => {},
    };
  }
}

it("starts anew with each save, with what was drawn before where it still fits", async () => {
  const author = new Author(sampleLab);
  const first = await author.sandbox(1);
  author.save({ ...sampleLab, brief: "Changed." });
  const second = await author.sandbox(2);
  expect(first.closed).toBe(1);
  expect(second.plans).toEqual(first.plans);
  author.save({ ...sampleLab, params: { ...sampleLab.params, service: { kind: "one-of", values: ["drafts"] } } });
  const third = await author.sandbox(3);
  expect(third.plans[0]?.hostname).toBe(first.plans[0]?.hostname.replace(/notes|memos/, "drafts"));
  author.press("q");
  await author.ended;
  expect(author.engine.sandboxes.map(({ closed }) => closed)).toEqual([1, 1, 1]);
  expect(author.said.join("\n")).toContain("Changed.");
});

it("leaves the machines alone while what was saved does not load", async () => {
  const author = new Author(sampleLab);
  const first = await author.sandbox(1);
  author.save("labs/sample/lab.yaml:4: wrong. Write a number.");
  await expect.poll(() => author.said.join("\n")).toContain("lab.yaml:4: wrong. Write a number.");
  expect(first.closed).toBe(0);
  author.save(sampleLab);
  await author.sandbox(2);
  author.press("q");
  await author.ended;
});

it("waits for a save when the lab does not load at first, and when its fault is never seen", async () => {
  let seen = false;
  const author = new Author("labs/sample/lab.yaml:1: empty. Write an id.", {
    probe: () => ({ finding: seen ? "met" : "not-met", saw: "200" }),
  });
  await expect.poll(() => author.said.at(-1)).toBe("Waiting for the next save. Ctrl-C ends.");
  expect(author.engine.sandboxes).toEqual([]);
  author.save({ ...sampleLab, symptom: { ...sampleLab.symptom, timeoutMs: 1 } });
  await expect.poll(() => author.said.join("\n")).toMatch(/The fault of the lab sample could not be seen.*\n.*Waiting/);
  expect(author.engine.sandboxes.map(({ closed }) => closed)).toEqual([1]);
  seen = true;
  author.save(sampleLab);
  await author.sandbox(2);
  author.press("q");
  await author.ended;
});

it("checks, starts anew and quits by keys of the menu", async () => {
  const author = new Author(sampleLab);
  await author.sandbox(1);
  author.press("c", "r");
  await author.sandbox(2);
  expect(author.said.join("\n")).toContain("Verdict: fixed.");
  author.press("q");
  await author.ended;
});

it.each([["while the person is in a shell"], ["while it waits for a save"], ["in the middle of a check"]])(
  "closes what is open when it is interrupted %s",
  async (when) => {
    let probes = 0;
    const waiting = when === "while it waits for a save";
    const author = new Author(waiting ? "wrong" : sampleLab, {
      // The first probe is for the symptom, the second one of the check.
      probe: () => {
        probes += 1;
        if (probes === 2) author.interrupt();
        return {};
      },
    });
    if (waiting) await expect.poll(() => author.said.length).toBe(2);
    else await author.sandbox(1);
    if (when === "in the middle of a check") author.press("c");
    else author.interrupt();
    await author.ended;
    expect(author.engine.sandboxes.every(({ closed }) => closed === 1)).toBe(true);
  },
);
