// `lab dev`: plays a lab in one's own terminal while it is written; each save starts it anew.
import { type Drawing, draw, render, seededRandom } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { Started } from "../core/start.ts";
import type { StartStep } from "../protocol/attempts.ts";
import type { FolderWatch } from "./folder-watch.ts";
import { type MenuKey, menuText, type PlayTerminal, play } from "./play.ts";
import type { Sandboxes } from "./sandboxes.ts";
import { LIFETIME_MS } from "./try-lab.ts";

const menu: readonly MenuKey[] = ["c", "b", "n", "r", "q"];

export interface DevOptions {
  /** Reads the lab as it is now; null where it does not load, and `tell` was told why. */
  readonly read: (tell: (line: string) => void) => Promise<Lab | null>;
  readonly watch: Pick<FolderWatch, "saved">;
  /** A variant instead of a random one. */
  readonly variant: string | undefined;
  /** What is drawn for the first start, and for parameters that a save adds. */
  readonly seed: number;
  readonly sandboxes: Sandboxes;
  /** The person's terminal, from the first prompt of a sandbox to its end. */
  readonly openTerminal: () => PlayTerminal & Disposable;
  /** One line to the person while no machine has the terminal. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Goes on until the person quits or the signal comes. No sandbox is left then. */
export async function devLab(options: DevOptions): Promise<void> {
  const { read, say, seed, variant } = options;
  let lab = (await read(say)) ?? (await waitForSave(options));
  let drawn: Drawing | null = null;
  while (lab) {
    try {
      drawn = drawAnew(lab, seed, variant, drawn);
      lab = await round(options, lab, drawn);
    } catch (error) {
      if (!(error instanceof LabError) || error.code === "no-engine" || error.code === "image-missing") throw error;
      say(`${error.message} ${error.remedy}`);
      lab = await waitForSave(options);
    }
  }
}

/** The same variant and values as before, as far as the lab still has them. */
function drawAnew(lab: Lab, seed: number, variant: string | undefined, before: Drawing | null): Drawing {
  const still = lab.variants.find(({ id }) => id === before?.variant.id)?.id;
  return draw(lab, seededRandom(seed), variant ?? still, before?.params);
}

/** While there is no machine to go back to. */
async function waitForSave(options: DevOptions): Promise<Lab | null> {
  const { say, signal } = options;
  if (signal.aborted) return null;
  say("Waiting for the next save. Ctrl-C ends.");
  return savedLab(options, say, signal);
}

/** The lab as it is after the next save with which it loads; null when the signal comes first. */
async function savedLab(
  { watch, read }: DevOptions,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<Lab | null> {
  while (await watch.saved(signal)) {
    const lab = await read(tell);
    if (lab) return lab;
  }
  return null;
}

/** One sandbox, until the lab is to start anew. Null when the person quits. */
async function round(options: DevOptions, lab: Lab, drawing: Drawing): Promise<Lab | null> {
  const { say, sandboxes } = options;
  const onStep = (step: StartStep): void => {
    if (step.state === "running") say(`  ${step.title}`);
  };
  say(`Starting ${lab.id} with the fault ${drawing.variant.id} ...`);
  return sandboxes.with(
    { lab, broken: true, drawing, onStep },
    async (started) => {
      say(`\n${render(lab.brief, started.params).trim()}\n`);
      say(`Each save starts it anew. Ctrl-] opens the menu: ${menuText(menu)}\n`);
      const next = await playUntilSaved(options, lab, started);
      say("\nRemoving the machines ...");
      return next;
    },
    LIFETIME_MS,
  );
}

/** A save with which the lab does not load leaves the machines as they are. */
async function playUntilSaved(options: DevOptions, lab: Lab, started: Started): Promise<Lab | null> {
  using terminal = options.openTerminal();
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  const tell = (line: string): void => terminal.print(`\n${line}`);
  // Whichever ends first ends the other.
  const [next, end] = await Promise.all([
    savedLab(options, tell, signal).finally(() => over.abort()),
    play({ lab, started, terminal, menu, signal }).finally(() => over.abort()),
  ]);
  if (end === "quit" || options.signal.aborted) return null;
  return next ?? lab;
}
