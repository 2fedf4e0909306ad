// A viewer that keeps up: it never needs the screen.
import type { Viewer } from "../../orchestrator/terminal/viewers.ts";

export class FakeViewer implements Viewer {
  output(_bytes: Uint8Array): void {}
  snapshot(..._: Parameters<Viewer["snapshot"]>): void {}
  skipped(_seq: number, _lost: boolean): void {}
  keyboard(_has: boolean): void {}
  sized(_cols: number, _rows: number): void {}
  ended(_exit: number | null): void {}
  unsent(): number {
    return 0;
  }
  async drained(): Promise<void> {}
}
