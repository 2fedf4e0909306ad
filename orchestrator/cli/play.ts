// A started lab in the person's own terminal: its shells, and behind Ctrl-] a menu with the check.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { runCheck } from "../core/check.ts";
import { render } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { Started } from "../core/start.ts";
import { outcomeWord, seconds } from "./output.ts";
import type { OwnTerminal } from "./own-terminal.ts";
import { ShellSwitch } from "./shell-switch.ts";

/** What this needs of the person's terminal. */
export type PlayTerminal = Pick<OwnTerminal, "size" | "connect" | "print" | "write" | "menuKey" | "key" | "interrupt">;

/** What the menu offers, by key; `\r`, back to the shell, is always there. */
const COMMANDS = { c: "check", b: "brief", n: "next machine", r: "start anew", q: "quit" } as const;
export type MenuKey = keyof typeof COMMANDS;

/** The menu in one line. */
export function menuText(keys: readonly MenuKey[]): string {
  return `${keys.map((key) => `${key} ${COMMANDS[key]}`).join("   ")}   Enter back to the shell`;
}

export interface PlayRequest {
  readonly lab: Lab;
  readonly started: Started;
  readonly terminal: PlayTerminal;
  readonly menu: readonly MenuKey[];
  /** Ends the play from outside. */
  readonly signal: AbortSignal;
}

/** Gives the terminal to the lab's shells until a key of the menu or the signal ends it. */
export async function play(request: PlayRequest): Promise<"quit" | "anew" | "ended"> {
  const { lab, started, terminal, signal } = request;
  const machines = lab.machines.filter((machine) => machine.shell).map((machine) => machine.name);
  await using shells = new ShellSwitch(started.sandbox, machines, terminal);
  const stop = (): void => terminal.interrupt();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (!signal.aborted) await shells.show();
    for (;;) {
      if (!signal.aborted) await terminal.menuKey();
      const key = signal.aborted ? "" : await shells.hold(() => choose(request));
      if (signal.aborted) return "ended";
      if (key === "q") return "quit";
      if (key === "r") return "anew";
      if (key === "b") terminal.print(`\n${render(lab.brief, started.params).trim()}\n`);
      if (key === "c") await shells.hold(() => untilAborted(signal, checkAloud(request)));
      if (key === "n") await shells.next();
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function choose({ terminal, menu }: PlayRequest): Promise<string> {
  terminal.print(`\n${menuText(menu)}`);
  return terminal.key([...menu, "\r"]);
}

/** Whatever ends first; a check whose sandbox is closed under it ends by itself. */
async function untilAborted(signal: AbortSignal, work: Promise<void>): Promise<void> {
  if (signal.aborted) return;
  const ended = new AbortController();
  try {
    await Promise.race([work, once(signal, "abort", { signal: ended.signal })]);
  } finally {
    ended.abort();
  }
}

/** Runs a check and writes each step as it ends. */
async function checkAloud({ lab, started, terminal, signal }: PlayRequest): Promise<void> {
  const print = (text: string): void => {
    if (!signal.aborted) terminal.print(text);
  };
  print("Checking ...");
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
        print(`  ${step.title}: ${state} (${seconds(step.ms ?? 0)}) ${step.saw}`);
      },
    });
    print(`\nVerdict: ${outcomeWord(run.outcome, lab.kind)}. ${run.sentence}\n`);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    print(`${error.message} ${error.code === "machine-stopped" ? "Quit and start the lab again." : error.remedy}`);
  }
}
