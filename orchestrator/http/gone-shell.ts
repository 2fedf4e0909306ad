// A shell that is gone: its terminal is still made of what was recorded, and ends at once.
import type { ShellStream } from "../core/ports.ts";

export class GoneShell implements ShellStream {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  onEnd(listener: (exit: number | null) => void): void {
    listener(null);
  }

  write(): void {}
  onData(): void {}
  onLost(): void {}
  pause(): void {}
  resume(): void {}
  async resize(): Promise<void> {}
  async close(): Promise<void> {}
}
