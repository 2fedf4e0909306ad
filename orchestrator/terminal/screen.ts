// The screen of a terminal as it stands, for those who come late: made only when it is needed, or before output that made it
// is no longer kept. Reasons and costs: decisions/0006-viewers.md.
import { setTimeout as wait } from "node:timers/promises";
import { SerializeAddon } from "@xterm/addon-serialize";
import headless, { type Terminal } from "@xterm/headless";
import { MAX_TITLE } from "../protocol/escape-limits.ts";
import { setWidths } from "../protocol/widths.ts";
import type { OutputLog } from "./output-log.ts";
import { KEPT_BYTES } from "./output-log.ts";
import { ESC, incompleteTail, modeSequences } from "./sequences.ts";
import { serialized } from "./serialized.ts";
import { WorkBudget } from "./work-budget.ts";

/** Output that no screen was made of yet, in bytes: above it the screen follows in the background. */
const LAG_BYTES = 1024 * 1024;
/** Parsed at once, in bytes; the parser holds the event loop for so long (about 2 ms). */
const SLICE_BYTES = 64 * 1024;
/** In the background parsing takes a twentieth of the time. */
const REST = 19;
/** Lines above the screen that a snapshot brings along. */
const SCROLLBACK_LINES = 1000;
/** Different sequences of output that was passed over that are remembered; programs use some dozens. */
const MAX_MODES = 1000;
/** How far back a sequence that is not whole yet may begin, in bytes: an image can be as long. */
const TAIL_BYTES = 1024 * 1024;

/** A screen at a moment. */
export interface Snapshot {
  /** The output that follows begins here. */
  readonly seq: number;
  readonly cols: number;
  readonly rows: number;
  /** What a terminal of this size has to be fed to look the same. */
  readonly screen: string;
}

interface Size {
  readonly seq: number;
  readonly cols: number;
  readonly rows: number;
}

export class Screen {
  readonly #log: OutputLog;
  #parts: { term: Terminal; work: WorkBudget; serialize: SerializeAddon } | null = null;
  /** What a program called the terminal last. */
  #title = "";
  /** Sizes that the screen has or will have, in order; the first one is in force at `#at`. */
  #sizes: Size[];
  /** All output up to here is on the screen. */
  #at = 0;
  /** Output before gaps that is not on the screen yet, in order; the log has lost it. */
  readonly #held: { readonly seq: number; readonly bytes: Buffer }[] = [];
  /** Sequences of output that the screen never saw, to be fed to it before what follows: each where it came last, in order. */
  readonly #modes = new Set<string>();
  #work: Promise<void> = Promise.resolve();
  #following = false;
  #isOver = false;

  constructor(log: OutputLog, size: { readonly cols: number; readonly rows: number }) {
    this.#log = log;
    this.#sizes = [{ ...size, seq: 0 }];
  }

  resized(cols: number, rows: number): void {
    this.#sizes.push({ cols, rows, seq: this.#log.end });
    // Nothing is drawn between two sizes: the former never showed.
    this.#sizes = this.#sizes.filter(({ seq }, index) => index === 0 || seq !== this.#sizes[index + 1]?.seq);
  }

  /**
   * Told before output is added to the log. Where the log is about to drop what the screen has not seen, only the modes that it sets
   * are taken over: in such a flood the text is gone from the screen long before anyone could look.
   */
  makeRoom(bytes: number): void {
    const from = Math.max(this.#at, this.#heldEnd);
    const to = Math.min(this.#log.end, this.#log.end + bytes - KEPT_BYTES);
    if (to <= from) return;
    while (this.#held.length > 0) this.#passOverHeld();
    this.#at = to;
    // Copied only where there may be something in it: most floods are plain text.
    if (this.#log.includes(ESC, from, to)) this.#takeModes(this.#log.read(from, to).bytes);
  }

  /**
   * Told before the log loses all that it keeps since output is missing: what is not on the screen yet is kept for it here. A program
   * that runs goes on after the gap with the modes that it set before.
   */
  skipping(): void {
    const { seq, bytes } = this.#log.read(Math.max(this.#at, this.#heldEnd));
    if (bytes.length > 0) this.#held.push({ seq, bytes });
    // The newest is what the log kept, at most; of older ones no more than that.
    while (this.#held.length > 1 && bytesOf(this.#held) > 2 * KEPT_BYTES) this.#passOverHeld();
  }

  get #heldEnd(): number {
    const last = this.#held.at(-1);
    return last ? last.seq + last.bytes.length : 0;
  }

  /** Takes only the modes of the oldest output that is held. */
  #passOverHeld(): void {
    const oldest = this.#held.shift();
    if (!oldest) return;
    this.#takeModes(oldest.bytes.subarray(Math.max(0, this.#at - oldest.seq)));
    this.#at = oldest.seq + oldest.bytes.length;
  }

  #takeModes(bytes: Buffer): void {
    for (const mode of modeSequences(bytes)) {
      this.#modes.delete(mode);
      this.#modes.add(mode);
    }
    for (const oldest of this.#modes) {
      if (this.#modes.size <= MAX_MODES) break;
      this.#modes.delete(oldest);
    }
  }

  /** Told after output was added to the log. */
  grew(): void {
    if (this.#following || this.#log.end - this.#at <= LAG_BYTES) return;
    this.#following = true;
    void this.#follow();
  }

  /** The screen as it stands when this resolves. */
  async snapshot(): Promise<Snapshot> {
    await this.#enqueue(() => this.#catchUp(this.#log.end, false));
    const { term, serialize } = this.#made();
    const tail = this.#log.read(Math.max(this.#log.start, this.#at - TAIL_BYTES), this.#at).bytes;
    // A sequence that is not whole has not shown anything yet: whoever gets the screen reads it from its beginning.
    const seq = this.#at - incompleteTail(tail);
    const title = this.#title === "" ? "" : `\x1b]2;${this.#title}\x1b\\`;
    const screen = serialized(term, serialize, SCROLLBACK_LINES) + title;
    return { seq, cols: term.cols, rows: term.rows, screen };
  }

  dispose(): void {
    this.#isOver = true;
    this.#parts?.term.dispose();
    this.#parts = null;
  }

  async #follow(): Promise<void> {
    await this.#enqueue(() => this.#catchUp(this.#log.end - LAG_BYTES / 2, true));
    this.#following = false;
    if (!this.#isOver) this.grew();
  }

  /** One thing at a time, in order. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work);
    return this.#work;
  }

  async #catchUp(to: number, inBackground: boolean): Promise<void> {
    this.#made().work.refill();
    while ((this.#at < to || this.#modes.size > 0) && !this.#isOver) {
      const began = performance.now();
      await this.#writeModes();
      // Some may have been added while these were written; all come before what follows them.
      if (this.#modes.size === 0) {
        this.#apply();
        await this.#write(this.#next(to));
      }
      if (inBackground) await wait((performance.now() - began) * REST);
      else await new Promise(setImmediate);
    }
    this.#apply();
  }

  /** Output that follows, up to a sequence number or to where the size changes; it counts as written. */
  #next(to: number): Buffer {
    const [held] = this.#held;
    const from = Math.max(this.#at, held?.seq ?? this.#log.start);
    const until = Math.max(from, Math.min(to, this.#sizes[1]?.seq ?? to, from + SLICE_BYTES));
    const bytes = held ? held.bytes.subarray(from - held.seq, until - held.seq) : this.#log.read(from, until).bytes;
    this.#at = from + bytes.length;
    if (held && this.#at === held.seq + held.bytes.length) this.#held.shift();
    return bytes;
  }

  /** A title, as far as it is kept. No control character comes in one: it would have ended it. */
  #take(title: string): true {
    this.#title = title.slice(0, MAX_TITLE).toWellFormed();
    return true;
  }

  /** Takes the size that is in force where the screen is. */
  #apply(): void {
    while (this.#sizes[1] && this.#sizes[1].seq <= this.#at) this.#sizes.shift();
    const [size] = this.#sizes;
    const { term } = this.#made();
    if (size && (size.cols !== term.cols || size.rows !== term.rows)) term.resize(size.cols, size.rows);
  }

  async #writeModes(): Promise<void> {
    const modes = [...this.#modes].join("");
    this.#modes.clear();
    await this.#write(Buffer.from(modes, "latin1"));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#isOver || bytes.length === 0) return;
    const { term } = this.#made();
    await new Promise<void>((resolve) => term.write(bytes, resolve));
  }

  #made() {
    if (this.#parts) return this.#parts;
    const [{ cols, rows } = { cols: 80, rows: 24 }] = this.#sizes;
    const term = new headless.Terminal({
      cols,
      rows,
      scrollback: SCROLLBACK_LINES,
      allowProposedApi: true,
      logLevel: "off",
    });
    // Characters are as wide as on the page.
    setWidths(term.unicode);
    const serialize = new SerializeAddon();
    term.loadAddon(serialize);
    this.#parts = { term, serialize, work: new WorkBudget(term) };
    for (const id of [0, 2]) term.parser.registerOscHandler(id, (title) => this.#take(title));
    return this.#parts;
  }
}

function bytesOf(parts: readonly { readonly bytes: Buffer }[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
