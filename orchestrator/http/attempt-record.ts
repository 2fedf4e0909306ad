// What is kept of an attempt under way: changes and timeline go to the store in order, then to those who watch.
// These get them also where the store refuses: on a full disk they have to learn just that.
import { type AttemptAction, nextEvent, nextState } from "../core/attempt.ts";
import type { Store, StoredAttempt } from "../core/store-port.ts";
import type { Attempt } from "../protocol/attempts.ts";
import type { CheckRun } from "../protocol/checks.ts";
import type { AttemptServerMessage } from "../protocol/messages.ts";
import type { TimelineBody, TimelineEvent } from "../protocol/timeline.ts";
import type { Sighting } from "./attempt-diagnosis.ts";
import { eventView, keptBack } from "./attempt-view.ts";
import type { Log } from "./log.ts";

export interface RecordOptions {
  readonly store: Store;
  readonly log: Log;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  readonly stored: StoredAttempt;
  /** The last entry of its timeline so far. */
  readonly lastEvent: TimelineEvent | undefined;
  /** The attempt as the API shows it now. */
  readonly view: () => Attempt;
  /** What the coach told so far. */
  readonly notes: () => readonly Sighting[];
}

export class AttemptRecord {
  readonly #options: RecordOptions;
  readonly #watchers = new Set<(message: AttemptServerMessage) => void>();
  readonly #unkept: TimelineEvent[] = [];
  #stored: StoredAttempt;
  #lastEvent: TimelineEvent | undefined;
  /** The number of the last entry that those who watch were sent. */
  #sentSeq: number;
  /** Whether the store refused the last write, or still lacks an entry. */
  #isRefused = false;
  /** Whether pages were told that the timeline is not kept, since it last was. */
  #isTold = false;
  #writes: Promise<void> = Promise.resolve();

  constructor(options: RecordOptions) {
    this.#options = options;
    this.#stored = options.stored;
    this.#lastEvent = options.lastEvent;
    this.#sentSeq = options.lastEvent?.seq ?? 0;
  }

  get stored(): StoredAttempt {
    return this.#stored;
  }

  /** Entries of the timeline that the store does not have yet, in order. */
  get unkept(): readonly TimelineEvent[] {
    return [...this.#unkept];
  }

  /** Sends the attempt as it stands with the coach's notes, and from then on each change and each entry of the timeline. */
  watch(watcher: (message: AttemptServerMessage) => void): () => void {
    this.#watchers.add(watcher);
    watcher({ type: "attempt", attempt: this.#options.view() });
    for (const sighting of this.#options.notes()) watcher(noteOf(sighting));
    return () => this.#watchers.delete(watcher);
  }

  /** Shows the attempt anew, after something changed that is not kept. */
  show(): void {
    this.#send({ type: "attempt", attempt: this.#options.view() });
  }

  save(change: Partial<StoredAttempt>): void {
    const stored = { ...this.#stored, ...change };
    this.#stored = stored;
    this.#write(() => this.#options.store.saveAttempt(stored));
    this.show();
  }

  /** Does an action on the attempt's state. Throws where the state does not allow it. */
  move(action: AttemptAction, change: Partial<StoredAttempt> = {}): void {
    this.save({ ...change, state: nextState(this.#stored.state, action) });
  }

  saveCheck(run: CheckRun): void {
    this.#write(() => this.#options.store.saveCheck(this.#stored.id, run));
  }

  /** Tells the coach's note of a command, which is not kept: the report finds it again. */
  note(sighting: Sighting): void {
    this.#send(noteOf(sighting));
  }

  /** Adds an entry to the timeline; it is shown once it is kept, or once the store refused it. */
  tell(body: TimelineBody): TimelineEvent {
    const event = nextEvent(this.#lastEvent, body, this.#options.now());
    this.#lastEvent = event;
    this.#unkept.push(event);
    this.#write(() => this.#keepEvents());
    return event;
  }

  /** Resolves when all that happened so far is kept, or was tried. */
  async flush(): Promise<void> {
    await this.#writes;
  }

  /** In order and without gaps: an entry that could not be kept is tried again before the next one. */
  async #keepEvents(): Promise<void> {
    try {
      for (let event = this.#unkept[0]; event; event = this.#unkept[0]) {
        await this.#options.store.appendEvent(this.#stored.id, event);
        this.#unkept.shift();
        this.#sendEvent(event);
      }
    } catch (error) {
      this.#tellRefused();
      // A full disk is told of by entries that it has no room for.
      for (const event of this.#unkept) this.#sendEvent(event);
      throw error;
    }
  }

  /** Once while the store refuses, and not after the end, which is the last entry. */
  #tellRefused(): void {
    const { state } = this.#stored;
    if (this.#isTold || state === "ended" || state === "failed") return;
    this.#isTold = true;
    this.tell({ kind: "timeline-not-kept" });
  }

  /** Those who watch get each entry once, in order. */
  #sendEvent(event: TimelineEvent): void {
    if (event.seq <= this.#sentSeq) return;
    this.#sentSeq = event.seq;
    this.#send({ type: "timeline", event: eventView(event, keptBack(this.#stored)) });
  }

  #send(message: AttemptServerMessage): void {
    for (const watcher of this.#watchers) watcher(message);
  }

  /** Writes go one after the other. A full disk is logged once, not for each write; the attempt goes on. */
  #write(task: () => Promise<void>): void {
    this.#writes = this.#writes.then(task).then(
      () => this.#wrote(),
      (error: unknown) => this.#refused(error),
    );
  }

  #wrote(): void {
    if (!this.#isRefused || this.#unkept.length > 0) return;
    this.#isRefused = false;
    this.#isTold = false;
    this.#options.log.info(
      { attempt: this.#stored.id },
      "an attempt is written to the store again, with all of its timeline",
    );
  }

  #refused(error: unknown): void {
    if (this.#isRefused) return;
    this.#isRefused = true;
    this.#options.log.error({ attempt: this.#stored.id, err: error }, "an attempt could not be written to the store");
  }
}

function noteOf({ command, labels }: Sighting): AttemptServerMessage {
  return { type: "evidence", command, labels: [...labels] };
}
