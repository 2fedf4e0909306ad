// A line to the holder of one shell: frames both ways, from the greeting on.
import { messageOf } from "./engine-errors.ts";
import { BadFrame, type HolderFrame, HolderFrames } from "./holder-frames.ts";
import type { EngineLog } from "./log.ts";

/** How long whoever is at the other end has to say who it is, in milliseconds. */
const GREETING_MS = 2000;

/** A connection to a holder that has greeted us. */
export interface Line {
  readonly hello: Extract<HolderFrame, { kind: "hello" }>;
  /** Frames that come from now on, and the end. Called once, before the next await. */
  listen(onFrame: (frame: HolderFrame) => void, onEnd: () => void): void;
  write(bytes: Uint8Array): void;
  pause(): void;
  resume(): void;
  close(): void;
}

/** A stream both ways: a socket, or an exec's. */
export type Wire = NodeJS.ReadWriteStream & { destroy(): void };

/**
 * Makes a line of a stream once the holder has greeted.
 *
 * @returns null where something else came, nothing within the time, or the end
 */
export function greeted(
  wire: Wire,
  data: (listener: (chunk: Buffer) => void) => void,
  log: EngineLog,
): Promise<Line | null> {
  return new Promise((resolve) => {
    let onFrame: ((frame: HolderFrame) => void) | null = null;
    let onEnd: () => void = () => {};
    let over = false;
    const end = (): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      wire.destroy();
      resolve(null);
      onEnd();
    };
    const timer = setTimeout(end, GREETING_MS);
    const frames = new HolderFrames((frame) => {
      if (over) return;
      if (onFrame) return onFrame(frame);
      if (frame.kind !== "hello") throw new BadFrame(`a frame of kind ${frame.kind} before the greeting`);
      clearTimeout(timer);
      resolve({
        hello: frame,
        listen: (frameListener, endListener) => {
          onFrame = frameListener;
          onEnd = endListener;
          if (over) endListener();
        },
        write: (bytes) => void (over || wire.write(bytes)),
        pause: () => void wire.pause(),
        resume: () => void wire.resume(),
        close: end,
      });
    });
    data((chunk) => {
      if (over) return;
      try {
        frames.read(chunk);
      } catch (error) {
        log.warn({ error: messageOf(error) }, "a line of a terminal was closed: not what a holder sends");
        end();
      }
    });
    wire.on("error", end);
    wire.on("close", end);
  });
}
