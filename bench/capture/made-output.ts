// Output that looks like that of a service in trouble.

const SAID = [
  "INFO  request done route=/cart status=200",
  "WARN  slow query table=orders",
  "ERROR payment timeout upstream=10.9.0.3:8443",
  "INFO  cache refreshed entries=512",
] as const;

/** One line of a service's log, without its end; the same number gives the same line. */
export function logLine(number: number): string {
  const at = new Date(1_790_000_000_000 + number * 37).toISOString();
  const id = ((number * 2_654_435_761) >>> 0).toString(16).padStart(8, "0");
  return `${at} ${SAID[number % SAID.length]} took=${(number * 13) % 970}ms request=${id}`;
}

/** Lines of a log as a terminal gets them. */
export function logLines(from: number, count: number): Buffer {
  const lines = Array.from({ length: count }, (_, at) => `${logLine(from + at)}\r\n`);
  return Buffer.from(lines.join(""), "latin1");
}
