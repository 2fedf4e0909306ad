// A shell that its machine holds, over a line that may break: it is taken up again where it broke.
import { setTimeout as wait } from "node:timers/promises";
import type { ShellStream } from "../core/ports.ts";
import { attachFrame, BadFrame, closeFrame, type HolderFrame, inputFrames, resizeFrame } from "./holder-frames.ts";
import type { Line } from "./line.ts";
import { within } from "./within.ts";

/** How long a shell that is closed has to end, in milliseconds: it is killed a second after it was hung up. */
const CLOSE_MS = 3000;
/** A line that breaks sooner, in milliseconds, was none; after so many of those one after the other the shell counts as gone. */
const SHORT_MS = 1000;
const MAX_SHORT = 10;
/** The wait before the second of them, in milliseconds; it grows by this with each. */
const AGAIN_MS = 50;
/** While the engine does not tell, the wait grows up to this, in milliseconds. */
const LONGEST_AGAIN_MS = 5000;
/** What is typed while there is no line is kept up to this length, in bytes. */
const MAX_TYPED = 64 * 1024;

/** How a shell gets at its holder. */
export interface Reach {
  /**
   * A new line to the same holder; null where it is gone.
   *
   * @throws where the engine does not tell, as while it is restarted
   */
  reconnect(): Promise<Line | null>;
  /** So many bytes that were typed without a line are dropped: more is waiting than is kept. */
  dropped(bytes: number): void;
  /** The shell is over, or not wanted any more. */
  forget(): void;
}

export class HeldShell implements ShellStream {
  readonly id: string;
  readonly #reach: Reach;
  readonly #ended = Promise.withResolvers<number | null>();
  #line: Line | null = null;
  /** When the line was taken, and how many before it were short. */
  #since = 0;
  #short = 0;
  /** Bytes of the shell's output that came so far, or are lost. */
  #seq: number;
  /** Whether the holder has said on this line where its output begins. */
  #isStarted = false;
  #asked = 0;
  #paused = false;
  #isOver = false;
  #size: { readonly cols: number; readonly rows: number } | null = null;
  #typed: Buffer[] = [];
  /** Whether something that was typed was dropped. Nothing is kept behind it then: a program must not read a text with a hole. */
  #isFull = false;
  #early: (Buffer | number)[] = [];
  #onData: ((bytes: Uint8Array) => void) | null = null;
  #onLost: (bytes: number) => void = () => {};

  /** @param fromSeq where the output that is wanted begins */
  constructor(line: Line, fromSeq: number, reach: Reach) {
    this.id = line.hello.id;
    this.#seq = fromSeq;
    this.#reach = reach;
    this.#take(line);
  }

  write(bytes: Uint8Array): void {
    if (this.#isOver) return;
    const frames = inputFrames(bytes);
    if (this.#line) {
      for (const frame of frames) this.#line.write(frame);
      return;
    }
    this.#isFull ||= total(this.#typed) + bytes.length > MAX_TYPED;
    if (this.#isFull) this.#reach.dropped(bytes.length);
    else this.#typed.push(...frames);
  }

  async resize(cols: number, rows: number): Promise<void> {
    this.#size = { cols, rows };
    this.#line?.write(resizeFrame(cols, rows));
  }

  onLost(listener: (bytes: number) => void): void {
    this.#onLost = listener;
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener;
    for (const early of this.#early.splice(0)) {
      if (typeof early === "number") this.#onLost(early);
      else listener(early);
    }
  }

  onEnd(listener: (exit: number | null) => void): void {
    void this.#ended.promise.then(listener);
  }

  pause(): void {
    this.#paused = true;
    this.#line?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#line?.resume();
  }

  async close(): Promise<void> {
    if (this.#isOver) return;
    // A paused line would never tell the end.
    this.resume();
    this.#line?.write(closeFrame());
    await within(this.#line ? CLOSE_MS : 0, this.#ended.promise);
    this.#finish(null);
  }

  #take(line: Line): void {
    this.#line = line;
    this.#since = performance.now();
    this.#isStarted = false;
    line.listen(
      (frame) => this.#hear(frame),
      (broken) => void this.#lineEnded(line, broken),
    );
    this.#asked = Math.min(this.#seq, line.hello.newest);
    line.write(attachFrame(this.#asked));
    if (this.#size) line.write(resizeFrame(this.#size.cols, this.#size.rows));
    for (const frame of this.#typed.splice(0)) line.write(frame);
    this.#isFull = false;
    if (this.#paused) line.pause();
  }

  #hear(frame: HolderFrame): void {
    if (frame.kind === "hello" || this.#isStarted === (frame.kind === "start")) {
      throw new BadFrame(`a frame of kind ${frame.kind} out of turn`);
    }
    if (frame.kind === "output") {
      this.#seq += frame.bytes.length;
      this.#hand(frame.bytes);
    } else if (frame.kind === "exit") {
      this.#finish(frame.status);
    } else {
      if (frame.seq < this.#asked) throw new BadFrame("output from before what was asked for");
      this.#isStarted = true;
      const lost = Math.max(0, frame.seq - this.#seq);
      this.#seq += lost;
      if (lost > 0) this.#hand(lost);
    }
  }

  #hand(piece: Buffer | number): void {
    // Copied: the memory of an early piece belongs to the stream.
    if (this.#onData === null) this.#early.push(typeof piece === "number" ? piece : Buffer.from(piece));
    else if (typeof piece === "number") this.#onLost(piece);
    else this.#onData(piece);
  }

  async #lineEnded(line: Line, broken: boolean): Promise<void> {
    if (this.#isOver || this.#line !== line) return;
    this.#line = null;
    this.#short = performance.now() - this.#since < SHORT_MS ? this.#short + 1 : 0;
    // Who does not keep to the frames is no holder of ours.
    if (broken || this.#short > MAX_SHORT) return this.#finish(null);
    if (this.#short > 1) await wait(this.#short * AGAIN_MS);
    const again = await this.#reconnect();
    if (this.#isOver) again?.dismiss();
    else if (again) this.#take(again);
    else this.#finish(null);
  }

  /** Tried for as long as the shell is wanted: it may be well while the engine is not. */
  async #reconnect(): Promise<Line | null> {
    for (let pauseMs = AGAIN_MS; !this.#isOver; pauseMs = Math.min(2 * pauseMs, LONGEST_AGAIN_MS)) {
      try {
        return await this.#reach.reconnect();
      } catch {
        // Told to the log by who reaches.
        await wait(pauseMs);
      }
    }
    return null;
  }

  /** The holder is dismissed with the answer that its shell's end was heard, or else it would keep it for whoever comes. */
  #finish(exit: number | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#line?.dismiss();
    this.#line = null;
    this.#typed = [];
    this.#ended.resolve(exit);
    this.#reach.forget();
  }
}

function total(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
