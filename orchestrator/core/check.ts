// Runs a lab's check: looks, provokes, looks again, and stops at the first decisive answer.
import type { CheckRun, CheckStep } from "../protocol/checks.ts";
import { renderArgs } from "./args.ts";
import { render } from "./draw.ts";
import type { CheckStepSpec, Lab, Params } from "./lab.ts";
import { LabError } from "./lab-error.ts";
import type { ProbeInput, ProbeResult, RunResult, Sandbox } from "./ports.ts";
import { type StepFinding, verdict } from "./verdict.ts";

const NOT_CARRIED_OUT = "This step could not be carried out.";

export interface CheckOptions {
  /** The id of this check run. */
  readonly id: string;
  readonly lab: Lab;
  /** All parameters of the attempt, with the built-in ones. */
  readonly params: Params;
  readonly sandbox: Sandbox;
  /** What the lab's baseline kept at the start. */
  readonly baseline: ProbeInput["kept"];
  /** Unix time in milliseconds. */
  readonly now: () => number;
  /** Called when a step begins and when it ends; `run` is the whole check as it stands then. */
  readonly onStep: (step: CheckStep, run: CheckRun) => void;
  /** For our log: what a probe wrote beside its answer. */
  readonly onDetail?: (step: string, detail: string) => void;
  /** For the proofs of a lab: how a provocation ended, also one that put things back beforehand. */
  readonly onProvoked?: (step: string, ran: RunResult) => void;
}

/** A check that has not begun, for the page to show while the first step is prepared. */
export function waitingCheck(lab: Lab, params: Params, id: string, startedAtMs: number): CheckRun {
  const steps = lab.checks.map(
    (spec): CheckStep => ({ id: spec.id, title: render(spec.title, params), state: "waiting", saw: "", ms: null }),
  );
  return { id, startedAtMs, endedAtMs: null, steps, outcome: null, sentence: "" };
}

/**
 * Runs all steps in order within the lab's deadline, and gives the verdict.
 *
 * @throws LabError("machine-stopped") when a machine is gone, which is never judged
 */
export async function runCheck(options: CheckOptions): Promise<CheckRun> {
  const { lab, params, sandbox, now } = options;
  await refuseStopped(sandbox);
  let run = waitingCheck(lab, params, options.id, now());
  const deadline = run.startedAtMs + lab.checkTimeoutMs;
  const findings: StepFinding[] = [];
  let kept = options.baseline;

  const show = (index: number, change: Partial<CheckStep>): void => {
    run = { ...run, steps: run.steps.map((step, at) => (at === index ? { ...step, ...change } : step)) };
    const step = run.steps[index];
    if (step) options.onStep(step, run);
  };

  const unready = await putBack(options);
  let decided = false;
  for (const [index, spec] of lab.checks.entries()) {
    if (decided && !(spec.kind === "provoke" && spec.always)) continue;
    const startedAtMs = now();
    const leftMs = decided ? spec.timeoutMs : deadline - startedAtMs;
    show(index, { state: "running" });
    const timeoutMs = Math.ceil(Math.min(spec.timeoutMs, leftMs));
    const result = (index === 0 && unready) || (await runStep(spec, options, kept, timeoutMs));
    if (result.detail) options.onDetail?.(spec.id, result.detail);
    kept = { ...kept, ...result.keep };
    const judged = spec.kind === "provoke" && result.finding === "met";
    show(index, { state: judged ? "done" : result.finding, saw: result.saw, ms: Math.max(0, now() - startedAtMs) });
    // What puts things back is no part of the verdict.
    if (decided) continue;
    findings.push({
      title: run.steps[index]?.title ?? spec.id,
      proves: spec.kind === "provoke" ? null : spec.proves,
      finding: judged ? null : result.finding,
      saw: result.saw,
    });
    decided = result.finding !== "met";
  }
  await refuseStopped(sandbox);
  const steps = run.steps.map((step): CheckStep => (step.state === "waiting" ? { ...step, state: "skipped" } : step));
  const { outcome, sentence } = verdict(findings, findings.length === lab.checks.length, lab.kind);
  return { ...run, steps, endedAtMs: now(), outcome, sentence };
}

/**
 * Puts back what a check that was interrupted, for example with its orchestrator, left changed around the machines.
 *
 * Null once everything stands as a check expects it; else why the check cannot tell.
 */
async function putBack(options: CheckOptions): Promise<ProbeResult | null> {
  for (const spec of options.lab.checks) {
    if (spec.kind !== "provoke" || !spec.always) continue;
    const result = await runStep(spec, options, {}, spec.timeoutMs);
    if (result.detail) options.onDetail?.(`${spec.id} beforehand`, result.detail);
    if (result.finding !== "met") return result;
  }
  return null;
}

async function runStep(
  spec: CheckStepSpec,
  options: CheckOptions,
  kept: ProbeInput["kept"],
  timeoutMs: number,
): Promise<ProbeResult> {
  if (timeoutMs <= 0) return noAnswer("The check ran out of time.", "deadline of the whole check");
  const { params, sandbox } = options;
  try {
    if (spec.kind === "provoke") return await provoke(spec, options, timeoutMs);
    const input = { script: spec.script, params, args: renderArgs(spec.args, params), kept };
    return await (spec.kind === "look"
      ? sandbox.look(spec.machine, input, timeoutMs)
      : sandbox.probe(spec.machine, input, timeoutMs));
  } catch (error) {
    await refuseStopped(sandbox);
    return noAnswer(NOT_CARRIED_OUT, error instanceof Error ? String(error.stack) : String(error));
  }
}

async function provoke(
  { id, machine, script }: CheckStepSpec,
  { lab, params, sandbox, onProvoked }: CheckOptions,
  timeoutMs: number,
): Promise<ProbeResult> {
  const ran = await sandbox.run(machine, render(script, params), timeoutMs);
  onProvoked?.(id, ran);
  const detail = `exit ${ran.exit}${ran.timedOut ? ", timed out" : ""}\n${ran.output}`;
  const failed = ran.exit !== 0 || ran.timedOut;
  // Where the candidate is root, a right fix may make it fail too; where nobody has a shell, the fault is ours.
  const isOurs = lab.machines.some(({ name, shell }) => name === machine && !shell);
  if (failed && isOurs) return noAnswer(NOT_CARRIED_OUT, detail);
  return { finding: "met", saw: ran.timedOut ? "It did not end in time." : "", detail, keep: {} };
}

function noAnswer(saw: string, detail: string): ProbeResult {
  return { finding: "could-not-tell", saw, detail, keep: {} };
}

async function refuseStopped(sandbox: Sandbox): Promise<void> {
  const states = await sandbox.states();
  const stopped = Object.keys(states).filter((machine) => states[machine] === "stopped");
  if (stopped.length === 0) return;
  throw new LabError(
    "machine-stopped",
    `The machine ${stopped.join(" and ")} has stopped, so nothing can be checked.`,
    "Reset the attempt to get the same machines again.",
  );
}
