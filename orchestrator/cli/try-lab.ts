// `lab try`: plays a lab in one's own terminal, no browser needed.
import { render } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import { say } from "./output.ts";
import { needTerminal, OwnTerminal } from "./own-terminal.ts";
import { type MenuKey, menuText, play } from "./play.ts";
import type { Sandboxes } from "./sandboxes.ts";

const menu: readonly MenuKey[] = ["c", "b", "n", "q"];
/** A sandbox that is forgotten is removed after this. */
export const LIFETIME_MS = 4 * 60 * 60_000;

/** Starts the lab, attaches the terminal until the person quits, and shows the debrief. */
export async function tryLab(
  lab: Lab,
  variant: string | undefined,
  sandboxes: Sandboxes,
  signal: AbortSignal,
): Promise<void> {
  needTerminal("try");
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
      say(`Ctrl-] opens the menu: ${menuText(menu)}\n`);
      {
        using terminal = new OwnTerminal();
        await play({ lab, started, terminal, menu, signal });
      }
      say(`\n${render(lab.debrief, started.params).trim()}\n`);
    },
    LIFETIME_MS,
  );
}
