// `lab try`: plays a lab in one's own terminal, no browser needed.
import { randomBytes } from "node:crypto";
import { runCheck } from "../core/check.ts";
import { render } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { Started } from "../core/start.ts";
import { outcomeWord, say, seconds } from "./output.ts";
import { OwnTerminal } from "./own-terminal.ts";
import type { Sandboxes } from "./sandboxes.ts";
import { ShellSwitch } from "./shell-switch.ts";

const menu = "c check   b brief   n next machine   q quit   Enter back to the shell";
/** A sandbox that is forgotten is removed after this. */
const LIFETIME_MS = 4 * 60 * 60_000;

/** Starts the lab, attaches the terminal until the person quits, and shows the debrief. */
export async function tryLab(
  lab: Lab,
  variant: string | undefined,
  sandboxes: Sandboxes,
  signal: AbortSignal,
): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new LabError("bad-request", "This is not a terminal.", "Run `lab try` in a terminal, without pipes.");
  }
  say(`Starting ${lab.id} ...`);
  const request = {
    lab,
    broken: true,
    ...(variant === undefined ? {} : { variant }),
    onStep: (step: { title: string; state: string }) => {
      if (step.state === "running") say(`  ${step.title}`);
    },
  };
  await sandboxes.with(
    request,
    async (started) => {
      say(`\n${render(lab.brief, started.params).trim()}\n`);
      say(`Ctrl-] opens the menu: ${menu}\n`);
      await play(lab, started, signal);
      say(`\n${render(lab.debrief, started.params).trim()}\n`);
    },
    LIFETIME_MS,
  );
}

async function play(lab: Lab, started: Started, signal: AbortSignal): Promise<void> {
  using terminal = new OwnTerminal();
  const machines = lab.machines.filter((machine) => machine.shell).map((machine) => machine.name);
  await using shells = new ShellSwitch(started.sandbox, machines, terminal);
  await shells.show();
  const stop = (): void => terminal.interrupt();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      await terminal.menuKey();
      const key = await shells.hold(() => choose(terminal));
      if (key === "q" || signal.aborted) return;
      if (key === "b") terminal.print(`\n${render(lab.brief, started.params).trim()}\n`);
      if (key === "c") await shells.hold(() => checkAloud(lab, started, terminal));
      if (key === "n") await shells.next();
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function choose(terminal: OwnTerminal): Promise<string> {
  terminal.print(`\n${menu}`);
  return terminal.key(["c", "b", "n", "q", "\r"]);
}

/** Runs a check and writes each step as it ends. */
async function checkAloud(lab: Lab, started: Started, terminal: OwnTerminal): Promise<void> {
  terminal.print("Checking ...");
  try {
    const run = await runCheck({
      id: randomBytes(6).toString("hex"),
      lab,
      params: started.params,
      sandbox: started.sandbox,
      baseline: started.baseline,
      now: () => performance.now(),
      onStep: (step) => {
        if (step.state === "running") return;
        const state = step.state === "not-met" ? "not met" : step.state.replaceAll("-", " ");
        terminal.print(`  ${step.title}: ${state} (${seconds(step.ms ?? 0)}) ${step.saw}`);
      },
    });
    terminal.print(`\nVerdict: ${outcomeWord(run.outcome, lab.kind)}. ${run.sentence}\n`);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    terminal.print(
      `${error.message} ${error.code === "machine-stopped" ? "Quit and start the lab again." : error.remedy}`,
    );
  }
}
