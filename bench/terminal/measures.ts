// What is done at one screen, and what is measured of it. A measure does the same whatever the screen is connected to.
import { setTimeout as wait } from "node:timers/promises";
import type { Container } from "dockerode";
import { runIn } from "./connections.ts";
import { missingBytes, numbers } from "./numbers.ts";
import type { Screen } from "./screen.ts";

/** Then the line is rubbed out: a terminal's own line takes 4096 characters, and bash takes longer over a long one. */
const KEYS_PER_LINE = 40;

/** Bytes in the file that is shown again and again. */
const FILE_LINES = 106_000;
export const FILE = "/root/bulk";
/** What a terminal writes when the file is shown: each line has 98 characters and CR LF. */
export const FILE_BYTES = FILE_LINES * 100;

/** As fast as a busy browser draws, in bytes a second. */
const DRAW_PACE = 10e6;
/** How long a flood runs before it is interrupted, in milliseconds. */
const FLOOD_MS = 300;
const FLOOD = "yes 'a line of a flood that goes on until somebody presses a key'";

/** Lines that a shell prints before it exits. */
const PRINTED_LINES = 5000;

/**
 * The echo that the kernel's terminal gives, in milliseconds. Each key is pressed when the one before it shows.
 *
 * @param keyMs how much later, for keys that are to be spread over a time
 */
export async function echoOfTerminal(screen: Screen, keys: number, keyMs = 0): Promise<number[]> {
  screen.type("cat >/dev/null\r");
  await screen.quiet();
  const took = await echoes(screen, keys, keyMs);
  screen.type("\x03");
  await screen.prompt();
  return took;
}

/** The echo that bash writes at its prompt, in milliseconds. */
export async function echoOfShell(screen: Screen, keys: number): Promise<number[]> {
  await screen.prompt();
  return await echoes(screen, keys, 0);
}

async function echoes(screen: Screen, keys: number, keyMs: number): Promise<number[]> {
  const took: number[] = [];
  for (let pressed = 0; pressed < keys; pressed += 1) {
    if (pressed % KEYS_PER_LINE === 0) await rubOut(screen);
    took.push(await screen.key("x"));
    if (keyMs > 0) await wait(keyMs);
  }
  await rubOut(screen);
  return took;
}

async function rubOut(screen: Screen): Promise<void> {
  screen.type("\x15");
  await screen.quiet();
}

/** Lays the file for `bulk` into a machine. */
export async function layFile(container: Container): Promise<void> {
  await runIn(
    container,
    `seq -f '2026-09-21T14:13:20.000Z INFO  request done route=/cart status=200 took=%07.0fms request=9e3779b1' 1 ${FILE_LINES} >${FILE}`,
  );
}

/** Shows the file over and over. @returns bytes drawn, and how long that took in seconds */
export async function bulk(screen: Screen, times: number): Promise<{ bytes: number; seconds: number }> {
  const before = screen.drawn;
  // The line as it is echoed does not hold what is waited for.
  const end = `bulk-end-${before}`;
  const from = performance.now();
  screen.type(`cat${` ${FILE}`.repeat(times)}; printf 'bulk-%s\\n' end-${before}\r`);
  await screen.until(() => screen.shows(end), "the file was shown");
  const seconds = (performance.now() - from) / 1000;
  await screen.prompt();
  return { bytes: screen.drawn - before, seconds };
}

/** Interrupts a flood that is drawn at a pace. @returns milliseconds until the prompt is drawn */
export async function interrupt(screen: Screen): Promise<number> {
  screen.setPace(DRAW_PACE);
  const before = screen.drawn;
  screen.type(`${FLOOD}\r`);
  await screen.until(() => screen.drawn - before > (DRAW_PACE * FLOOD_MS) / 1000, "the flood is under way");
  const pressed = performance.now();
  screen.type("\x03");
  await screen.prompt();
  const took = performance.now() - pressed;
  screen.setPace(Number.POSITIVE_INFINITY);
  await screen.quiet();
  return took;
}

/** Prints numbers and exits. @returns bytes of them that did not come before the end */
export async function printAndExit(screen: Screen): Promise<number> {
  const pieces: Buffer[] = [];
  screen.onPiece = (bytes) => pieces.push(bytes);
  // The empty line parts the first number from what bash writes before a command.
  screen.type(`echo; seq ${PRINTED_LINES}; exit\r`);
  await screen.end();
  return missingBytes(Buffer.concat(pieces).toString("latin1"), numbers(PRINTED_LINES));
}

/** A program of its own name that writes without an end, so that its output can be counted. */
export async function layFlood(container: Container, name: string): Promise<void> {
  await runIn(container, `cp /usr/bin/yes /root/${name}`);
}

/** @returns MB that the program of this name wrote so far */
export async function floodWritten(container: Container, name: string): Promise<number> {
  const answer = await runIn(container, `cat /proc/$(pidof ${name})/io`);
  const written = /^wchar: (\d+)/m.exec(answer)?.[1];
  if (written === undefined) throw new Error(`${name} does not run: ${answer}`);
  return Number(written) / 1e6;
}

export async function endFlood(container: Container, name: string): Promise<void> {
  await runIn(container, `kill -9 $(pidof ${name})`);
}

/** A terminal in which something goes on: ten pieces a second, 25 KB in all. */
export const BUSY = `python3 -c "
import os, time
piece = b'2026-09-21T14:13:20.000Z INFO  request done route=/cart\\n' * 44
while True:
  os.write(1, piece)
  time.sleep(0.1)
"`.replaceAll("\n", "\r");
/** Bytes a second that it is to write at least. */
export const BUSY_PACE = 22_000;
