// Ctrl and Alt of the key row: a tap holds one for the next key, two taps until a third.
import type { Modifiers } from "./key-codes.ts";

export type Held = "no" | "once" | "locked";
export interface HeldKeys {
  readonly ctrl: Held;
  readonly alt: Held;
}

const next: Record<Held, Held> = { no: "once", once: "locked", locked: "no" };

/** Which of them are held. */
export class StickyKeys {
  #held: HeldKeys = { ctrl: "no", alt: "no" };
  readonly #listeners = new Set<() => void>();

  readonly held = (): HeldKeys => this.#held;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  tap(key: keyof HeldKeys): void {
    this.#set({ ...this.#held, [key]: next[this.#held[key]] });
  }

  /** The modifiers for the key that is pressed now; those held for one key are let go. */
  take(): Modifiers {
    const { ctrl, alt } = this.#held;
    if (ctrl === "once" || alt === "once") {
      this.#set({ ctrl: ctrl === "once" ? "no" : ctrl, alt: alt === "once" ? "no" : alt });
    }
    return { ctrl: ctrl !== "no", alt: alt !== "no" };
  }

  #set(held: HeldKeys): void {
    this.#held = held;
    for (const listener of this.#listeners) listener();
  }
}

/** Those of the page, for all of its terminals. */
export const stickyKeys = new StickyKeys();
