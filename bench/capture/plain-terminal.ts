// The reference: a terminal that only brings output to its viewers and keys to its shell. The same log, the same numbers and
// the same flow control as terminal/terminal.ts, without all that capture adds there.
import type { ShellStream } from "../../orchestrator/core/ports.ts";
import type { ServedTerminal } from "../../orchestrator/http/terminal-socket.ts";
import { OutputLog } from "../../orchestrator/terminal/output-log.ts";
import type { Attachment, Viewer } from "../../orchestrator/terminal/viewers.ts";

const PAUSE_ABOVE_BYTES = 256 * 1024;
const RESUME_BELOW_BYTES = 128 * 1024;

interface Watching {
  readonly viewer: Viewer;
  drawn: number;
}

export class PlainTerminal implements ServedTerminal {
  readonly id: string;
  readonly machine = "web";
  readonly #stream: ShellStream;
  readonly #log = new OutputLog();
  readonly #watching = new Set<Watching>();
  #atKeyboard: Watching | null = null;
  #paused = false;

  constructor(id: string, stream: ShellStream) {
    this.id = id;
    this.#stream = stream;
    stream.onData((bytes) => {
      this.#log.append(bytes);
      for (const { viewer } of this.#watching) viewer.output(bytes);
      this.#regulate();
    });
  }

  attach(seq: number, viewer: Viewer, start: (attachment: Attachment) => void): void {
    const tail = this.#log.read(seq);
    const watching: Watching = { viewer, drawn: tail.seq };
    start({
      seq: tail.seq,
      until: this.#log.end,
      drawn: (drawnSeq) => {
        watching.drawn = Math.min(Math.max(watching.drawn, drawnSeq), this.#log.end);
        this.#regulate();
      },
      detach: () => {
        this.#watching.delete(watching);
        if (this.#atKeyboard === watching) this.#atKeyboard = null;
        this.#regulate();
      },
    });
    if (tail.bytes.length > 0) viewer.output(tail.bytes);
    this.#watching.add(watching);
    this.#atKeyboard = watching;
    this.#regulate();
  }

  type(bytes: Uint8Array, from: Viewer): void {
    for (const watching of this.#watching) if (watching.viewer === from) this.#atKeyboard = watching;
    this.#stream.write(bytes);
    this.#regulate();
  }

  async resize(cols: number, rows: number): Promise<void> {
    await this.#stream.resize(cols, rows);
  }

  #regulate(): void {
    const behind = this.#atKeyboard === null ? 0 : this.#log.end - this.#atKeyboard.drawn;
    if (!this.#paused && behind > PAUSE_ABOVE_BYTES) {
      this.#paused = true;
      this.#stream.pause();
    } else if (this.#paused && behind < RESUME_BELOW_BYTES) {
      this.#paused = false;
      this.#stream.resume();
    }
  }
}
