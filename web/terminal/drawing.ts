// What the page draws of a terminal, in order: output by its sequence numbers, the screen for those who come late, gaps. All that changes
// the screen goes through xterm's own queue, so that it comes after what waits there.
import type { TerminalSnapshot } from "./channel.ts";

/** Drawn output is told to the server each time this much was drawn, in bytes. */
const ACK_BYTES = 16 * 1024;
/** CAN ends a sequence that a gap cut in two; RIS empties the terminal. */
const CAN = "\x18";
const EMPTIED = `${CAN}\x1bc`;

/** What of xterm.js is drawn on. Writes are queued; `done` is called right after one is parsed and before the next one is. */
export interface Canvas {
  readonly cols: number;
  readonly rows: number;
  write(data: string | Uint8Array, done?: () => void): void;
  resize(cols: number, rows: number): void;
}

export class Drawing {
  readonly #canvas: Canvas;
  readonly #tell: (drawn: number) => void;
  readonly #ownSize: boolean;
  readonly #encoder = new TextEncoder();
  #received = 0;
  #acknowledged = 0;
  #replayUntil = 0;
  /** Counts jumps to another sequence number: what was queued before the last one is not acknowledged. */
  #jumps = 0;
  #isReplaying = false;
  #isShowingScreen = false;

  /**
   * @param tell all output up to a sequence number is drawn
   * @param ownSize whether the canvas has a size of its own, which the shell follows, and not the shell's
   */
  constructor(canvas: Canvas, tell: (drawn: number) => void, ownSize = true) {
    this.#canvas = canvas;
    this.#tell = tell;
    this.#ownSize = ownSize;
  }

  /** The sequence number of the first byte that did not come yet. */
  get received(): number {
    return this.#received;
  }

  /** Whether what is being parsed was shown to others before: what programs asked in it is answered already. */
  get isReplaying(): boolean {
    return this.#isReplaying;
  }

  /** Whether the canvas has the size of a screen that is being drawn, in place of its own. */
  get isShowingScreen(): boolean {
    return this.#isShowingScreen;
  }

  /** Output begins at `seq`; what comes before `until` is a replay. */
  attached(seq: number, until: number): void {
    if (seq < this.#received) this.#canvas.write(EMPTIED);
    if (seq > this.#received) this.#canvas.write(`${CAN}\x1b[0;2m[older output is no longer kept]\x1b[0m\r\n`);
    this.#goOnAt(seq, until);
    this.#canvas.write("", () => {
      this.#isReplaying = seq < until;
    });
  }

  /** Output that is gone made this screen: what follows goes on from it. Drawn at the size that it was made for. */
  snapshot({ seq, until, cols, rows, screen }: TerminalSnapshot): void {
    const canvas = this.#canvas;
    let own = { cols, rows };
    this.#goOnAt(seq, until);
    canvas.write(EMPTIED, () => {
      if (this.#ownSize) own = { cols: canvas.cols, rows: canvas.rows };
      this.#isReplaying = true;
      this.#isShowingScreen = true;
      canvas.resize(cols, rows);
    });
    canvas.write(this.#encoder.encode(screen), () => {
      // The shell draws anew for the size that the page has.
      canvas.resize(own.cols, own.rows);
      this.#isShowingScreen = false;
      this.#isReplaying = seq < until;
    });
  }

  /** Output was passed over at the page's own wish, or is lost, which what follows says itself. */
  skipped(seq: number, lost: boolean): void {
    this.#canvas.write(`${CAN}\x1b\\\x1b[0m`);
    if (!lost) this.#canvas.write("\r\n\x1b[2m[output skipped]\x1b[0m\r\n");
    this.#goOnAt(seq, this.#replayUntil);
  }

  /** The shell has this size from here on. */
  sized(cols: number, rows: number): void {
    this.#canvas.write("", () => this.#canvas.resize(cols, rows));
  }

  output(bytes: Uint8Array): void {
    const left = this.#replayUntil - this.#received;
    if (left > 0 && left < bytes.length) {
      this.#write(bytes.subarray(0, left));
      this.#write(bytes.subarray(left));
    } else {
      this.#write(bytes);
    }
  }

  #goOnAt(seq: number, until: number): void {
    this.#received = seq;
    this.#acknowledged = seq;
    this.#replayUntil = until;
    this.#jumps += 1;
  }

  #write(bytes: Uint8Array): void {
    this.#received += bytes.length;
    const [seq, until, jumps] = [this.#received, this.#replayUntil, this.#jumps];
    this.#canvas.write(bytes, () => {
      this.#isReplaying = seq < until;
      if (jumps !== this.#jumps || seq - this.#acknowledged < ACK_BYTES) return;
      this.#acknowledged = seq;
      this.#tell(seq);
    });
  }
}
