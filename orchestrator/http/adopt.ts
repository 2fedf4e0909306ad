// What becomes of an attempt that was under way when the orchestrator ended, however it ended.
import { nextEvent } from "../core/attempt.ts";
import type { Lab } from "../core/lab.ts";
import type { StoredAttempt, StoredDrawing } from "../core/store-port.ts";
import type { ApiError } from "../protocol/errors.ts";
import type { EndReason, TimelineBody, TimelineEvent } from "../protocol/timeline.ts";
import type { AttemptTools } from "./attempt-tools.ts";
import { interruptedCheck } from "./interrupted-check.ts";
import { LiveAttempt } from "./live-attempt.ts";
import { pastTerminals } from "./past-terminals.ts";

/**
 * Brings what is kept of an attempt up to date: a check gave no answer, terminals of one that is over are closed.
 *
 * @param lab null where the lab did not load any more
 * @returns the attempt, still without its sandbox; null where it can't go on and was ended
 */
export async function adoptAttempt(
  tools: AttemptTools,
  stored: StoredAttempt,
  lab: Lab | null,
): Promise<LiveAttempt | null> {
  const { store, now } = tools;
  const timeline = [...(await store.timeline(stored.id))];
  const checks = [...(await store.checks(stored.id))];
  const tell = async (body: TimelineBody): Promise<void> => {
    const event = nextEvent(timeline.at(-1), body, now());
    await store.appendEvent(stored.id, event);
    timeline.push(event);
  };

  const unfinished = unfinishedCheck(timeline);
  if (unfinished) {
    const begun = { ...unfinished, endedAtMs: null, steps: [], outcome: null, sentence: "" };
    const run = interruptedCheck(begun, now(), "Sickbay was restarted while the check ran; run it again.");
    await store.saveCheck(stored.id, run);
    await tell({ kind: "check-ended", run });
    checks.push(run);
  }

  const end = ending(stored, lab);
  if (lab && !end) return new LiveAttempt(tools, lab, { ...stored, state: "running" }, timeline, checks);
  if (!end) throw new Error("an attempt without its lab has to end");
  for (const terminal of pastTerminals(timeline).open) {
    await tell({ kind: "terminal-closed", terminal, exit: null, reason: "orchestrator-restarted" });
  }
  await tell({ kind: "attempt-ended", reason: end.endReason });
  await store.saveAttempt({ ...stored, ...end, endedAtMs: now() });
  return null;
}

interface Ending {
  readonly state: "ended" | "failed";
  readonly endReason: EndReason;
  readonly problem: ApiError;
}

function ending(stored: StoredAttempt, lab: Lab | null): Ending | null {
  if (stored.startedAtMs === null) {
    return {
      state: "failed",
      endReason: "failed-start",
      problem: {
        code: "internal",
        message: "Sickbay was restarted while the machines were being made.",
        remedy: "Start the lab again from the library.",
      },
    };
  }
  const fits = lab !== null && fitsStill(lab, stored.drawing);
  if (fits && stored.state !== "starting") return null;
  return {
    state: "ended",
    endReason: "sandbox-lost",
    problem: {
      code: "lab-invalid",
      message: !lab
        ? `The lab ${stored.lab.id} does not load any more.`
        : fits
          ? "Sickbay was restarted while the machines were being reset."
          : "The lab has changed since this attempt began.",
      remedy: "Start the lab again from the library.",
    },
  };
}

/** Whether all that the lab's texts and scripts name was drawn: a lab may gain parameters and machines meanwhile. */
function fitsStill(lab: Lab, drawing: StoredDrawing | null): boolean {
  const variant = lab.variants.find(({ id }) => id === drawing?.variant);
  if (!drawing || !variant) return false;
  const named = [
    ...Object.keys({ ...lab.params, ...variant.params }),
    ...lab.machines.flatMap(({ name }) => [`ip_${name}`, `host_${name}`]),
  ];
  return named.every((name) => drawing.params[name] !== undefined);
}

/** The check that was started last, if it never ended. */
function unfinishedCheck(timeline: readonly TimelineEvent[]): { id: string; startedAtMs: number } | null {
  let unfinished: { id: string; startedAtMs: number } | null = null;
  for (const { body, atMs } of timeline) {
    if (body.kind === "check-started") unfinished = { id: body.check, startedAtMs: atMs };
    if (body.kind === "check-ended") unfinished = null;
  }
  return unfinished;
}
