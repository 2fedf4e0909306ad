// One line per step of the set-up: how long it took, and what it was. On a terminal the line of a running step counts.
import { stripVTControlCharacters } from "node:util";

/** How often a running step is drawn anew on a terminal, and told again elsewhere, in milliseconds. */
const REDRAW_MS = 1000;
const RETELL_MS = 30_000;

const DETAIL_CHARACTERS = 80;

/**
 * Runs a step and tells how long it took.
 *
 * @param title what is done, as in "Installing Docker"
 * @param work may tell a detail of its own, which stands behind the title while it runs
 */
export async function step<T>(title: string, work: (tell: (detail: string) => void) => Promise<T>): Promise<T> {
  const started = performance.now();
  const onTerminal = process.stdout.isTTY;
  let detail = "";
  const show = (mark: string): void => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    const text = `${mark} ${seconds} s  ${title}${detail === "" ? "" : `: ${detail}`}`;
    process.stdout.write(onTerminal ? `\r\x1b[2K${clip(text)}` : `${text}\n`);
  };
  const timer = setInterval(() => show(" "), onTerminal ? REDRAW_MS : RETELL_MS);
  if (onTerminal) show(" ");
  try {
    const result = await work((told) => {
      detail = stripVTControlCharacters(told).replaceAll(/\s+/g, " ").slice(0, DETAIL_CHARACTERS);
      if (onTerminal) show(" ");
    });
    detail = "";
    show("+");
    return result;
  } catch (error) {
    show("!");
    throw error;
  } finally {
    clearInterval(timer);
    if (onTerminal) process.stdout.write("\n");
  }
}

/** Tells something that takes no time. */
export function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

function clip(text: string): string {
  const width = process.stdout.columns || 80;
  return text.length < width ? text : `${text.slice(0, width - 4)}...`;
}
