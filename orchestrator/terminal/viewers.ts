// Those who look at a terminal: who gets which output, and whom the shell waits for.
import type { OutputLog } from "./output-log.ts";
import type { Screen, Snapshot } from "./screen.ts";

/** Output that the viewer at the keyboard has not drawn yet, in bytes: above it the shell is paused ... */
const PAUSE_ABOVE_BYTES = 256 * 1024;
/** ... and below it the shell goes on. */
const RESUME_BELOW_BYTES = 128 * 1024;

/** Output that a viewer was not sent yet, in bytes: above it nothing more is kept for it, and it gets the screen instead. */
const MAX_UNSENT_BYTES = 1024 * 1024;
/** Output that a viewer was sent but has not drawn, in bytes: its page would have to keep all that. The same is done. */
const MAX_UNDRAWN_BYTES = 4 * 1024 * 1024;
/** A viewer that would have to be shown more than this gets the screen instead, in bytes. */
const MAX_REPLAY_BYTES = 1024 * 1024;
/** The interrupt character, Ctrl-C. */
const INTERRUPT = 0x03;
/** After it the backlog is passed over until the shell was quiet for so long, in milliseconds, and no longer than that ... */
const QUIET_MS = 12;
const LONGEST_SKIP_MS = 400;
/** ... but for so much at its end, in bytes. */
const SHOWN_AFTER_SKIP_BYTES = 4 * 1024;

/** Someone who looks at a terminal. None of these may throw. */
export interface Viewer {
  /** Output that follows what came before without a gap. */
  output(bytes: Uint8Array): void;
  /** The screen as it stands, in place of the output before it; output goes on at its `seq`. Up to `until` it was shown to others before. */
  snapshot(snapshot: Snapshot, until: number): void;
  /** Output is passed over at the viewer's own wish, or is lost, as what follows says itself; it goes on at `seq`. */
  skipped(seq: number, lost: boolean): void;
  /**
   * Whether it is the one at the keyboard, told on each change. What a program asks of the terminal is for that one to answer: others'
   * answers would be typed into the shell once more.
   */
  keyboard(has: boolean): void;
  /** The terminal has this size from here on, in characters. Told to those who watch: the others set it. */
  sized(cols: number, rows: number): void;
  ended(exit: number | null): void;
  /** Bytes that wait to be sent. */
  unsent(): number;
  /** Resolves when nothing waits any more, or never where the viewer went. */
  drained(): Promise<void>;
}

/** A viewer's side of a terminal. */
export interface Attachment {
  /** The sequence number at which the first output begins; above what was asked for where older output is gone. */
  readonly seq: number;
  /** Output up to here was written before the viewer came. */
  readonly until: number;
  /** Tells that all output up to `seq` is drawn. The viewer at the keyboard is waited for until it tells. */
  drawn(seq: number): void;
  detach(): void;
}

interface Watching {
  readonly viewer: Viewer;
  readonly watches: boolean;
  /** All output up to here is drawn, or was before the viewer came. */
  drawn: number;
  /** Whether output goes to it as it comes: not while it waits for the screen, nor while it passes over a backlog. */
  live: boolean;
  /** The passing over of a backlog: up to where output was sent before, and when it ends. */
  skip: { readonly sent: number; readonly untilMs: number; timer: NodeJS.Timeout } | null;
  /** Called when it has drawn more. */
  onDrawn: () => void;
}

export class Viewers {
  readonly #log: OutputLog;
  readonly #screen: Screen;
  readonly #source: { pause(): void; resume(): void };
  readonly #watching = new Set<Watching>();
  /** Sizes that the terminal had so far. */
  #sizes = 0;
  /** The viewer at the keyboard: the last one that came or typed. Only this one can pause the shell. */
  #atKeyboard: Watching | null = null;
  #paused = false;
  #end: { exit: number | null } | null = null;

  /** @param source what is paused while the viewer at the keyboard is behind */
  constructor(log: OutputLog, screen: Screen, source: { pause(): void; resume(): void }) {
    this.#log = log;
    this.#screen = screen;
    this.#source = source;
  }

  /**
   * Lets a viewer see all output from a sequence number on: nothing comes twice, nothing is left out. Where that is gone, or much, it
   * gets the screen and what follows; so does whoever watches, since output alone does not tell the size that it was written for.
   *
   * @param start called with the attachment before the first output
   * @param watches whether it only watches: then it never has the keyboard, and the shell never waits for it
   */
  attach(seq: number, viewer: Viewer, start: (attachment: Attachment) => void, watches = false): void {
    // A number that was not given yet is one of a log that was cut.
    const isKept = seq >= this.#log.start && seq <= this.#log.end;
    const needsScreen = watches || !isKept || this.#log.end - seq > MAX_REPLAY_BYTES;
    const tail = this.#log.read(needsScreen ? this.#log.end : seq);
    const watching: Watching = { viewer, watches, drawn: tail.seq, live: !needsScreen, skip: null, onDrawn: () => {} };
    start({
      seq: tail.seq,
      until: this.#log.end,
      drawn: (drawnSeq) => {
        watching.drawn = Math.min(Math.max(watching.drawn, drawnSeq), this.#log.end);
        watching.onDrawn();
        this.#regulate();
      },
      detach: () => this.#forget(watching),
    });
    if (tail.bytes.length > 0) viewer.output(tail.bytes);
    if (this.#end && !needsScreen) {
      viewer.ended(this.#end.exit);
      return;
    }
    this.#watching.add(watching);
    if (watches) viewer.keyboard(false);
    else this.#giveKeyboard(watching);
    if (needsScreen) void this.#showScreen(watching);
    this.#regulate();
  }

  /** Typing takes the keyboard: the shell then waits for this viewer. */
  typed(bytes: Uint8Array, from: Viewer): void {
    for (const watching of this.#watching) {
      if (watching.viewer !== from || watching.watches) continue;
      this.#giveKeyboard(watching);
      if (bytes.includes(INTERRUPT)) this.#passOver(watching);
    }
    this.#regulate();
  }

  /** Hands on output that was added to the log. */
  output(bytes: Uint8Array): void {
    for (const watching of this.#watching) {
      if (watching.skip) this.#stillSkips(watching);
      else if (watching.live && this.#isFarBehind(watching)) void this.#recover(watching);
      else if (watching.live) watching.viewer.output(bytes);
    }
    this.#regulate();
  }

  /** The terminal has another size from here on. */
  sized(cols: number, rows: number): void {
    this.#sizes += 1;
    for (const { watches, live, viewer } of this.#watching) if (watches && live) viewer.sized(cols, rows);
  }

  /** Output is missing before what comes next: whoever sees it as it comes goes on after the gap. */
  lost(): void {
    for (const watching of this.#watching) {
      if (!watching.live) continue;
      watching.viewer.skipped(this.#log.end, true);
      watching.drawn = this.#log.end;
    }
  }

  /** Nothing comes any more. */
  end(exit: number | null): void {
    this.#end = { exit };
    for (const watching of this.#watching) {
      this.#endSkip(watching);
      // One that waits for the screen is told after it got it.
      if (watching.live) this.#tellEnd(watching);
    }
    this.#atKeyboard = null;
  }

  #giveKeyboard(watching: Watching): void {
    if (this.#atKeyboard === watching) return;
    this.#atKeyboard?.viewer.keyboard(false);
    this.#atKeyboard = watching;
    watching.viewer.keyboard(true);
  }

  #tellEnd(watching: Watching): void {
    this.#watching.delete(watching);
    if (this.#end) watching.viewer.ended(this.#end.exit);
  }

  #forget(watching: Watching): void {
    if (watching.skip) clearTimeout(watching.skip.timer);
    this.#watching.delete(watching);
    if (this.#atKeyboard === watching) {
      this.#atKeyboard = null;
      const heir = [...this.#watching].findLast((other) => !other.watches);
      if (heir) this.#giveKeyboard(heir);
    }
    this.#regulate();
  }

  #isFarBehind({ viewer, drawn }: Watching): boolean {
    return viewer.unsent() > MAX_UNSENT_BYTES || this.#log.end - drawn > MAX_UNDRAWN_BYTES;
  }

  /**
   * A viewer that does not keep up misses output until its line is free and it has drawn what it was sent; then it gets the screen. The
   * shell goes on meanwhile.
   */
  async #recover(watching: Watching): Promise<void> {
    watching.live = false;
    const sent = this.#log.end;
    await watching.viewer.drained();
    await new Promise<void>((resolve) => {
      watching.onDrawn = () => sent - watching.drawn <= PAUSE_ABOVE_BYTES && resolve();
      watching.onDrawn();
    });
    watching.onDrawn = () => {};
    await this.#showScreen(watching);
  }

  async #showScreen(watching: Watching): Promise<void> {
    watching.live = false;
    for (;;) {
      const sizes = this.#sizes;
      const snapshot = await this.#screen.snapshot();
      if (!this.#watching.has(watching)) return;
      // A flood may have pushed out what follows the screen while it was made, and that may be written for another size.
      if (snapshot.seq < this.#log.start || sizes !== this.#sizes) continue;
      const tail = this.#log.read(snapshot.seq);
      watching.viewer.snapshot(snapshot, this.#log.end);
      if (tail.bytes.length > 0) watching.viewer.output(tail.bytes);
      watching.drawn = Math.max(watching.drawn, snapshot.seq);
      watching.live = true;
      if (this.#end) this.#tellEnd(watching);
      this.#regulate();
      return;
    }
  }

  /**
   * Ctrl-C in a flood is felt at once: what the page has not drawn yet is not waited for any more but read and passed over. Of the page
   * only; log, recording and what is kept of commands have it all.
   */
  #passOver(watching: Watching): void {
    const behind = this.#log.end - watching.drawn;
    if (watching.skip || !watching.live || behind <= PAUSE_ABOVE_BYTES / 2) return;
    watching.live = false;
    const untilMs = performance.now() + LONGEST_SKIP_MS;
    watching.skip = { sent: this.#log.end, untilMs, timer: this.#endSkipSoon(watching) };
  }

  #stillSkips(watching: Watching): void {
    if (!watching.skip) return;
    clearTimeout(watching.skip.timer);
    if (performance.now() >= watching.skip.untilMs) this.#endSkip(watching);
    else watching.skip.timer = this.#endSkipSoon(watching);
  }

  #endSkipSoon(watching: Watching): NodeJS.Timeout {
    return setTimeout(() => {
      this.#endSkip(watching);
      this.#regulate();
    }, QUIET_MS);
  }

  #endSkip(watching: Watching): void {
    if (!watching.skip) return;
    const { sent, timer } = watching.skip;
    clearTimeout(timer);
    watching.skip = null;
    watching.live = true;
    const last = this.#log.read(Math.max(sent, this.#log.end - SHOWN_AFTER_SKIP_BYTES));
    // So little came that nothing of it was passed over.
    const cut = last.seq === sent ? 0 : last.bytes.indexOf(0x0a) + 1;
    watching.drawn = last.seq + cut;
    if (last.seq > sent) watching.viewer.skipped(watching.drawn, false);
    if (cut < last.bytes.length) watching.viewer.output(last.bytes.subarray(cut));
  }

  /** Pauses or resumes the shell by how far the viewer at the keyboard is behind. */
  #regulate(): void {
    const waited = this.#atKeyboard;
    const behind = waited === null || waited.skip !== null ? 0 : this.#log.end - waited.drawn;
    if (!this.#paused && behind > PAUSE_ABOVE_BYTES) {
      this.#paused = true;
      this.#source.pause();
    } else if (this.#paused && behind < RESUME_BELOW_BYTES) {
      this.#paused = false;
      this.#source.resume();
    }
  }
}
