// A finger that moves over a terminal scrolls it. xterm.js 6.0 knows wheels only (github.com/xtermjs/xterm.js/issues/5489).
import type { Terminal } from "@xterm/xterm";

/** A finger that moved less than this taps, in px. */
const TAP_PX = 8;

interface Finger {
  readonly id: number;
  /** Where it was when the terminal was last scrolled, in px. */
  y: number;
  scrolls: boolean;
}

export class TouchScroll {
  readonly #term: Terminal;
  readonly #element: HTMLElement;
  readonly #listening = new AbortController();
  #finger: Finger | null = null;

  /** @param element in which the terminal is; its style keeps the browser from panning */
  constructor(term: Terminal, element: HTMLElement) {
    this.#term = term;
    this.#element = element;
    const { signal } = this.#listening;
    element.addEventListener("pointerdown", (event) => this.#begin(event), { signal });
    element.addEventListener("pointermove", (event) => this.#move(event), { signal });
    for (const end of ["pointerup", "pointercancel"] as const) {
      element.addEventListener(end, () => (this.#finger = null), { signal });
    }
  }

  dispose(): void {
    this.#listening.abort();
  }

  #begin({ pointerType, isPrimary, pointerId, clientY, target }: PointerEvent): void {
    const isOnScrollbar = target instanceof Element && target.closest(".scrollbar") !== null;
    // A second finger is for the browser, which then magnifies.
    const isOne = pointerType === "touch" && isPrimary && !isOnScrollbar;
    this.#finger = isOne ? { id: pointerId, y: clientY, scrolls: false } : null;
  }

  #move(event: PointerEvent): void {
    const finger = this.#finger;
    if (!finger || event.pointerId !== finger.id) return;
    const way = finger.y - event.clientY;
    finger.scrolls ||= Math.abs(way) >= TAP_PX;
    const rowHeight = (this.#element.querySelector(".xterm-screen")?.clientHeight ?? 0) / this.#term.rows;
    const lines = finger.scrolls && rowHeight > 0 ? Math.trunc(way / rowHeight) : 0;
    if (lines === 0) return;
    finger.y -= lines * rowHeight;
    this.#scroll(lines, event);
  }

  /** @param lines down where positive */
  #scroll(lines: number, { clientX, clientY }: PointerEvent): void {
    const { buffer, modes, element } = this.#term;
    if (buffer.active.type === "normal" && modes.mouseTrackingMode === "none") {
      this.#term.scrollLines(lines);
      return;
    }
    // A program that fills the screen, or that asked for the mouse, gets what a wheel sends.
    for (let line = 0; line < Math.abs(lines); line += 1) {
      element?.dispatchEvent(
        new WheelEvent("wheel", {
          deltaY: Math.sign(lines),
          deltaMode: WheelEvent.DOM_DELTA_LINE,
          clientX,
          clientY,
          cancelable: true,
        }),
      );
    }
  }
}
