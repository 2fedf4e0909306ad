// A terminal that is only watched: it has the size of the shell's screen, takes nothing, and its characters are as large as there is room for.
import { FitAddon } from "@xterm/addon-fit";
import { Terminal } from "@xterm/xterm";
import { setWidths } from "../../orchestrator/protocol/widths.ts";
import { Channel, type ChannelStatus } from "./channel.ts";
import { copyText } from "./clipboard.ts";
import { Drawing } from "./drawing.ts";
import { fontSizeFor } from "./fitting-font.ts";
import { GpuRenderer } from "./gpu-renderer.ts";
import { guardSequences } from "./guards.ts";
import { lessMotion, setColours, terminalOptions } from "./options.ts";
import { ownKey } from "./own-keys.ts";
import { onSchemeChange } from "./palette.ts";
import { onSettingsChange, settings } from "./settings.ts";

/** WCAG AA for text, as for a terminal that is typed into. */
const CONTRAST = 4.5;

export interface WatchEvents {
  status(status: ChannelStatus): void;
}

/** A screen in an element that shows a shell and never touches it. `dispose` gives back everything. */
export class WatchSession {
  readonly #element: HTMLElement;
  readonly #term: Terminal;
  readonly #fit = new FitAddon();
  readonly #gpu: GpuRenderer;
  readonly #channel: Channel;
  readonly #observer: ResizeObserver;
  readonly #owned: { dispose(): void }[];

  /** @param label names it for screen readers */
  constructor(element: HTMLElement, url: string, label: string, { status }: WatchEvents) {
    this.#element = element;
    setColours(element, settings());
    const term = new Terminal({
      ...terminalOptions(element, settings()),
      cursorBlink: false,
      disableStdin: true,
      minimumContrastRatio: CONTRAST,
      allowProposedApi: true,
      logLevel: "off",
    });
    this.#term = term;
    this.#gpu = new GpuRenderer(term);
    term.loadAddon(this.#fit);
    setWidths(term.unicode);
    term.attachCustomKeyEventHandler((event) => this.#passKey(event));
    term.open(element);
    term.textarea?.setAttribute("aria-label", label);
    // xterm draws no cursor before it first had the focus.
    term.focus();
    term.blur();
    const drawing = new Drawing(term, (seq) => this.#channel.send({ type: "drawn", seq }), false);
    const follows = () => this.#followSettings();
    lessMotion.addEventListener("change", follows);
    this.#owned = [
      // Whoever watches answers nothing: that is for the page at the keyboard.
      guardSequences(term, { replaying: () => true, title: () => {} }),
      term.onResize(() => this.#scale()),
      onSchemeChange(follows),
      { dispose: onSettingsChange(follows) },
      { dispose: () => lessMotion.removeEventListener("change", follows) },
    ];
    this.#observer = new ResizeObserver(() => this.#scale());
    this.#observer.observe(element);
    this.#channel = new Channel(
      url,
      {
        attached: (seq, until) => drawing.attached(seq, until),
        snapshot: (snapshot) => drawing.snapshot(snapshot),
        keyboard: () => {},
        skipped: (seq, lost) => drawing.skipped(seq, lost),
        sized: (cols, rows) => drawing.sized(cols, rows),
        output: (bytes) => drawing.output(bytes),
        // Nothing is typed here.
        unheard: () => {},
        status,
      },
      () => drawing.received,
    );
    this.#gpu.use(true);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#channel.dispose();
    for (const owned of this.#owned) owned.dispose();
    this.#gpu.dispose();
    this.#term.dispose();
  }

  /** Never larger than the settings say, and no smaller than can be read: what then has no room is scrolled to. */
  #scale(): void {
    const { cols, rows } = this.#term;
    const { fontSize } = settings();
    const room = (size: number) => {
      this.#term.options.fontSize = size;
      return this.#fit.proposeDimensions();
    };
    this.#term.options.fontSize = fontSizeFor({ cols, rows }, fontSize, room);
  }

  #followSettings(): void {
    setColours(this.#element, settings());
    Object.assign(this.#term.options, terminalOptions(this.#element, settings()), { cursorBlink: false });
    this.#scale();
  }

  /** Keys belong to the browser, but for copying what is selected. */
  #passKey(event: KeyboardEvent): boolean {
    if (ownKey(event) === "copy") {
      event.preventDefault();
      if (event.type === "keydown" && this.#term.hasSelection()) void copyText(this.#term.getSelection());
    }
    return false;
  }
}
