// One attempt under way: its sandbox, its terminals and its check.
import { isDeepStrictEqual } from "node:util";
import { type AttemptAction, nextState } from "../core/attempt.ts";
import { runCheck, waitingCheck } from "../core/check.ts";
import { compareTrace } from "../core/diagnosis/compare-trace.ts";
import { observedCommands } from "../core/diagnosis/observe.ts";
import { type Drawing, render } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { MachineState, Sandbox } from "../core/ports.ts";
import { type Started, startSandbox } from "../core/start.ts";
import type { StoredAttempt } from "../core/store-port.ts";
import type { Attempt, StartStep, TerminalView } from "../protocol/attempts.ts";
import type { CheckRun } from "../protocol/checks.ts";
import type { Hint, HintOffer } from "../protocol/diagnosis.ts";
import type { EndReason, TimelineBody, TimelineEvent } from "../protocol/timeline.ts";
import { AttemptDiagnosis } from "./attempt-diagnosis.ts";
import { AttemptRecord } from "./attempt-record.ts";
import { AttemptTerminals } from "./attempt-terminals.ts";
import type { AttemptTools } from "./attempt-tools.ts";
import { attemptView, drawingAgain, machineViews, storedDrawing } from "./attempt-view.ts";
import { interruptedCheck } from "./interrupted-check.ts";
import { type PastTerminals, pastTerminals } from "./past-terminals.ts";
import { startProblem, stopped, toProblem } from "./problem.ts";

/** Room for the start before the clock counts, in the label that lets others remove a sandbox. */
const START_ALLOWANCE_MS = 10 * 60_000;

/** Shells opened in place of lost ones, at most, within so many milliseconds. */
const MAX_INSTEAD = 3;
const INSTEAD_MS = 10_000;

export class LiveAttempt {
  readonly lab: Lab;
  readonly terminals: AttemptTerminals;
  readonly record: AttemptRecord;
  readonly #tools: AttemptTools;
  readonly #diagnosis = new AttemptDiagnosis();
  /** Terminals of an orchestrator before this one. */
  readonly #past: PastTerminals;
  /** When shells were opened in place of lost ones, Unix time in milliseconds. */
  #insteadAtMs: number[] = [];
  #checks: CheckRun[];
  #sandbox: Sandbox | null = null;
  #states: Record<string, MachineState> | null = null;
  #startSteps: StartStep[] = [];
  #ending: Promise<void> | null = null;

  constructor(
    tools: AttemptTools,
    lab: Lab,
    stored: StoredAttempt,
    timeline: readonly TimelineEvent[],
    checks: readonly CheckRun[],
  ) {
    this.#tools = tools;
    this.lab = lab;
    this.#checks = [...checks];
    this.record = new AttemptRecord({
      ...tools,
      stored,
      lastEvent: timeline.at(-1),
      view: () => this.view(),
      notes: () => this.#diagnosis.notes,
    });
    for (const event of timeline) this.#diagnosis.hear(event, stored.drawing?.diagnosis ?? null);
    this.#past = pastTerminals(timeline);
    this.terminals = new AttemptTerminals({
      attempt: stored.id,
      recordings: tools.recordings,
      log: tools.log,
      newId: tools.newId,
      now: tools.now,
      tell: (body) => this.#hear(this.record.tell(body)),
      changed: () => this.record.show(),
      lost: (machine) => this.#openInstead(machine),
    });
  }

  get id(): string {
    return this.record.stored.id;
  }

  get #stored(): StoredAttempt {
    return this.record.stored;
  }

  /** Whether it holds a place: it is neither ended nor failed. */
  get underWay(): boolean {
    return this.#stored.state !== "ended" && this.#stored.state !== "failed";
  }

  /** Whether a machine stopped by itself. */
  hasStopped(machine: string): boolean {
    return this.#states?.[machine] === "stopped";
  }

  view(): Attempt {
    return attemptView(this.#stored, this.#checks, {
      startSteps: this.#startSteps,
      machines: this.underWay ? machineViews(this.lab, this.#stored.drawing?.params ?? null, this.#states) : [],
      terminals: this.terminals.views(),
      nextHint: offerOf(this.underWay ? this.#nextHint() : null),
    });
  }

  /** Shows evidence when it is seen, or only after the end. */
  setCoach(on: boolean): Attempt {
    if (on !== this.#stored.coach) {
      this.#hear(this.record.tell({ kind: "coach-set", on }));
      this.record.save({ coach: on });
    }
    return this.view();
  }

  /**
   * Takes the next hint at its price.
   *
   * @param offer what the candidate was shown of it
   * @throws LabError("wrong-state") where there is none, or where another one is next by now
   */
  takeHint(offer: HintOffer): Attempt {
    const { state, hints } = this.#stored;
    if (state !== "running" && state !== "checking") {
      throw new LabError("wrong-state", "There are hints once the machines have started.", "Wait until they have.");
    }
    const hint = this.#nextHint();
    if (!hint) throw new LabError("wrong-state", "There is no further hint.", "Look at what you have seen so far.");
    if (hint.step !== offer.step || hint.cost !== offer.cost) {
      throw new LabError("wrong-state", "Another hint is the next one by now.", "Look at its price, then take it.");
    }
    this.record.tell({ kind: "hint-taken", hint });
    this.record.save({ hints: [...hints, hint] });
    return this.view();
  }

  /** None once it is fixed: what comes after that is not judged. */
  #nextHint(): Hint | null {
    if (this.#stored.fixedAtMs !== null) return null;
    return this.#diagnosis.next(this.#stored.drawing?.diagnosis ?? null, this.#stored.hints);
  }

  #hear(event: TimelineEvent): void {
    const before = offerOf(this.#nextHint());
    const seen = this.#diagnosis.hear(event, this.#stored.drawing?.diagnosis ?? null);
    if (seen?.coached) this.record.note(seen);
    // What was seen can change which hint comes next. That something was seen is for the coach alone to tell.
    if (seen && !isDeepStrictEqual(offerOf(this.#nextHint()), before)) this.record.show();
  }

  /** Makes the machines, for the first time or, with `again`, the same ones as before. Never throws: failures are shown. */
  async start(again?: Drawing): Promise<void> {
    const { engine, now, wait, log } = this.#tools;
    this.#startSteps = [];
    this.#states = null;
    try {
      const started = await startSandbox({
        lab: this.lab,
        ...(again && { drawing: again }),
        random: this.#tools.random,
        engine,
        owner: this.id,
        expiresAtMs: now() + this.#tools.deadlineMs(this.lab) + START_ALLOWANCE_MS,
        broken: true,
        onStep: (step) => this.#showStep(step),
        now,
        wait,
      });
      if (this.#stored.state === "starting") await this.#takeStarted(started);
      // Ended while it was starting.
      if (!this.underWay) await started.sandbox.close();
    } catch (error) {
      log.error({ attempt: this.id, lab: this.lab.id, err: error }, "the start of an attempt failed");
      if (this.#stored.state !== "starting") return;
      const problem = startProblem(error);
      this.#states = {};
      if (again) this.record.move("hand-over", { problem });
      else this.record.move("fail-start", { problem, endedAtMs: now(), endReason: "failed-start" });
      if (!again) this.record.tell({ kind: "attempt-ended", reason: "failed-start" });
    }
  }

  /** Whether it runs on machines that were not taken over yet. */
  get adoptable(): boolean {
    return this.#stored.state === "running" && this.#sandbox === null;
  }

  /** Whether terminals that are not there yet may still come: the machines are being started or taken over. */
  get coming(): boolean {
    return this.adoptable || this.#stored.state === "starting";
  }

  /** Takes a sandbox over that an orchestrator before this one had made. Where it throws, it can be tried again. */
  async adopt(sandbox: Sandbox): Promise<void> {
    this.record.save({ state: "starting" });
    try {
      await this.#handOver(sandbox, { kind: "sandbox-adopted" }, this.#past);
    } catch (error) {
      if (this.#stored.state === "starting") this.record.save({ state: "running" });
      throw error;
    }
  }

  /** Starts a check and answers with its steps waiting. */
  check(): CheckRun {
    const { sandbox, params, baseline } = this.#ready("start-check");
    const gone = this.lab.machines.find(({ name }) => this.hasStopped(name));
    if (gone) throw stopped(gone.name);
    const id = this.#tools.newId();
    const run = waitingCheck(this.lab, params, id, this.#tools.now());
    this.#checks.push(run);
    this.record.tell({ kind: "check-started", check: id });
    this.record.move("start-check");
    const inBackground = runCheck({
      id,
      lab: this.lab,
      params,
      sandbox,
      baseline,
      now: this.#tools.now,
      onStep: (step, now) => {
        this.#replaceCheck(now);
        // A probe may come back after the attempt ended; nothing is told after the end.
        if (step.ms === null || this.#stored.state !== "checking") return;
        const { state } = step;
        const finding = state === "met" || state === "not-met" || state === "could-not-tell" ? state : null;
        this.record.tell({ kind: "check-step", check: id, step: step.id, finding, saw: step.saw });
      },
      onDetail: (step, detail) => this.#tools.log.debug({ attempt: this.id, step, detail }, "a probe wrote"),
    }).catch((error: unknown) => {
      this.#tools.log.error({ attempt: this.id, err: error }, "a check failed");
      const { message, remedy } = toProblem(error);
      return interruptedCheck(this.#checks.at(-1) ?? run, this.#tools.now(), `${message} ${remedy}`);
    });
    void inBackground.then((ended) => this.#endCheck(ended));
    return run;
  }

  /** Throws the machines away and starts the same ones again. Answers at once. */
  reset(): void {
    nextState(this.#stored.state, "reset");
    const drawing = drawingAgain(this.lab, this.#stored.drawing);
    const sandbox = this.#sandbox;
    this.#sandbox = null;
    this.#states = null;
    this.#startSteps = [];
    this.record.tell({ kind: "sandbox-reset" });
    this.record.move("reset", { problem: null });
    this.terminals.abandon("closed");
    void this.#startAgain(sandbox, drawing);
  }

  /** Machines that can't be removed are not joined by a second set: the reset can be tried again. */
  async #startAgain(old: Sandbox | null, drawing: Drawing): Promise<void> {
    try {
      await old?.close();
      await this.#tools.engine.remove(this.id);
    } catch (error) {
      this.#tools.log.error({ attempt: this.id, err: error }, "the old machines could not be removed");
      if (this.#stored.state !== "starting") return;
      this.#states = {};
      this.record.move("hand-over", { problem: toProblem(error) });
      return;
    }
    if (this.#stored.state === "starting") await this.start(drawing);
  }

  /** Opens a shell on one of the machines. */
  async openTerminal(name: string): Promise<TerminalView> {
    const machine = this.lab.machines.find((candidate) => candidate.name === name && candidate.shell);
    if (!machine)
      throw new LabError("not-found", `There is no machine "${name}" to open a terminal on.`, "Reload the page.");
    const { sandbox, params } = this.#ready("end");
    if (this.hasStopped(name)) throw stopped(name);
    return this.terminals.open(sandbox, name, render(machine.hostname, params));
  }

  /** Everything on a machine was killed, say, and the shell with it: the candidate gets another one. */
  #openInstead(machine: string): void {
    const { now, log } = this.#tools;
    this.#insteadAtMs = this.#insteadAtMs.filter((atMs) => now() - atMs < INSTEAD_MS);
    // Something kills each shell at once; whoever wants to try again has the button.
    if (!this.underWay || this.#insteadAtMs.length >= MAX_INSTEAD) return;
    this.#insteadAtMs.push(now());
    void this.openTerminal(machine).catch((error: unknown) =>
      log.warn({ attempt: this.id, machine, err: error }, "no shell could be opened in place of one that was lost"),
    );
  }

  /** Ends the attempt for good. The machines are removed by whoever calls this. */
  async end(reason: EndReason): Promise<void> {
    const ending = this.#end(reason);
    // Tried on one that is over, it leaves the end that is under way as it is.
    this.#ending ??= ending.catch(() => undefined);
    await ending;
  }

  /** Resolves when all that happened so far is kept, or was tried; of one that is ending, the end and all before it. */
  async settled(): Promise<void> {
    await this.#ending;
    await this.record.flush();
  }

  async #end(reason: EndReason): Promise<void> {
    const running = this.#stored.state === "checking" ? this.#checks.at(-1) : undefined;
    if (running) this.#endCheck(interruptedCheck(running, this.#tools.now(), "The attempt ended while the check ran."));
    this.#sandbox = null;
    this.record.move("end", { endedAtMs: this.#tools.now(), endReason: reason });
    this.terminals.abandon("attempt-ended");
    await this.terminals.settle();
    await this.#tellTrace().catch((error: unknown) =>
      this.#tools.log.error({ attempt: this.id, err: error }, "the second source could not be compared"),
    );
    this.record.tell({ kind: "attempt-ended", reason });
    await this.record.flush();
  }

  /** Tells where the second source, if there is one, differs from what the marks told. */
  async #tellTrace(): Promise<void> {
    const { trace, store, now } = this.#tools;
    if (!trace) return;
    const traced = trace.take(this.id);
    await this.record.flush();
    const commands = observedCommands(await store.timeline(this.id));
    for (const body of compareTrace(commands, traced, now())) this.record.tell(body);
  }

  /** Shows something that went wrong on our side. */
  report(problem: LabError): void {
    this.record.save({ problem: problem.toApi() });
  }

  /** Asks the engine which machines run, since a stop can be missed while the engine does not answer. */
  async refresh(): Promise<void> {
    const sandbox = this.#sandbox;
    if (!sandbox || this.#stored.state !== "running") return;
    const states = await sandbox.states();
    if (sandbox !== this.#sandbox) return;
    for (const [machine, state] of Object.entries(states)) if (state === "stopped") this.#machineStopped(machine);
  }

  async #takeStarted(started: Started): Promise<void> {
    const { sandbox, params, startMs } = started;
    try {
      this.record.save({ brief: render(this.lab.brief, params), drawing: storedDrawing(this.lab, started) });
      await this.#handOver(sandbox, { kind: "sandbox-ready", startMs });
    } catch (error) {
      this.#sandbox = null;
      await sandbox.close();
      throw error;
    }
  }

  async #handOver(sandbox: Sandbox, body: TimelineBody, past?: PastTerminals): Promise<void> {
    const { now } = this.#tools;
    const states = await sandbox.states();
    await this.#tools.trace?.follow(this.id);
    // Ended meanwhile: nothing is told after the end.
    if (this.#stored.state !== "starting") return;
    this.#sandbox = sandbox;
    this.#states = { ...states };
    sandbox.onMachineStopped((machine) => {
      if (sandbox === this.#sandbox) this.#machineStopped(machine);
    });
    this.record.tell(body);
    const first = this.lab.machines.find((machine) => machine.shell && this.#states?.[machine.name] !== "stopped");
    if (past) await this.terminals.resume(sandbox, past);
    const hasOne = this.terminals.views().some(({ open }) => open);
    try {
      if (first && !hasOne) await this.openTerminal(first.name);
    } catch (error) {
      this.#tools.log.error({ attempt: this.id, err: error }, "the first terminal could not be opened");
    }
    if (this.#stored.state !== "starting") return;
    const startedAtMs = this.#stored.startedAtMs ?? now();
    const deadlineAtMs = this.#stored.deadlineAtMs ?? startedAtMs + this.#tools.deadlineMs(this.lab);
    this.record.move("hand-over", { startedAtMs, deadlineAtMs, problem: null });
    // Handed over it is; what this could not ask, the next sweep asks again.
    await this.refresh().catch((error: unknown) =>
      this.#tools.log.warn({ attempt: this.id, err: error }, "could not ask which machines run"),
    );
  }

  #machineStopped(machine: string): void {
    if (!this.#states || this.hasStopped(machine)) return;
    this.#states = { ...this.#states, [machine]: "stopped" };
    this.record.tell({ kind: "machine-stopped", machine });
    this.record.save({ problem: stopped(machine).toApi() });
    this.terminals.abandon("machine-stopped", machine);
    this.record.show();
  }

  #endCheck(run: CheckRun): void {
    if (this.#stored.state !== "checking" || this.#checks.at(-1)?.id !== run.id) return;
    this.#replaceCheck(run);
    this.record.saveCheck(run);
    this.record.tell({ kind: "check-ended", run });
    const fixedAtMs = this.#stored.fixedAtMs ?? (run.outcome === "fixed" ? run.endedAtMs : null);
    this.record.move("end-check", { fixedAtMs });
  }

  #replaceCheck(run: CheckRun): void {
    if (this.#checks.at(-1)?.id !== run.id || this.#stored.state !== "checking") return;
    this.#checks[this.#checks.length - 1] = run;
    this.record.show();
  }

  /** What an action on the machines needs, or a clear refusal. */
  #ready(action: AttemptAction) {
    nextState(this.#stored.state, action);
    const { drawing } = this.#stored;
    if (this.#sandbox && drawing) return { sandbox: this.#sandbox, params: drawing.params, baseline: drawing.baseline };
    if (this.#stored.problem) {
      const { code, message, remedy } = this.#stored.problem;
      throw new LabError(code, message, remedy);
    }
    throw new LabError("wrong-state", "The machines are not there yet.", "Wait until they have started.");
  }

  #showStep(step: StartStep): void {
    const known = this.#startSteps.some(({ id }) => id === step.id);
    this.#startSteps = known
      ? this.#startSteps.map((other) => (other.id === step.id ? step : other))
      : [...this.#startSteps, step];
    this.record.show();
  }
}

/** A hint before it is taken: its price, and nothing of what it says. */
function offerOf(hint: Hint | null): HintOffer | null {
  return hint && { step: hint.step, cost: hint.cost };
}
