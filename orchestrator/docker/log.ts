// What this folder needs of a logger; pino's fits.
export interface EngineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
