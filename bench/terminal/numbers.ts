// Numbered lines, and what is missing of them.

/** The lines that `seq` prints on a terminal. */
export function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `${place + 1}\r\n`);
}

/**
 * Bytes of lines that did not come, or not in their order.
 *
 * @param output with anything before and after the lines
 */
export function missingBytes(output: string, lines: readonly string[]): number {
  const came = output.split(/(?<=\r\n)/);
  let missing = 0;
  let place = 0;
  for (const line of lines) {
    const found = came.indexOf(line, place);
    if (found === -1) missing += line.length;
    else place = found + 1;
  }
  return missing;
}
