// A line to the holder of one shell: frames both ways, from the greeting on.
import { messageOf } from "./engine-errors.ts";
import { BadFrame, closeFrame, type HolderFrame, HolderFrames } from "./holder-frames.ts";
import type { EngineLog } from "./log.ts";

/** How long whoever is at the other end has to say who it is, in milliseconds. */
const GREETING_MS = 2000;
/** How long a dismissed holder has to hang up, in milliseconds. */
const DISMISSAL_MS = 2000;
/** A holder takes whatever is typed. This much that it has not taken, in bytes, and it is stopped: what comes then is dropped. */
const MAX_UNSENT = 8 * 1024 * 1024;

/** A connection to a holder that has greeted us. */
export interface Line {
  readonly hello: Extract<HolderFrame, { kind: "hello" }>;
  /**
   * Frames that come from now on, and the end. Called once, before the next await.
   *
   * @param onFrame throws BadFrame for what no holder sends now
   * @param onEnd told whether it was closed for such a frame
   */
  listen(onFrame: (frame: HolderFrame) => void, onEnd: (broken: boolean) => void): void;
  write(bytes: Uint8Array): void;
  pause(): void;
  resume(): void;
  close(): void;
  /** Tells the holder that nobody wants its shell any more, and closes. */
  dismiss(): void;
}

/** A stream both ways: a socket, or an exec's. */
export type Wire = NodeJS.ReadWriteStream & { readonly writableLength: number; destroy(): void };

/**
 * Makes a line of a stream once the holder has greeted.
 *
 * @param data calls the listener with what comes, freed from whatever it is wrapped in
 * @returns null where something else came, nothing within the time, or the end
 */
export function greeted(
  wire: Wire,
  data: (listener: (chunk: Buffer) => void) => void,
  log: EngineLog,
): Promise<Line | null> {
  return new Promise((resolve) => {
    let onFrame: ((frame: HolderFrame) => void) | null = null;
    let onEnd: (broken: boolean) => void = () => {};
    let over = false;
    let broken = false;
    let isGreeted = false;
    const finish = (): void => {
      over = true;
      clearTimeout(timer);
      resolve(null);
      onEnd(broken);
    };
    const end = (): void => {
      wire.destroy();
      if (!over) finish();
    };
    const write = (bytes: Uint8Array): void => {
      if (over) return;
      if (wire.writableLength <= MAX_UNSENT) wire.write(bytes);
      else log.warn({}, "what is typed into a terminal is dropped: its machine takes nothing");
    };
    const dismiss = (): void => {
      if (over) return;
      wire.end(closeFrame());
      setTimeout(() => wire.destroy(), DISMISSAL_MS).unref();
      // What still comes is read and thrown away, or the end of it would never come.
      wire.resume();
      finish();
    };
    const timer = setTimeout(end, GREETING_MS);
    const frames = new HolderFrames((frame) => {
      if (over) return;
      if (onFrame) return onFrame(frame);
      if (frame.kind !== "hello" || isGreeted) throw new BadFrame(`a frame of kind ${frame.kind} at a line's begin`);
      isGreeted = true;
      clearTimeout(timer);
      resolve({
        hello: frame,
        listen: (frameListener, endListener) => {
          onFrame = frameListener;
          onEnd = endListener;
          if (over) endListener(broken);
        },
        write,
        pause: () => void wire.pause(),
        resume: () => void wire.resume(),
        close: end,
        dismiss,
      });
    });
    data((chunk) => {
      if (over) return;
      try {
        frames.read(chunk);
      } catch (error) {
        broken = error instanceof BadFrame;
        const bad = isGreeted ? "not what a holder sends" : "no holder answered";
        log.warn(
          { error: messageOf(error) },
          `a line of a terminal was closed: ${broken ? bad : "what came over it could not be taken"}`,
        );
        end();
      }
    });
    wire.on("error", end);
    wire.on("end", end);
    wire.on("close", end);
  });
}
