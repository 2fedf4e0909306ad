// What this folder needs of a logger; pino's fits.
export interface EngineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/**
 * Passes on one warning in a while, and with the next how many were left out: of what a machine can cause as often as it likes.
 *
 * @param everyMs the shortest time between two, in milliseconds
 */
export function seldom(log: EngineLog, everyMs: number): EngineLog {
  let last = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => {
      const now = performance.now();
      if (now - last < everyMs) {
        leftOut += 1;
        return;
      }
      log.warn(leftOut > 0 ? { ...fields, leftOut } : fields, message);
      last = now;
      leftOut = 0;
    },
  };
}
