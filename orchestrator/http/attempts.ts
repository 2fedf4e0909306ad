// All attempts: creating them within the capacity, finding them, ending them, and removing what is left of them.
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { StoredAttempt } from "../core/store-port.ts";
import type { Attempt, AttemptResult } from "../protocol/attempts.ts";
import type { ShownOutput } from "../protocol/diagnosis.ts";
import type { EndReason, TimelineEvent } from "../protocol/timeline.ts";
import { adoptAttempt } from "./adopt.ts";
import type { AttemptTools } from "./attempt-tools.ts";
import { attemptView, labSummary, resultView } from "./attempt-view.ts";
import { LiveAttempt } from "./live-attempt.ts";

export interface AttemptsOptions extends AttemptTools {
  readonly labs: readonly Lab[];
  /** Attempts that may be under way at once. */
  readonly capacity: number;
}

export class Attempts {
  readonly #options: AttemptsOptions;
  readonly #labs: ReadonlyMap<string, Lab>;
  readonly #live = new Map<string, LiveAttempt>();
  /** Attempts of an earlier orchestrator whose sandboxes are not taken over yet, because no engine answered. */
  readonly #unadopted = new Set<LiveAttempt>();
  readonly #removals = new Set<Promise<void>>();
  #sweeping = false;
  /** What the last sweep failed to tidy and why: said again only after it changed. */
  #troubles = new Set<string>();

  constructor(options: AttemptsOptions) {
    this.#options = options;
    this.#labs = new Map(options.labs.map((lab) => [lab.id, lab]));
  }

  get capacity(): number {
    return this.#options.capacity;
  }

  /** How many attempts hold a place. */
  get running(): number {
    return [...this.#live.values()].filter((attempt) => attempt.underWay).length;
  }

  /** Creates an attempt and starts it in the background. */
  async create(labId: string): Promise<Attempt> {
    const lab = this.#labs.get(labId);
    if (!lab) {
      throw new LabError("unknown-lab", `There is no lab named "${labId}".`, "Choose one of those in the library.");
    }
    const { capacity, store, now, newId } = this.#options;
    if (this.running >= capacity) {
      throw new LabError(
        "no-capacity",
        `All ${capacity} places for attempts are taken.`,
        "End an attempt that is no longer needed, or set SICKBAY_CAPACITY higher if this computer can carry more.",
      );
    }
    const attempt = new LiveAttempt(this.#options, lab, newAttempt(newId(), lab, now()), [], []);
    this.#live.set(attempt.id, attempt);
    try {
      await store.addAttempt(attempt.record.stored);
    } catch (error) {
      this.#live.delete(attempt.id);
      throw error;
    }
    attempt.record.tell({ kind: "attempt-created" });
    void attempt.start().then(() => this.#forgetIfOver(attempt));
    return attempt.view();
  }

  /** An attempt under way. Throws "wrong-state" for one that is over, "unknown-attempt" for one that never was. */
  async live(id: string): Promise<LiveAttempt> {
    const live = this.#live.get(id);
    if (live?.underWay) return live;
    const stored = await this.#stored(id);
    throw new LabError(
      "wrong-state",
      stored.state === "failed" ? "This attempt could not be started." : "This attempt is over.",
      "Start the lab again from the library.",
    );
  }

  async view(id: string): Promise<Attempt> {
    const live = this.#live.get(id);
    if (live) return live.view();
    return attemptView(await this.#stored(id), await this.#options.store.checks(id));
  }

  /** All attempts, newest first. */
  async views(): Promise<Attempt[]> {
    const stored = await this.#options.store.attempts();
    return await Promise.all(stored.map(({ id }) => this.view(id)));
  }

  /** What is kept of all attempts, newest first. */
  async kept(): Promise<StoredAttempt[]> {
    const stored = await this.#options.store.attempts();
    return stored.map((attempt) => this.#live.get(attempt.id)?.record.stored ?? attempt);
  }

  async result(id: string): Promise<AttemptResult> {
    await this.#live.get(id)?.settled();
    const attempt = await this.view(id);
    return resultView(attempt, await this.#stored(id), await this.#timeline(id));
  }

  /** How much was done in an attempt that has ended: the commands begun, and the checks asked for. */
  async done(id: string): Promise<{ commands: number; checks: number }> {
    await this.#live.get(id)?.settled();
    const { store } = this.#options;
    return { commands: await store.commandCount(id), checks: (await store.checks(id)).length };
  }

  /** What is kept and, of an attempt under way, what the store refused so far. */
  async #timeline(id: string): Promise<readonly TimelineEvent[]> {
    // First, so that an entry that is kept meanwhile is in one of both.
    const unkept = this.#live.get(id)?.record.unkept ?? [];
    const kept = await this.#options.store.timeline(id);
    const last = kept.at(-1)?.seq ?? 0;
    return [...kept, ...unkept.filter(({ seq }) => seq > last)];
  }

  async saveNotes(id: string, notes: string): Promise<Attempt> {
    const live = this.#live.get(id);
    if (live) {
      live.record.save({ notes });
      await live.record.flush();
    } else {
      await this.#options.store.saveAttempt({ ...(await this.#stored(id)), notes });
    }
    return await this.view(id);
  }

  /** Keeps what the candidate made of the incident story. */
  async saveStory(id: string, story: string): Promise<string> {
    const stored = await this.#stored(id);
    if (this.#live.get(id)?.underWay || stored.state !== "ended") {
      throw new LabError("wrong-state", "The story is there after the end of the attempt.", "End the attempt first.");
    }
    await this.#options.store.saveAttempt({ ...stored, story });
    return story;
  }

  /** What a command showed. Throws LabError("not-found") where it told nothing, or has not ended. */
  async output(id: string, command: string): Promise<ShownOutput> {
    await this.#stored(id);
    await this.#live.get(id)?.record.flush();
    for (const { body } of await this.#timeline(id)) {
      if (body.kind === "command-shown" && body.command === command) return body.shown;
    }
    throw new LabError("not-found", "Nothing is kept of what this command showed.", "Wait until it has ended.");
  }

  /** Ends an attempt at the candidate's wish; its machines are removed in the background. */
  async end(id: string): Promise<Attempt> {
    const attempt = await this.live(id);
    await this.#end(attempt, attempt.record.stored.fixedAtMs === null ? "gave-up" : "finished");
    return await this.view(id);
  }

  /** Takes over what an orchestrator before this one left: called once, before the first request. */
  async adopt(): Promise<void> {
    const { store } = this.#options;
    for (const stored of (await store.attempts()).filter(({ state }) => state !== "ended" && state !== "failed")) {
      const lab = this.#labs.get(stored.lab.id) ?? null;
      const attempt = await adoptAttempt(this.#options, stored, lab);
      if (!attempt) continue;
      this.#live.set(attempt.id, attempt);
      this.#unadopted.add(attempt);
    }
    await this.sweep();
  }

  /** Ends what is past its deadline, takes over what could not be taken over before, removes what nobody owns. */
  async sweep(): Promise<void> {
    if (this.#sweeping) return;
    this.#sweeping = true;
    for (const attempt of [...this.#live.values()]) {
      await this.#attend(attempt).catch((error: unknown) => this.#complain(error, attempt.id));
    }
    await this.#tidy();
    this.#sweeping = false;
  }

  /** Waits for what is being written and removed. Running sandboxes stay, for the next orchestrator. */
  async settle(): Promise<void> {
    await Promise.all([...this.#live.values()].map((attempt) => attempt.record.flush()));
    await Promise.all(this.#removals);
  }

  async #attend(attempt: LiveAttempt): Promise<void> {
    const { deadlineAtMs } = attempt.record.stored;
    if (!attempt.underWay) return;
    if (deadlineAtMs !== null && deadlineAtMs <= this.#options.now()) await this.#end(attempt, "deadline");
    else if (this.#unadopted.has(attempt)) await this.#takeOver(attempt);
    else await attempt.refresh();
  }

  /** One part that fails keeps the other from nothing; an engine that is away is told of once, not every few seconds. */
  async #tidy(): Promise<void> {
    const troubles = new Set<string>();
    for (const part of [() => this.#removeStray(), () => this.#removeExpired()]) {
      await part().catch((error: unknown) => {
        const trouble = error instanceof Error ? error.message : String(error);
        if (!this.#troubles.has(trouble) && !troubles.has(trouble)) this.#complain(error);
        troubles.add(trouble);
      });
    }
    this.#troubles = troubles;
  }

  async #removeStray(): Promise<void> {
    const { engine, log } = this.#options;
    for (const { owner } of await engine.found()) {
      if (this.#live.get(owner)?.underWay) continue;
      log.info({ owner }, "removing a sandbox that no attempt owns");
      await engine.remove(owner);
    }
  }

  /** A command line that was killed, or an installation whose data folder is gone, does not come back for its machines. */
  async #removeExpired(): Promise<void> {
    const { engine, log, now } = this.#options;
    for (const owner of await engine.removeExpired(now())) log.info({ owner }, "removed a sandbox past its time");
  }

  #complain(error: unknown, attempt?: string): void {
    const { log } = this.#options;
    if (error instanceof LabError) log.warn({ attempt, code: error.code }, `${error.message} ${error.remedy}`);
    else log.error({ attempt, err: error }, "looking after the attempts failed; trying again soon");
  }

  async #takeOver(attempt: LiveAttempt): Promise<void> {
    try {
      const sandbox = attempt.adoptable ? await this.#options.engine.adopt(attempt.id) : null;
      // A reset or the end may have come first, also while the engine was asked.
      if (sandbox && attempt.adoptable) await attempt.adopt(sandbox);
      else if (attempt.adoptable) await this.#lose(attempt);
    } catch (error) {
      if (error instanceof LabError && !attempt.record.stored.problem) attempt.report(error);
      throw error;
    }
    this.#unadopted.delete(attempt);
  }

  async #lose(attempt: LiveAttempt): Promise<void> {
    attempt.report(
      new LabError(
        "machine-stopped",
        "The machines of this attempt are gone.",
        "Start the lab again from the library.",
      ),
    );
    await this.#end(attempt, "sandbox-lost");
  }

  async #end(attempt: LiveAttempt, reason: EndReason): Promise<void> {
    await attempt.end(reason);
    this.#unadopted.delete(attempt);
    this.#forgetIfOver(attempt);
    const removal = this.#options.engine
      .remove(attempt.id)
      .catch((error: unknown) => {
        this.#options.log.error(
          { attempt: attempt.id, err: error },
          "machines could not be removed; trying again later",
        );
      })
      .finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  #forgetIfOver(attempt: LiveAttempt): void {
    if (attempt.underWay) return;
    void attempt.record.flush().then(() => this.#live.delete(attempt.id));
  }

  async #stored(id: string): Promise<StoredAttempt> {
    const live = this.#live.get(id);
    if (live) return live.record.stored;
    const stored = await this.#options.store.attempt(id);
    if (stored) return stored;
    throw new LabError("unknown-attempt", "There is no such attempt.", "Choose one from the library.");
  }
}

function newAttempt(id: string, lab: Lab, createdAtMs: number): StoredAttempt {
  return {
    id,
    lab: labSummary(lab),
    state: "starting",
    brief: "",
    drawing: null,
    notes: "",
    coach: false,
    hints: [],
    story: "",
    createdAtMs,
    startedAtMs: null,
    deadlineAtMs: null,
    fixedAtMs: null,
    endedAtMs: null,
    endReason: null,
    problem: null,
  };
}
