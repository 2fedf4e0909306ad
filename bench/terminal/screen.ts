// A screen in front of a terminal: what comes is drawn at some pace, and how far it is drawn is told to where it came from.
import { setTimeout as wait } from "node:timers/promises";
import { showsPrompt } from "../prompt.ts";
import { DrawQueue } from "./draw-queue.ts";

/** What a connection hands to its screen. */
export interface Sink {
  output(bytes: Buffer): void;
  ended(why: string): void;
}

/** A connection to a shell. */
export interface Connection {
  send(bytes: Buffer): void;
  /** How much of the output is drawn in all, and how much of what came waits to be drawn, in bytes. */
  report(drawn: number, waiting: number): void;
  close(): Promise<void>;
}

/** How long anything that is waited for may take, in milliseconds. */
const LATE_MS = 120_000;
/** How often a screen that draws at a pace draws, in milliseconds. */
const DRAW_MS = 2;
/** Of what was drawn last so much is remembered, in bytes. */
const TAIL_BYTES = 512;

export class Screen implements AsyncDisposable {
  /** For messages of errors. */
  readonly #name: string;
  readonly #queue = new DrawQueue();
  #connection: Connection | null = null;
  #tail = Buffer.alloc(0);
  #ended: string | null = null;
  #drawing = false;
  /** Bytes that came since it was stalled. */
  #stalled: number | null = null;
  #onDrawn: (() => void) | null = null;
  #onEnded: (() => void) | null = null;
  /** Gets everything in the order in which it is drawn. */
  onPiece: ((bytes: Buffer) => void) | null = null;

  private constructor(name: string) {
    this.#name = name;
  }

  /** Connects a screen and waits for the prompt. */
  static async open(name: string, connect: (sink: Sink) => Promise<Connection>): Promise<Screen> {
    const screen = new Screen(name);
    screen.#connection = await connect({
      output: (bytes) => screen.#take(bytes),
      ended: (why) => {
        screen.#ended = why;
        screen.#onEnded?.();
      },
    });
    await screen.prompt();
    return screen;
  }

  /** Bytes drawn so far. */
  get drawn(): number {
    return this.#queue.drawn;
  }

  /** Bytes that came so far. */
  get received(): number {
    return this.#queue.drawn + this.#queue.waiting;
  }

  /** @param bytesPerSecond Infinity to draw whatever comes at once, 0 to draw nothing at all */
  setPace(bytesPerSecond: number): void {
    this.#queue.setPace(bytesPerSecond, performance.now());
    this.#draw();
  }

  /** Draws nothing and tells nothing from now on. What comes is only counted, as there may be much of it. */
  stall(): void {
    this.#stalled = 0;
  }

  type(text: string): void {
    this.#connection?.send(Buffer.from(text));
  }

  /** Types a line and waits for the prompt after it. */
  async run(line: string): Promise<void> {
    const before = this.drawn;
    this.type(`${line}\r`);
    await this.until(() => this.drawn > before + line.length && this.#atPrompt(), `"${line}" ends`);
  }

  /** Presses a key. @returns milliseconds until something was drawn */
  async key(key: string): Promise<number> {
    const before = this.drawn;
    const pressed = performance.now();
    this.type(key);
    await this.until(() => this.drawn > before, `the key ${JSON.stringify(key)} shows`);
    return performance.now() - pressed;
  }

  async prompt(): Promise<void> {
    await this.until(() => this.#atPrompt(), "the prompt shows");
  }

  /** Whether the newest output holds a text. */
  shows(text: string): boolean {
    return this.#tail.includes(text);
  }

  /** Waits until something holds; looked at whenever a piece was drawn. */
  async until(holds: () => boolean, what: string): Promise<void> {
    if (holds()) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const fail = (why: string): void =>
      reject(new Error(`${this.#name}: ${why} before ${what}; it shows ${JSON.stringify(this.#tail.toString())}`));
    const late = setTimeout(fail, LATE_MS, `${LATE_MS / 1000} s went by`);
    this.#onDrawn = () => {
      if (holds()) resolve();
    };
    this.#onEnded = () => fail(`it ended (${this.#ended})`);
    try {
      if (this.#ended !== null) this.#onEnded();
      await promise;
    } finally {
      clearTimeout(late);
      this.#onDrawn = null;
      this.#onEnded = null;
    }
  }

  /** Waits until the connection has ended. */
  async end(): Promise<void> {
    if (this.#ended !== null) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = setTimeout(() => reject(new Error(`${this.#name} does not end`)), LATE_MS);
    this.#onEnded = resolve;
    await promise;
    clearTimeout(late);
  }

  /** Waits until nothing came for a while. */
  async quiet(forMs = 30): Promise<void> {
    for (let before = -1; before !== this.received; ) {
      before = this.received;
      await wait(forMs);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stall();
    this.#ended ??= "closed";
    await this.#connection?.close();
  }

  #atPrompt(): boolean {
    return showsPrompt(this.#tail.toString());
  }

  #take(bytes: Buffer): void {
    if (this.#stalled !== null) {
      this.#stalled += bytes.length;
      this.#connection?.report(this.#queue.drawn, this.#stalled);
      return;
    }
    this.#queue.add(bytes, performance.now());
    this.#draw();
  }

  #draw(): void {
    for (let piece = this.#queue.next(performance.now()); piece; piece = this.#queue.next(performance.now())) {
      const rest = piece.length >= TAIL_BYTES ? Buffer.alloc(0) : this.#tail.subarray(piece.length - TAIL_BYTES);
      this.#tail = Buffer.concat([rest, piece.subarray(-TAIL_BYTES)]);
      this.onPiece?.(piece);
      this.#connection?.report(this.#queue.drawn, this.#queue.waiting);
      this.#onDrawn?.();
    }
    this.#connection?.report(this.#queue.drawn, this.#queue.waiting);
    if (this.#queue.waiting > 0 && this.#queue.pace > 0) this.#drawSoon();
  }

  #drawSoon(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => {
      this.#drawing = false;
      this.#draw();
    }, DRAW_MS);
  }
}
