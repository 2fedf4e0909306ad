// Those who look at a terminal: who gets which output, and whom the shell waits for.
import type { OutputLog } from "./output-log.ts";

/** Output that the viewer at the keyboard has not drawn yet, in bytes: above it the shell is paused ... */
const PAUSE_ABOVE_BYTES = 256 * 1024;
/** ... and below it the shell goes on. */
const RESUME_BELOW_BYTES = 128 * 1024;

/** Someone who looks at a terminal. None of these may throw. */
export interface Viewer {
  /** Output that follows what came before without a gap. */
  output(bytes: Uint8Array): void;
  ended(exit: number | null): void;
}

/** A viewer's side of a terminal. */
export interface Attachment {
  /** The sequence number at which the first output begins; above what was asked for where older output is gone. */
  readonly seq: number;
  /** Output up to here was written before the viewer came. */
  readonly until: number;
  /** Tells that all output up to `seq` is drawn. A viewer that never tells is never waited for. */
  drawn(seq: number): void;
  detach(): void;
}

interface Watching {
  readonly viewer: Viewer;
  /** All output up to here is drawn; null while the viewer never told. */
  drawn: number | null;
}

export class Viewers {
  readonly #log: OutputLog;
  readonly #source: { pause(): void; resume(): void };
  readonly #watching = new Set<Watching>();
  /** The viewer at the keyboard: the last one that came or typed. Only this one can pause the shell. */
  #atKeyboard: Watching | null = null;
  #paused = false;
  #end: { exit: number | null } | null = null;

  /** @param source what is paused while the viewer at the keyboard is behind */
  constructor(log: OutputLog, source: { pause(): void; resume(): void }) {
    this.#log = log;
    this.#source = source;
  }

  /**
   * Lets a viewer see all output from `seq` on. What is there already comes as one call of `output` before this returns to
   * the event loop; nothing comes twice, nothing is left out.
   *
   * @param start called with the attachment before the first output
   */
  attach(seq: number, viewer: Viewer, start: (attachment: Attachment) => void): void {
    const tail = this.#log.read(seq);
    const watching: Watching = { viewer, drawn: null };
    start({
      seq: tail.seq,
      until: this.#log.end,
      drawn: (drawnSeq) => {
        watching.drawn = Math.min(Math.max(watching.drawn ?? 0, drawnSeq), this.#log.end);
        this.#regulate();
      },
      detach: () => {
        this.#watching.delete(watching);
        if (this.#atKeyboard === watching) this.#atKeyboard = null;
        this.#regulate();
      },
    });
    if (tail.bytes.length > 0) viewer.output(tail.bytes);
    if (this.#end) {
      viewer.ended(this.#end.exit);
      return;
    }
    this.#watching.add(watching);
    this.#atKeyboard = watching;
    this.#regulate();
  }

  /** Typing takes the keyboard: the shell then waits for this viewer. */
  typed(from: Viewer): void {
    for (const watching of this.#watching) if (watching.viewer === from) this.#atKeyboard = watching;
    this.#regulate();
  }

  /** Hands on output that was added to the log. */
  output(bytes: Uint8Array): void {
    for (const { viewer } of this.#watching) viewer.output(bytes);
    this.#regulate();
  }

  /** Nothing comes any more. */
  end(exit: number | null): void {
    this.#end = { exit };
    for (const { viewer } of this.#watching) viewer.ended(exit);
    this.#watching.clear();
    this.#atKeyboard = null;
  }

  /** Pauses or resumes the shell by how far the viewer at the keyboard is behind. */
  #regulate(): void {
    const drawn = this.#atKeyboard?.drawn ?? null;
    const behind = drawn === null ? 0 : this.#log.end - drawn;
    if (!this.#paused && behind > PAUSE_ABOVE_BYTES) {
      this.#paused = true;
      this.#source.pause();
    } else if (this.#paused && behind < RESUME_BELOW_BYTES) {
      this.#paused = false;
      this.#source.resume();
    }
  }
}
