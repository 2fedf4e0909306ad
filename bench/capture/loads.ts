// What happens at the terminals while they are measured. A load does the same work with capture and without.
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { logLines } from "./made-output.ts";
import { type Moment, NONCE } from "./session.ts";
import type { Line, Terminals } from "./terminals.ts";

/** How often a load looks for what is due, in milliseconds. */
const TICK_MS = 2;
/** After a load, until what it caused is done, in milliseconds. */
const SETTLE_MS = 100;

/** Pieces of a log that one terminal follows, a second, and lines in each. */
const PIECES_PER_SECOND = 10;
const LINES_PER_PIECE = 2;

/** What a shell with marks writes when a command starts. */
const STARTED = `\x1b]7770;${NONCE};A\x07# \x1b]7770;${NONCE};B\x07cat\r\n\x1b]7770;${NONCE};C;1790000000.000000\x07`;

/** A command starts whose output goes on for ever. */
export function startCommand(terminals: Terminals, lines: readonly Line[]): void {
  if (terminals.mode === "captured") for (const { shell } of lines) shell.write(STARTED);
}

/** Terminals that follow logs. */
export class FollowedLogs {
  readonly #terminals: Terminals;
  readonly #lines: readonly Line[];
  #written = 0;

  constructor(terminals: Terminals, lines: readonly Line[]) {
    this.#terminals = terminals;
    this.#lines = lines;
    startCommand(terminals, lines);
  }

  /** @returns share of a core, in percent */
  async run(lengthMs: number): Promise<number> {
    const pieces = (lengthMs / 1000) * PIECES_PER_SECOND * this.#lines.length;
    let done = 0;
    return await shareOfCore(this.#terminals, lengthMs, (atMs) => {
      for (; done < Math.floor((atMs / lengthMs) * pieces); done += 1) {
        this.#lines[done % this.#lines.length]?.shell.write(logLines(this.#written, LINES_PER_PIECE));
        this.#written += LINES_PER_PIECE;
      }
    });
  }
}

/** People who play the same session over and over, each at another place of it. */
export class Typing {
  readonly #terminals: Terminals;
  readonly #people: readonly { readonly line: Line; readonly moments: Iterator<Moment, never>; next: Moment }[];
  #atMs = 0;

  /**
   * @param moments of one session
   * @param lengthMs how long it takes
   */
  constructor(terminals: Terminals, lines: readonly Line[], moments: readonly Moment[], lengthMs: number) {
    this.#terminals = terminals;
    this.#people = lines.map((line, place) => {
      const endless = overAndOver(moments, lengthMs, (place * lengthMs) / lines.length);
      return { line, moments: endless, next: endless.next().value };
    });
  }

  /**
   * @param pace 1 as people type; more makes the code warm sooner
   * @returns share of a core, in percent
   */
  async run(lengthMs: number, pace = 1): Promise<number> {
    const from = this.#atMs;
    this.#atMs += lengthMs * pace;
    return await shareOfCore(this.#terminals, lengthMs, (atMs) => this.#play(from + atMs * pace));
  }

  #play(untilMs: number): void {
    for (const person of this.#people) {
      for (; person.next.atMs <= untilMs; person.next = person.moments.next().value) {
        const { typed, bytes } = person.next;
        if (typed) person.line.page.send(bytes);
        else person.line.shell.write(bytes);
      }
    }
  }
}

/** The moments of a session that begins anew whenever it is over, from a place within it on. */
export function* overAndOver(
  moments: readonly Moment[],
  lengthMs: number,
  fromMs: number,
): Generator<Moment, never, undefined> {
  for (let roundMs = -fromMs; ; roundMs += lengthMs) {
    for (const moment of moments) {
      if (roundMs + moment.atMs >= 0) yield { ...moment, atMs: roundMs + moment.atMs };
    }
  }
}

/** A shell that answers each key with itself, as readline does at a prompt. */
export class Echo {
  readonly #line: Line;

  constructor(line: Line) {
    this.#line = line;
    line.shell.on("data", (key) => line.shell.write(key));
  }

  /** @returns milliseconds from each key to its echo on the page's side */
  async run(keys: number): Promise<number[]> {
    const took: number[] = [];
    for (let key = 0; key < keys; key += 1) {
      const pressed = performance.now();
      const echoed = once(this.#line.page, "message");
      this.#line.page.send(Buffer.from("x"));
      await echoed;
      took.push(performance.now() - pressed);
    }
    return took;
  }
}

/** One command writes as fast as its page draws. */
export class Bulk {
  readonly #terminals: Terminals;
  readonly #line: Line;
  readonly #piece = logLines(0, 320);

  constructor(terminals: Terminals, line: Line) {
    this.#terminals = terminals;
    this.#line = line;
    startCommand(terminals, [line]);
  }

  /** @returns milliseconds of CPU for 100 MB */
  async run(megabytes: number): Promise<number> {
    const { shell } = this.#line;
    const pieces = Math.ceil((megabytes * 1e6) / this.#piece.length);
    const end = this.#line.received + pieces * this.#piece.length;
    const used = await cpuMs(this.#terminals, async () => {
      for (let piece = 0; piece < pieces; piece += 1) if (!shell.write(this.#piece)) await once(shell, "drain");
      await this.#line.get(end);
    });
    return (100e6 * used) / (pieces * this.#piece.length);
  }
}

async function shareOfCore(terminals: Terminals, lengthMs: number, due: (atMs: number) => void): Promise<number> {
  return (100 * (await cpuMs(terminals, () => keepPace(lengthMs, due)))) / lengthMs;
}

/** CPU that the measured process used meanwhile, in milliseconds. */
async function cpuMs(terminals: Terminals, load: () => Promise<void>): Promise<number> {
  const before = await terminals.use();
  await load();
  await wait(SETTLE_MS);
  return (await terminals.use()).cpuMs - before.cpuMs;
}

/** Does what is due until a time is over; what comes late is done at once, so that all is done. */
async function keepPace(lengthMs: number, due: (atMs: number) => void): Promise<void> {
  const from = performance.now();
  for (let atMs = 0; atMs < lengthMs; ) {
    await wait(TICK_MS);
    atMs = Math.min(performance.now() - from, lengthMs);
    due(atMs);
  }
}
