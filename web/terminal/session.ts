// One terminal on the page: a screen, its line to the shell, and what keeps the two in step. No React in here.
import { FitAddon } from "@xterm/addon-fit";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import { Channel, type ChannelStatus, type TerminalSnapshot } from "./channel.ts";
import { GpuRenderer } from "./gpu-renderer.ts";
import { guardSequences, safeLink } from "./guards.ts";
import { onSchemeChange, readPalette, readType } from "./palette.ts";
import { onScreenReaderChange, screenReaderOn } from "./screen-reader.ts";

/** Lines kept above the screen. */
const SCROLLBACK_LINES = 10_000;
/** Drawn output is told to the server each time this much was drawn. */
const ACK_BYTES = 16 * 1024;
/** A resize is sent once the size held still for this long. */
const RESIZE_AFTER_MS = 60;
/** WCAG AA for text; xterm lifts a colour that falls below it. */
const CONTRAST = 4.5;

export interface SessionEvents {
  status(status: ChannelStatus): void;
  /** A link was chosen; the page asks before it follows. Always http or https. */
  link(url: string): void;
}

/** A screen in an element, connected to a shell. `dispose` gives back everything. */
export class TerminalSession {
  readonly #term: Terminal;
  readonly #fit = new FitAddon();
  readonly #gpu: GpuRenderer;
  readonly #channel: Channel;
  readonly #observer: ResizeObserver;
  readonly #owned: { dispose(): void }[];
  readonly #encoder = new TextEncoder();
  #resizeTimer: ReturnType<typeof setTimeout> | undefined;
  #received = 0;
  #acknowledged = 0;
  #drawn = 0;
  #replayUntil = 0;
  #replaying = false;
  #hasKeyboard = true;
  #isShowingScreen = false;

  /** @param label what a screen reader calls the terminal */
  constructor(element: HTMLElement, url: string, label: string, events: SessionEvents) {
    const follow = (_: MouseEvent, text: string) => {
      const safe = safeLink(text);
      if (safe) events.link(safe);
    };
    this.#term = new Terminal({
      ...readType(),
      theme: readPalette(),
      lineHeight: 1.25,
      scrollback: SCROLLBACK_LINES,
      minimumContrastRatio: CONTRAST,
      cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      screenReaderMode: screenReaderOn(),
      macOptionIsMeta: true,
      allowProposedApi: true,
      linkHandler: { activate: follow },
    });
    const term = this.#term;
    this.#gpu = new GpuRenderer(term);
    term.loadAddon(this.#fit);
    term.loadAddon(new Unicode11Addon());
    term.loadAddon(new WebLinksAddon(follow));
    term.unicode.activeVersion = "11";
    term.attachCustomKeyEventHandler((event) => this.#passKey(event));
    term.open(element);
    term.textarea?.setAttribute("aria-label", label);
    this.#refit();
    this.#owned = [
      guardSequences(term.parser, () => this.#replaying || !this.#hasKeyboard),
      term.onData((text) => this.#channel.type(this.#encoder.encode(text))),
      term.onBinary((text) => this.#channel.type(Uint8Array.from(text, (char) => char.charCodeAt(0)))),
      term.onResize(({ cols, rows }) => this.#isShowingScreen || this.#channel.send({ type: "resize", cols, rows })),
      onSchemeChange(() => (term.options.theme = readPalette())),
      onScreenReaderChange(() => (term.options.screenReaderMode = screenReaderOn())),
    ];
    this.#observer = new ResizeObserver(() => {
      clearTimeout(this.#resizeTimer);
      this.#resizeTimer = setTimeout(() => this.#refit(), RESIZE_AFTER_MS);
    });
    this.#observer.observe(element);
    this.#channel = new Channel(
      url,
      {
        attached: (seq, until) => this.#attached(seq, until),
        snapshot: (snapshot) => this.#snapshot(snapshot),
        keyboard: (has) => {
          this.#hasKeyboard = has;
        },
        skipped: (seq) => this.#skipped(seq),
        output: (bytes) => this.#output(bytes),
        status: events.status,
      },
      () => this.#received,
    );
  }

  focus(): void {
    this.#term.focus();
  }

  /** Types text as if at the keyboard, for the key row of small screens. */
  type(text: string): void {
    this.#term.input(text);
  }

  /** Tells whether this terminal is the one in view; only that one draws with the graphics card. */
  setInView(inView: boolean): void {
    this.#gpu.use(inView);
    if (inView) this.#refit();
  }

  dispose(): void {
    clearTimeout(this.#resizeTimer);
    this.#observer.disconnect();
    this.#channel.dispose();
    for (const owned of this.#owned) owned.dispose();
    this.#gpu.dispose();
    this.#term.dispose();
  }

  #refit(): void {
    // A hidden tab has no size to fit to; it is fitted when it comes into view.
    if ((this.#term.element?.offsetParent ?? null) !== null) this.#fit.fit();
  }

  #attached(seq: number, until: number): void {
    if (seq < this.#received) this.#term.reset();
    if (seq > this.#received) {
      // CAN ends a sequence that the gap cut in two.
      this.#term.write("\x18\x1b[0;2m[older output is no longer kept]\x1b[0m\r\n");
    }
    this.#goOnAt(seq);
    this.#replayUntil = until;
    this.#replaying = until > seq;
    this.#channel.send({ type: "resize", cols: this.#term.cols, rows: this.#term.rows });
  }

  /** Output that is gone made this screen: what follows goes on from it. */
  #snapshot({ seq, until, cols, rows, screen }: TerminalSnapshot): void {
    const { cols: ownCols, rows: ownRows } = this.#term;
    this.#term.reset();
    this.#replaying = true;
    this.#replayUntil = until;
    this.#goOnAt(seq);
    // Drawn at the size that it was made for; the shell then draws anew for ours.
    this.#isShowingScreen = true;
    this.#term.resize(cols, rows);
    this.#term.write(screen, () => {
      this.#replaying = this.#drawn < until;
      this.#term.resize(ownCols, ownRows);
      this.#isShowingScreen = false;
    });
  }

  #skipped(seq: number): void {
    // Whatever sequence the gap cut in two ends here.
    this.#term.write("\x18\x1b\\\x1b[0m\r\n\x1b[2m[output skipped]\x1b[0m\r\n");
    this.#goOnAt(seq);
  }

  #goOnAt(seq: number): void {
    this.#received = seq;
    this.#acknowledged = seq;
    this.#drawn = seq;
  }

  #output(bytes: Uint8Array): void {
    const left = this.#replayUntil - this.#received;
    if (left > 0 && left < bytes.length) {
      this.#write(bytes.subarray(0, left));
      this.#write(bytes.subarray(left));
    } else {
      this.#write(bytes);
    }
  }

  #write(bytes: Uint8Array): void {
    this.#received += bytes.length;
    const seq = this.#received;
    // xterm calls back right after this chunk is parsed and before the next one is.
    this.#term.write(bytes, () => {
      this.#drawn = seq;
      if (seq >= this.#replayUntil) this.#replaying = false;
      if (seq - this.#acknowledged < ACK_BYTES) return;
      this.#acknowledged = seq;
      this.#channel.send({ type: "drawn", seq });
    });
  }

  /** Ctrl-Shift-C copies, Ctrl-Shift-V pastes, as in the terminals of desktops. */
  #passKey(event: KeyboardEvent): boolean {
    if (!event.ctrlKey || !event.shiftKey || event.altKey) return true;
    const key = event.key.toLowerCase();
    if (key === "v") return false;
    if (key !== "c") return true;
    event.preventDefault();
    // Denied by the browser: the selection stays, and the context menu copies it.
    if (event.type === "keydown") navigator.clipboard?.writeText(this.#term.getSelection()).catch(() => undefined);
    return false;
  }
}
