// Draws a terminal with WebGL while it is in view; a page has few contexts, and some machines have none.
import type { WebglAddon } from "@xterm/addon-webgl";
import type { Terminal } from "@xterm/xterm";

/** Turns WebGL on and off for one terminal. Without it xterm draws with elements, slower but whole. */
export class GpuRenderer {
  readonly #term: Terminal;
  #addon: WebglAddon | null = null;
  #wanted = false;
  #unavailable = false;

  constructor(term: Terminal) {
    this.#term = term;
  }

  /** Asks for it or gives it back; asking twice is fine. */
  use(wanted: boolean): void {
    this.#wanted = wanted;
    if (!wanted) this.#release();
    else if (!this.#addon && !this.#unavailable) void this.#acquire();
  }

  dispose(): void {
    this.#wanted = false;
    this.#unavailable = true;
    this.#release();
  }

  async #acquire(): Promise<void> {
    if (!hasWebgl()) {
      this.#unavailable = true;
      return;
    }
    try {
      const { WebglAddon } = await import("@xterm/addon-webgl");
      if (!this.#wanted || this.#addon || this.#unavailable) return;
      const addon = new WebglAddon();
      addon.onContextLoss(() => this.#release());
      this.#term.loadAddon(addon);
      this.#addon = addon;
    } catch {
      // The driver refused; elements draw the same picture.
      this.#unavailable = true;
    }
  }

  #release(): void {
    this.#addon?.dispose();
    this.#addon = null;
  }
}

/** Whether the browser draws with hardware; software WebGL is slower than elements. */
function hasWebgl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  // Chromium's own software renderer does not count itself as a caveat; its name tells.
  const info = context.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !/swiftshader|llvmpipe|software/i.test(renderer);
}
