// Whether the other end of a line is still there. A network that goes away closes nothing: who is not answered has to notice by themselves.

/** After nothing came for so long the other end is asked whether it is there, in milliseconds. */
const QUIET_MS = 20_000;
/** So long after something was typed it is asked as well: keys must not go nowhere unnoticed. */
const TYPED_MS = 1000;
/** A timer that is later than this, in milliseconds, says that this page was held up and may have an answer that it has not seen yet. */
const LATE_MS = 1000;

/** Follows one connection from its opening to `stop`. */
export class Pulse {
  readonly #ask: (number: number) => void;
  readonly #dead: () => void;
  readonly #answerMs: number;
  #heardAtMs = performance.now();
  /** When it was asked without a sign of life since. */
  #askedAtMs: number | null = null;
  /** When the first of what was typed since it was last asked was typed. */
  #typedAtMs: number | null = null;
  /** How often it was asked. */
  #asked = 0;
  /** Whether something was typed before the last time it was asked, which the answer to that is to confirm. */
  #isUnconfirmed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ask sends a question; whoever gets it answers with its number
   * @param answerMs anything that comes within this of being asked is a sign of life; without one the line is dead
   * @param dead called once, when there is no sign of life
   */
  constructor(ask: (number: number) => void, answerMs: number, dead: () => void) {
    this.#ask = ask;
    this.#answerMs = answerMs;
    this.#dead = dead;
    this.#schedule();
  }

  /** Whether something was typed that is not known to have arrived. */
  get isUnsure(): boolean {
    return this.#typedAtMs !== null || this.#isUnconfirmed;
  }

  /** Something came. */
  heard(): void {
    this.#heardAtMs = performance.now();
    if (this.#askedAtMs === null) return;
    this.#askedAtMs = null;
    this.#schedule();
  }

  /** The answer to a question came. A line keeps the order, so what was typed before the question has arrived too. */
  answered(number: number): void {
    if (number === this.#asked) this.#isUnconfirmed = false;
  }

  /** Something was typed. */
  typed(): void {
    if (this.#typedAtMs !== null) return;
    this.#typedAtMs = performance.now();
    this.#schedule();
  }

  /** Asks at once: there is reason to doubt. */
  doubt(): void {
    if (this.#askedAtMs === null) this.#question();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** When there is something to do next: `performance.now()` in milliseconds. */
  get #dueAtMs(): number {
    if (this.#askedAtMs !== null) return this.#askedAtMs + this.#answerMs;
    const quiet = this.#heardAtMs + QUIET_MS;
    return this.#typedAtMs === null ? quiet : Math.min(quiet, this.#typedAtMs + TYPED_MS);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), Math.max(0, this.#dueAtMs - performance.now()));
  }

  #look(): void {
    const nowMs = performance.now();
    const lateMs = nowMs - this.#dueAtMs;
    // Something came since the timer was set.
    if (lateMs < 0) this.#schedule();
    else if (this.#askedAtMs === null) this.#question();
    else if (lateMs <= LATE_MS) this.#dead();
    else {
      this.#askedAtMs = nowMs;
      this.#schedule();
    }
  }

  #question(): void {
    this.#isUnconfirmed ||= this.#typedAtMs !== null;
    this.#typedAtMs = null;
    this.#askedAtMs = performance.now();
    this.#asked += 1;
    this.#ask(this.#asked);
    this.#schedule();
  }
}
