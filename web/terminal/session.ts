// One terminal on the page: a screen, its line to the shell, and what keeps the two in step. No React in here.
import { FitAddon } from "@xterm/addon-fit";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import { setWidths } from "../../orchestrator/protocol/widths.ts";
import { Channel, type ChannelStatus } from "./channel.ts";
import { type ClipboardEvents, CopyAndPaste } from "./copy-and-paste.ts";
import { Drawing } from "./drawing.ts";
import { fittingSize } from "./fitting-size.ts";
import { GpuRenderer } from "./gpu-renderer.ts";
import { guardSequences, safeLink } from "./guards.ts";
import { type SpecialKey, specialKey, withModifiers } from "./key-codes.ts";
import { lessMotion, setColours, terminalOptions } from "./options.ts";
import { ownKey } from "./own-keys.ts";
import { onSchemeChange } from "./palette.ts";
import { onScreenReaderChange } from "./screen-reader.ts";
import { type Found, TerminalSearch } from "./search.ts";
import { changeFontSize, onSettingsChange, settings } from "./settings.ts";
import { stickyKeys } from "./sticky-keys.ts";
import { TouchScroll } from "./touch-scroll.ts";

/** A resize is sent once the size held still for this long. */
const RESIZE_AFTER_MS = 60;
/** A title is told after this, with all that came since. */
const TITLE_AFTER_MS = 200;
/** WCAG AA for text; xterm lifts a colour that falls below it. */
const CONTRAST = 4.5;

/** What to say of keys that did not reach the shell. Nothing is typed a second time by itself: the shell may be elsewhere by then. */
const unheard = {
  never:
    "The line was lost: what you typed since did not reach the shell, and what you typed just before perhaps not. Look before you type it again.",
  perhaps: "The line was lost: what you typed last may not have reached the shell. Look before you type it again.",
} as const;

export interface SessionEvents extends ClipboardEvents {
  status(status: ChannelStatus): void;
  /** A link was chosen; the page asks before it follows. Always http or https. */
  link(url: string): void;
  /** A program gave the terminal a title. */
  title(text: string): void;
  /** The search is wanted. */
  search(): void;
  found(found: Found): void;
}

/** What a screen reader says of a terminal. */
export interface Spoken {
  readonly label: string;
  /** The id of the element that tells the way out. */
  readonly describedBy: string;
}

/** A screen in an element, connected to a shell. `dispose` gives back everything. */
export class TerminalSession {
  readonly clipboard: CopyAndPaste;
  readonly search: TerminalSearch;
  /** Opens the search of this terminal. */
  readonly openSearch: () => void;
  readonly #element: HTMLElement;
  readonly #events: SessionEvents;
  readonly #term: Terminal;
  readonly #fit = new FitAddon();
  readonly #gpu: GpuRenderer;
  readonly #drawing: Drawing;
  readonly #channel: Channel;
  readonly #observer: ResizeObserver;
  readonly #owned: { dispose(): void }[];
  readonly #encoder = new TextEncoder();
  #resizeTimer: ReturnType<typeof setTimeout> | undefined;
  #title = "";
  #titleTimer: ReturnType<typeof setTimeout> | undefined;
  #hasKeyboard = true;
  /** Whether the shell is to be told the size once it is the page's own again. */
  #owesSize = false;

  constructor(element: HTMLElement, url: string, spoken: Spoken, events: SessionEvents) {
    const follow = (_: MouseEvent, text: string) => {
      const safe = safeLink(text);
      if (safe) events.link(safe);
    };
    this.#element = element;
    this.#events = events;
    this.openSearch = events.search;
    setColours(element, settings());
    this.#term = new Terminal({
      ...terminalOptions(element, settings()),
      minimumContrastRatio: CONTRAST,
      macOptionIsMeta: true,
      // What a long press is on a touch screen: it selects what can then be copied.
      rightClickSelectsWord: matchMedia("(pointer: coarse)").matches,
      allowProposedApi: true,
      linkHandler: { activate: follow },
      // Binary output is full of sequences that are none; each would be an error in the browser's console.
      logLevel: "off",
    });
    const term = this.#term;
    this.#gpu = new GpuRenderer(term);
    this.#drawing = new Drawing(term, (seq) => this.#channel.send({ type: "drawn", seq }));
    term.loadAddon(this.#fit);
    term.loadAddon(new WebLinksAddon(follow));
    setWidths(term.unicode);
    term.attachCustomKeyEventHandler((event) => this.#passKey(event));
    term.open(element);
    this.speakAs(spoken);
    this.clipboard = new CopyAndPaste(term, element, events);
    this.search = new TerminalSearch(term, element, events.found);
    this.#refit();
    const follows = () => this.#followSettings();
    lessMotion.addEventListener("change", follows);
    this.#owned = [
      this.clipboard,
      this.search,
      new TouchScroll(term, element),
      guardSequences(term, {
        replaying: () => this.#drawing.isReplaying || !this.#hasKeyboard,
        title: (text) => this.#tellTitle(text),
      }),
      term.onData((text) => this.#typed(text)),
      term.onBinary((text) => this.#channel.type(Uint8Array.from(text, (char) => char.charCodeAt(0)))),
      term.onResize(() => this.#drawing.isShowingScreen || this.#tellSize()),
      onSchemeChange(follows),
      onScreenReaderChange(follows),
      { dispose: onSettingsChange(follows) },
      { dispose: () => lessMotion.removeEventListener("change", follows) },
    ];
    this.#observer = new ResizeObserver(() => this.#refitSoon());
    this.#observer.observe(element);
    this.#channel = new Channel(
      url,
      {
        attached: (seq, until) => this.#attached(seq, until),
        snapshot: (snapshot) => this.#drawing.snapshot(snapshot),
        keyboard: (has) => this.#keyboard(has),
        skipped: (seq, lost) => this.#drawing.skipped(seq, lost),
        // This page sets the size itself.
        sized: () => {},
        output: (bytes) => this.#drawing.output(bytes),
        unheard: (how) => events.refused(unheard[how]),
        status: events.status,
      },
      () => this.#drawing.received,
    );
  }

  focus(): void {
    this.#term.focus();
  }

  /** Takes the focus when it appears by itself, but not from a field in which somebody types. */
  focusUnlessTyping(): void {
    const holder = document.activeElement;
    const isField = holder?.matches("input, textarea, select, [contenteditable]") === true;
    if (!isField || holder.closest(".xterm")) this.focus();
  }

  /** Names it for screen readers. */
  speakAs({ label, describedBy }: Spoken): void {
    this.#term.textarea?.setAttribute("aria-label", label);
    this.#term.textarea?.setAttribute("aria-describedby", describedBy);
  }

  /** Types text as if at the keyboard, for the key row of small screens. */
  type(text: string): void {
    this.#term.input(text);
  }

  /** Presses a key that has a sequence of its own, with the modifiers that are held. */
  press(key: SpecialKey): void {
    const { applicationCursorKeysMode } = this.#term.modes;
    this.#term.input(specialKey(key, stickyKeys.take(), applicationCursorKeysMode));
  }

  /** Tells whether this terminal is the one in view; only that one draws with the graphics card. */
  setInView(inView: boolean): void {
    this.#gpu.use(inView);
    if (inView) this.#refit();
  }

  dispose(): void {
    clearTimeout(this.#resizeTimer);
    clearTimeout(this.#titleTimer);
    this.#observer.disconnect();
    this.#channel.dispose();
    for (const owned of this.#owned) owned.dispose();
    this.#gpu.dispose();
    this.#term.dispose();
  }

  #refitSoon(): void {
    clearTimeout(this.#resizeTimer);
    this.#resizeTimer = setTimeout(() => this.#refit(), RESIZE_AFTER_MS);
  }

  #refit(): void {
    // While the screen for a late comer is drawn, it has the size of that screen.
    if (this.#drawing.isShowingScreen) {
      this.#refitSoon();
      return;
    }
    // A hidden tab has no size to fit to; it is fitted when it comes into view.
    if ((this.#term.element?.offsetParent ?? null) !== null) this.#fitIn();
    if (this.#owesSize) this.#tellSize();
  }

  /** Of a pane that is too low or too wide for what a terminal can have, the nearest size that it can. */
  #fitIn(): void {
    const size = fittingSize(this.#fit.proposeDimensions());
    if (size && (size.cols !== this.#term.cols || size.rows !== this.#term.rows))
      this.#term.resize(size.cols, size.rows);
  }

  /** A program may give it a thousand titles a second. */
  #tellTitle(text: string): void {
    this.#title = text;
    this.#titleTimer ??= setTimeout(() => {
      this.#titleTimer = undefined;
      this.#events.title(this.#title);
    }, TITLE_AFTER_MS);
  }

  #attached(seq: number, until: number): void {
    this.#drawing.attached(seq, until);
    this.#hasKeyboard = true;
    this.#tellSize();
  }

  /** Whoever gets the keyboard brings the size along: the shell has that of the page before. */
  #keyboard(has: boolean): void {
    const isNew = has && !this.#hasKeyboard;
    this.#hasKeyboard = has;
    if (isNew) this.#tellSize();
  }

  /** The size is that of the page at the keyboard; another page tells its own once it is the one. */
  #tellSize(): void {
    this.#owesSize = this.#drawing.isShowingScreen;
    const { cols, rows } = this.#term;
    if (this.#owesSize) this.#refitSoon();
    else if (this.#hasKeyboard) this.#channel.send({ type: "resize", cols, rows });
  }

  #typed(text: string): void {
    // A held modifier is for a character: neither for control characters, with which sequences begin, nor for a paste.
    const takesModifiers = text >= " " && text !== "\x7f" && !this.clipboard.isPasting;
    const typed = takesModifiers ? withModifiers(text, stickyKeys.take()) : text;
    this.#channel.type(this.#encoder.encode(typed));
  }

  #followSettings(): void {
    setColours(this.#element, settings());
    Object.assign(this.#term.options, terminalOptions(this.#element, settings()));
    this.#refit();
  }

  #passKey(event: KeyboardEvent): boolean {
    const own = ownKey(event);
    if (own === null) return true;
    if (own === "paste") return false;
    event.preventDefault();
    if (event.type !== "keydown") return false;
    if (own === "copy") void this.clipboard.copy();
    else changeFontSize(own === "usual-text" ? 0 : own === "bigger-text" ? 1 : -1);
    return false;
  }
}
