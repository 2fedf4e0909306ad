// Starts the machines of an attempt, breaks them, and hands them over only once the symptom can be seen.
import type { StartStep } from "../protocol/attempts.ts";
import { renderArgs } from "./args.ts";
import { type Drawing, draw, planMachines, type Random, render, withBuiltIns } from "./draw.ts";
import type { Lab, Params } from "./lab.ts";
import { LabError } from "./lab-error.ts";
import type { Engine, ProbeInput, ProbeResult, Sandbox } from "./ports.ts";

/** How long a script of a fault may run. */
const FAULT_SCRIPT_MS = 20_000;
/** Between two looks for the symptom. */
const SYMPTOM_PAUSE_MS = 50;

export interface StartOptions {
  readonly lab: Lab;
  /** A variant to take instead of a random one. */
  readonly variant?: string;
  /** What was drawn before, to start the same machines again; `variant` and `random` are then not used. */
  readonly drawing?: Drawing;
  readonly random: Random;
  readonly engine: Pick<Engine, "open">;
  /** The attempt's id. */
  readonly owner: string;
  /** Unix time in milliseconds after which the sandbox may be removed by anyone. */
  readonly expiresAtMs: number;
  /** False starts the scene without its fault or complaint, which only the proofs of a lab need. */
  readonly broken: boolean;
  readonly onStep: (step: StartStep) => void;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

export interface Started {
  readonly sandbox: Sandbox;
  readonly drawing: Drawing;
  /** With `ip_<machine>` and `host_<machine>`. */
  readonly params: Params;
  /** From the moment at which all machines had started to the symptom, in milliseconds. */
  readonly startMs: number;
  /** What the symptom's probe saw. */
  readonly saw: string;
  /** What the lab's baseline kept, for checks to compare with; empty where it has none. */
  readonly baseline: ProbeInput["kept"];
}

/**
 * Opens a sandbox and proves that its symptom can be seen (or, for a healthy scene, that it can't). Nothing is left behind
 * when it throws.
 *
 * @throws LabError("fault-not-visible") when the fault does not show in time, or the baseline could not be taken
 * @throws LabError("lab-invalid") when the healthy scene shows the symptom
 */
export async function startSandbox(options: StartOptions): Promise<Started> {
  const { lab, engine } = options;
  const drawing = options.drawing ?? draw(lab, options.random, options.variant);
  let params: Params = drawing.params;
  const sandbox = await engine.open({
    owner: options.owner,
    expiresAtMs: options.expiresAtMs,
    machines: lab.machines.map((machine) => machine.name),
    draw: (addresses) => {
      params = withBuiltIns(lab, drawing.params, addresses);
      return planMachines(lab, drawing.variant, params, options.broken);
    },
    onStep: options.onStep,
  });
  const sinceMs = options.now();
  try {
    if (options.broken) await bringFaultIn(options, drawing, params, sandbox);
    const seen = await lookForSymptom(options, params, sandbox);
    const startMs = options.now() - sinceMs;
    const baseline = await takeBaseline(options, params, sandbox);
    return { sandbox, drawing, params, startMs, saw: seen.saw, baseline };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

async function bringFaultIn(options: StartOptions, drawing: Drawing, params: Params, sandbox: Sandbox): Promise<void> {
  const { lab, onStep } = options;
  const scripts = lab.machines.filter((machine) => drawing.variant.scripts[machine.name] !== undefined);
  if (scripts.length === 0) return;
  const step = { id: "break", title: "Preparing the situation" };
  onStep({ ...step, state: "running" });
  for (const machine of scripts) {
    const script = render(drawing.variant.scripts[machine.name] ?? "", params);
    const ran = await sandbox.run(machine.name, script, FAULT_SCRIPT_MS);
    if (ran.exit === 0 && !ran.timedOut) continue;
    onStep({ ...step, state: "failed" });
    const how = ran.timedOut ? `did not end within ${FAULT_SCRIPT_MS / 1000} s` : `ended with exit status ${ran.exit}`;
    throw notVisible(lab, `fault/${drawing.variant.id}/${machine.name}.sh ${how}: ${tail(ran.output)}`);
  }
  onStep({ ...step, state: "done" });
}

/** Polls the symptom's probe until it says what it has to: met on a broken machine, not met on a healthy one. */
async function lookForSymptom(options: StartOptions, params: Params, sandbox: Sandbox): Promise<ProbeResult> {
  const { lab, onStep, broken } = options;
  const step = { id: "symptom", title: "Looking at the service from outside" };
  onStep({ ...step, state: "running" });
  const { machine, script, args, timeoutMs } = lab.symptom;
  const input = { script, params, args: renderArgs(args, params), kept: {} };
  const wanted = broken ? "met" : "not-met";
  const result = await poll(options, timeoutMs, wanted, (leftMs) => sandbox.probe(machine, input, leftMs));
  onStep({ ...step, state: result.finding === wanted ? "done" : "failed" });
  if (result.finding === wanted) return result;
  const said = result.finding === "could-not-tell" ? `the probe failed: ${tail(result.detail)}` : result.saw;
  throw broken ? notVisible(lab, said) : notHealthy(lab, said);
}

/** What the machine is like before the candidate has it. Tells of no step: that it is looked at is nobody's business. */
async function takeBaseline(options: StartOptions, params: Params, sandbox: Sandbox): Promise<ProbeInput["kept"]> {
  const { baseline } = options.lab;
  if (!baseline) return {};
  const { machine, script, timeoutMs } = baseline;
  const input = { script, params, args: {}, kept: {} };
  const result = await poll(options, timeoutMs, "met", (leftMs) => sandbox.look(machine, input, leftMs));
  if (result.finding === "met") return result.keep;
  throw new LabError(
    "fault-not-visible",
    `The machines of the lab ${options.lab.id} were not ready within ${timeoutMs / 1000} s (${result.saw || tail(result.detail)}).`,
    "Start it once more. If it happens again, the machine that runs the labs is too busy, or the lab needs mending.",
  );
}

/** Asks until the answer is the one that is wanted, or the time is up; the last answer. */
async function poll(
  { now, wait }: StartOptions,
  timeoutMs: number,
  wanted: ProbeResult["finding"],
  ask: (leftMs: number) => Promise<ProbeResult>,
): Promise<ProbeResult> {
  const deadline = now() + timeoutMs;
  for (;;) {
    const result = await ask(Math.max(Math.ceil(deadline - now()), 1));
    if (result.finding === wanted || now() >= deadline) return result;
    await wait(SYMPTOM_PAUSE_MS);
  }
}

function notVisible(lab: Lab, why: string): LabError {
  return new LabError(
    "fault-not-visible",
    `The fault of the lab ${lab.id} could not be seen within ${lab.symptom.timeoutMs / 1000} s (${why}), so it was not handed over.`,
    "Start it once more. If it happens again, the machine that runs the labs is too busy, or the lab needs mending.",
  );
}

function notHealthy(lab: Lab, why: string): LabError {
  return new LabError(
    "lab-invalid",
    `The healthy scene of the lab ${lab.id} was not seen healthy within ${lab.symptom.timeoutMs / 1000} s (${why}).`,
    "Mend the scene, or the probe that looks for the symptom.",
  );
}

/** The end of a longer output, where the reason mostly stands. */
function tail(text: string): string {
  return text.trim().slice(-400) || "no output";
}
