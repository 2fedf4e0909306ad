// A shell that its machine holds, over a line that may break: it is taken up again where it broke.
import type { ShellStream } from "../core/ports.ts";
import { attachFrame, closeFrame, type HolderFrame, inputFrames, resizeFrame } from "./holder-frames.ts";
import type { Line } from "./line.ts";
import { within } from "./within.ts";

/** How long a shell that is closed has to end, in milliseconds: it is killed a second after it was hung up. */
const CLOSE_MS = 3000;

/** Gives a new line to the same holder; null where it is gone. */
export type Reconnect = () => Promise<Line | null>;

export class HeldShell implements ShellStream {
  readonly id: string;
  readonly #reconnect: Reconnect;
  readonly #ended = Promise.withResolvers<number | null>();
  #line: Line | null = null;
  /** Bytes of the shell's output that came so far, or are lost. */
  #seq: number;
  #paused = false;
  #isOver = false;
  #early: (Buffer | number)[] = [];
  #onData: ((bytes: Uint8Array) => void) | null = null;
  #onLost: (bytes: number) => void = () => {};

  /** @param fromSeq where the output that is wanted begins */
  constructor(line: Line, fromSeq: number, reconnect: Reconnect) {
    this.id = line.hello.id;
    this.#seq = fromSeq;
    this.#reconnect = reconnect;
    this.#take(line);
  }

  write(bytes: Uint8Array): void {
    for (const frame of inputFrames(bytes)) this.#line?.write(frame);
  }

  async resize(cols: number, rows: number): Promise<void> {
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
    await within(CLOSE_MS, this.#ended.promise);
    this.#finish(null);
  }

  #take(line: Line): void {
    this.#line = line;
    line.listen(
      (frame) => this.#hear(frame),
      () => void this.#broken(line),
    );
    line.write(attachFrame(Math.min(this.#seq, line.hello.newest)));
    if (this.#paused) line.pause();
  }

  #hear(frame: HolderFrame): void {
    if (frame.kind === "output") {
      this.#seq += frame.bytes.length;
      this.#hand(frame.bytes);
    } else if (frame.kind === "start" && frame.seq > this.#seq) {
      const lost = frame.seq - this.#seq;
      this.#seq = frame.seq;
      this.#hand(lost);
    } else if (frame.kind === "exit") {
      this.#finish(frame.status);
    }
  }

  #hand(piece: Buffer | number): void {
    // Copied: the memory of an early piece belongs to the stream.
    if (this.#onData === null) this.#early.push(typeof piece === "number" ? piece : Buffer.from(piece));
    else if (typeof piece === "number") this.#onLost(piece);
    else this.#onData(piece);
  }

  async #broken(line: Line): Promise<void> {
    if (this.#isOver || this.#line !== line) return;
    this.#line = null;
    const again = await this.#reconnect();
    if (this.#isOver) again?.close();
    else if (again) this.#take(again);
    else this.#finish(null);
  }

  #finish(exit: number | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#line?.close();
    this.#line = null;
    this.#ended.resolve(exit);
  }
}
