// Copy and paste of one terminal: what is selected goes out, what comes in is made safe and asked about first.
import type { Terminal } from "@xterm/xterm";
import { copyRefused, copyText, pasteRefused, readClipboard } from "./clipboard.ts";
import { type PasteQuestion, pasteQuestion, safePaste } from "./paste.ts";
import { settings } from "./settings.ts";

export interface ClipboardEvents {
  /** To be answered with `pasteNow`, or not at all. */
  ask(question: PasteQuestion): void;
  /** Something was refused; says what to do. */
  refused(sentence: string): void;
}

export class CopyAndPaste {
  readonly #term: Terminal;
  readonly #events: ClipboardEvents;
  readonly #listening = new AbortController();
  #isPasting = false;

  constructor(term: Terminal, element: HTMLElement, events: ClipboardEvents) {
    this.#term = term;
    this.#events = events;
    const { signal } = this.#listening;
    // Before xterm hears of it: by key, by menu or by middle click, all pastes come through here.
    element.addEventListener("paste", (event) => this.#hearPaste(event), { signal, capture: true });
    element.addEventListener("pointerdown", () => this.#copyWhenSelected(), { signal });
  }

  /** Whether what xterm types just now is a paste. */
  get isPasting(): boolean {
    return this.#isPasting;
  }

  /** Copies the selection; without one the clipboard keeps what it has. */
  async copy(): Promise<void> {
    const selected = this.#term.getSelection();
    if (selected !== "" && !(await copyText(selected))) this.#events.refused(copyRefused);
  }

  /** Pastes what the clipboard holds, where no key of the browser does it: from a button or a command. */
  async pasteFromClipboard(): Promise<void> {
    const text = await readClipboard();
    if (text === null) this.#events.refused(pasteRefused);
    else this.paste(text);
  }

  /** Types a text as a paste, unless it has to be asked about first. */
  paste(text: string): void {
    const safe = safePaste(text);
    if (safe === "") return;
    const question = settings().askBeforePaste ? pasteQuestion(safe, this.#term.modes.bracketedPasteMode) : null;
    if (question) this.#events.ask(question);
    else this.pasteNow(safe);
  }

  /** @param text from `safePaste` */
  pasteNow(text: string): void {
    this.#isPasting = true;
    this.#term.paste(text);
    this.#isPasting = false;
    this.#term.scrollToBottom();
  }

  dispose(): void {
    this.#listening.abort();
  }

  #hearPaste(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.paste(event.clipboardData?.getData("text/plain") ?? "");
  }

  /** The pointer may be let go outside of the terminal, and xterm ends its selection with the same event. */
  #copyWhenSelected(): void {
    if (!settings().copyOnSelect) return;
    const { signal } = this.#listening;
    addEventListener("pointerup", () => setTimeout(() => void this.copy()), { once: true, signal });
  }
}
