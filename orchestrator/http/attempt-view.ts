// What the API shows of an attempt. Variant, parameters and scripts never come here, except drawn into texts for the end.
import { summarize } from "../core/attempt.ts";
import { drawDiagnosis } from "../core/diagnosis/draw-diagnosis.ts";
import { reportOf } from "../core/diagnosis/observe.ts";
import { type Drawing, render } from "../core/draw.ts";
import type { Lab, Params } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { MachineState } from "../core/ports.ts";
import { storyDraft } from "../core/report/story.ts";
import type { Started } from "../core/start.ts";
import type { LabSummary, StoredAttempt, StoredDrawing } from "../core/store-port.ts";
import { toldBeforeTheEnd } from "../core/verdict.ts";
import type { Attempt, AttemptResult, MachineView, StartStep, TerminalView } from "../protocol/attempts.ts";
import type { CheckRun } from "../protocol/checks.ts";
import type { HintOffer } from "../protocol/diagnosis.ts";
import type { LabKind } from "../protocol/labs.ts";
import type { TimelineEvent } from "../protocol/timeline.ts";

/** What an attempt has only while it is under way. */
export interface LiveParts {
  readonly startSteps: readonly StartStep[];
  readonly machines: readonly MachineView[];
  readonly terminals: readonly TerminalView[];
  readonly nextHint: HintOffer | null;
}

const nothingLive: LiveParts = { startSteps: [], machines: [], terminals: [], nextHint: null };

export function labSummary(lab: Lab): LabSummary {
  return { id: lab.id, title: lab.title, level: lab.level, minutes: lab.minutes, layers: [...lab.layers] };
}

/** @param checks all check runs, in order; the one under way last */
export function attemptView(
  stored: StoredAttempt,
  checks: readonly CheckRun[],
  live: LiveParts = nothingLive,
): Attempt {
  const kind = keptBack(stored);
  const check = checks.at(-1);
  return {
    id: stored.id,
    lab: stored.lab,
    kind: stored.state === "ended" ? (stored.drawing?.kind ?? null) : null,
    state: stored.state,
    brief: stored.brief,
    startSteps: [...live.startSteps],
    machines: [...live.machines],
    terminals: [...live.terminals],
    check: check ? toldBeforeTheEnd(check, kind) : null,
    checksRun: checks.length,
    notes: stored.notes,
    diagnosed: stored.drawing !== null && stored.drawing.diagnosis !== null,
    coach: stored.coach,
    hints: stored.hints.map(({ step, text, cost }) => ({ step, text, cost })),
    nextHint: live.nextHint,
    createdAtMs: stored.createdAtMs,
    startedAtMs: stored.startedAtMs,
    deadlineAtMs: stored.deadlineAtMs,
    fixedAtMs: stored.fixedAtMs,
    endedAtMs: stored.endedAtMs,
    endReason: stored.endReason,
    problem: stored.problem,
  };
}

/** The kind of an attempt's lab, as far as what is told has to mind it: after the end nothing is kept back any more. */
export function keptBack({ state, drawing }: Pick<StoredAttempt, "state" | "drawing">): LabKind {
  return state === "ended" ? "fault" : (drawing?.kind ?? "fault");
}

/** @param states by machine name, as far as known */
export function machineViews(
  lab: Lab,
  params: Params | null,
  states: Readonly<Record<string, MachineState>> | null,
): MachineView[] {
  return lab.machines.map((machine) => ({
    name: machine.name,
    hostname: params ? render(machine.hostname, params) : machine.name,
    state: states ? (states[machine.name] ?? "stopped") : "starting",
    shell: machine.shell,
  }));
}

/** What is drawn for an attempt, with the texts that are shown after its end. */
export function storedDrawing(lab: Lab, started: Pick<Started, "drawing" | "params" | "baseline">): StoredDrawing {
  const { variant, params: ownParams } = started.drawing;
  const { params, baseline } = started;
  const fits = ({ variants }: { variants: readonly string[] }): boolean =>
    variants.length === 0 || variants.includes(variant.id);
  const fitting = lab.solutions.filter(fits);
  const expert = lab.paths.find((path) => path.kind === "expert" && fits(path));
  return {
    variant: variant.id,
    ownParams,
    params,
    kind: lab.kind,
    baseline,
    diagnosis: lab.diagnosis && drawDiagnosis(lab.diagnosis, variant.id, params),
    expert: expert?.commands.map((command) => render(command, params)) ?? [],
    debrief: render(lab.debrief, params),
    solutions: fitting.map((solution) => ({
      id: solution.id,
      title: render(solution.title, params),
      commands: solution.commands.map((command) => render(command, params)),
    })),
  };
}

/**
 * What was drawn for an attempt, to make the same machines again.
 *
 * @throws LabError("lab-invalid") where the lab has lost the variant meanwhile
 */
export function drawingAgain(lab: Lab, drawing: StoredDrawing | null): Drawing {
  const variant = lab.variants.find(({ id }) => id === drawing?.variant);
  if (drawing && variant) return { variant, params: drawing.ownParams };
  throw new LabError("lab-invalid", "The lab has changed since this attempt began.", "End it and start the lab again.");
}

/**
 * An event as a page hears it: what commands showed is asked for one by one, and what a hint leads to is not told.
 *
 * @param kind see `keptBack`
 */
export function eventView(event: TimelineEvent, kind: LabKind): TimelineEvent {
  const { body } = event;
  if (body.kind === "check-ended") return { ...event, body: { ...body, run: toldBeforeTheEnd(body.run, kind) } };
  if (body.kind === "check-step" && kind === "healthy") return { ...event, body: { ...body, saw: "" } };
  if (body.kind === "command-shown") return { ...event, body: { ...body, shown: { ...body.shown, text: "" } } };
  if (body.kind === "hint-taken") return { ...event, body: { ...body, hint: { ...body.hint, evidence: "" } } };
  return event;
}

/** What the result page shows; every number of it is computed from the timeline. */
export function resultView(attempt: Attempt, stored: StoredAttempt, timeline: readonly TimelineEvent[]): AttemptResult {
  const told = stored.state === "ended" ? stored.drawing : null;
  const kind = keptBack(stored);
  const { outcome, seconds, checks, commands } = summarize(timeline);
  const judged = {
    attempt,
    outcome,
    seconds,
    checks: checks.map((run) => toldBeforeTheEnd(run, kind)),
    commands: [...commands],
    timeline: timeline.map((event) => eventView(event, kind)),
    report: told?.diagnosis ? reportOf(timeline, told.diagnosis) : null,
    expert: [...(told?.expert ?? [])],
    debrief: told?.debrief ?? null,
    solutions: [...(told?.solutions ?? [])],
  };
  return { ...judged, story: told ? stored.story || storyDraft(judged) : "" };
}
