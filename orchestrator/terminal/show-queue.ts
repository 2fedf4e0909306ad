// Renders what commands showed, one after the other, away from the path that output takes.
import type { ShownOutput } from "../protocol/diagnosis.ts";
import type { Command } from "../protocol/timeline.ts";
import type { CommandOutput } from "./command-output.ts";
import { MAX_SHOWN_CHARS, renderOutput } from "./render-output.ts";

/** Bytes that may wait to be rendered; above it outputs are kept short. */
const MAX_WAITING_BYTES = 2 * 1024 * 1024;
/** Characters shown in all by one terminal; after them each output is kept short, so that a timeline can still be read. */
const MAX_CHARS = 4 * 1024 * 1024;
const SHORT_CHARS = 2_000;

export type OnShown = (command: Command, shown: ShownOutput) => void;

export class ShowQueue {
  readonly #onShown: OnShown;
  readonly #waiting: { command: Command; output: CommandOutput }[] = [];
  #waitingBytes = 0;
  #charsLeft = MAX_CHARS;
  #work: Promise<void> | null = null;

  /** @param onShown called once for each command, in the order in which they were added; must not throw */
  constructor(onShown: OnShown) {
    this.#onShown = onShown;
  }

  /** Whether so much waits that outputs have to be short. */
  get isFull(): boolean {
    return this.#waitingBytes > MAX_WAITING_BYTES;
  }

  add(command: Command, output: CommandOutput): void {
    this.#waiting.push({ command, output });
    this.#waitingBytes += bytesOf(output);
    this.#work ??= this.#workOff();
  }

  /** Resolves when nothing is left to render. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #workOff(): Promise<void> {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      // Output that came with this command's end goes to its viewers first.
      await new Promise(setImmediate);
      const { command, output } = next;
      const shown = await renderOutput(output, this.#charsLeft > 0 ? MAX_SHOWN_CHARS : SHORT_CHARS);
      this.#charsLeft -= shown.text.length;
      this.#waitingBytes -= bytesOf(output);
      this.#waiting.shift();
      this.#onShown(command, shown);
    }
    this.#work = null;
  }
}

function bytesOf({ pieces }: CommandOutput): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
