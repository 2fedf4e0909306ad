// The log: JSON lines for programs, one readable line each for a person at a terminal.
import { type Logger, pino, stdSerializers } from "pino";
import { z } from "zod";

/** Names of pino's levels, by number. */
const names: Record<number, string> = { 20: "debug", 30: "info", 40: "WARN", 50: "ERROR", 60: "FATAL" };

const line = z.looseObject({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(""),
  err: z.looseObject({ message: z.string(), stack: z.string().default("") }).optional(),
});

/**
 * A logger on standard error, so that standard output holds only the address.
 *
 * @param readable one line a person reads, instead of JSON
 */
export function createLog(level: string, readable: boolean): Logger {
  const destination = readable ? { write: (json: string) => process.stderr.write(readableLine(json)) } : process.stderr;
  return pino({ level, base: null, serializers: { err: stdSerializers.err } }, destination);
}

/** `12:34:56 info  message  key=value`; the stack of an error follows on lines of its own. */
export function readableLine(json: string): string {
  const parsed = line.safeParse(JSON.parse(json));
  if (!parsed.success) return json;
  const { level, time, msg, err, ...fields } = parsed.data;
  const clock = new Date(time).toTimeString().slice(0, 8);
  const rest = Object.entries(fields).map(([key, value]) => `  ${key}=${printable(value)}`);
  const stack = err ? `\n${err.stack || err.message}` : "";
  return `${clock} ${(names[level] ?? String(level)).padEnd(5)} ${msg}${rest.join("")}${stack}\n`;
}

/** Text from outside may hold control characters; a log line shows them escaped. */
function printable(value: unknown): string {
  return typeof value === "string" && /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value);
}
