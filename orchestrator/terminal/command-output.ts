// Which bytes of a terminal's output belong to a command, bounded, until they are rendered.

/** Bytes kept from where a command's output begins ... */
export const HEAD_BYTES = 96 * 1024;
/** ... and from where it ends. */
export const TAIL_BYTES = 64 * 1024;
/** The same while many outputs wait to be rendered. */
const SHORT_BYTES = 4 * 1024;

/** A piece of a terminal's output. */
export interface Piece {
  /** Sequence number of its first byte. */
  readonly seq: number;
  readonly bytes: Buffer;
  /** Bytes of the same command right before it that were not kept. */
  readonly leftOutBytes: number;
}

/** The size of the screen, in characters, from a sequence number on. */
export interface ScreenSize {
  readonly seq: number;
  readonly cols: number;
  readonly rows: number;
}

/** What is known of a command's output at its end. */
export interface CommandOutput {
  readonly pieces: readonly Piece[];
  /** The sizes that the screen had meanwhile, at least one, in order. */
  readonly sizes: readonly ScreenSize[];
  /** Sequence numbers before which no output came for a while, so that what stood on the screen could be read. */
  readonly pauses: readonly number[];
}

/** Gives the terminal's output between two sequence numbers, as far as it is kept, and where that begins. */
export type ReadOutput = (from: number, to: number) => { seq: number; bytes: Buffer };

/** Sizes of the screen that are remembered for one command: a window's edge is dragged in many small steps. */
const MAX_SIZES = 200;
/** Pauses that are remembered for one command: the first half and the newest ones. */
const MAX_PAUSES = 2_000;

/**
 * The output of one command that runs. Its beginning is copied once; all else is read from the terminal's log at the end, so
 * that output costs nothing more while it flows.
 */
export class OpenOutput {
  readonly #from: number;
  readonly #read: ReadOutput;
  readonly #sizes: ScreenSize[];
  readonly #pauses: number[] = [];
  #head: Buffer | null = null;
  /** What stood before the first prompt of a shell within the command; from there on that shell's commands show the rest. */
  #outside: readonly Piece[] | null = null;

  /** @param from sequence number of the command's first byte */
  constructor(from: number, size: { cols: number; rows: number }, read: ReadOutput) {
    this.#from = from;
    this.#read = read;
    this.#sizes = [{ ...size, seq: from }];
  }

  /** Tells that there is output up to `end`. */
  grew(end: number): void {
    if (this.#head === null && this.#outside === null && end - this.#from >= HEAD_BYTES) {
      this.#head = this.#read(this.#from, this.#from + HEAD_BYTES).bytes;
    }
  }

  resized(seq: number, size: { cols: number; rows: number }): void {
    if (this.#sizes.length < MAX_SIZES) this.#sizes.push({ ...size, seq });
  }

  /** Tells that the output before `seq` stood still for a while. */
  paused(seq: number): void {
    if (this.#pauses.length >= MAX_PAUSES) this.#pauses.splice(MAX_PAUSES / 2, 1);
    this.#pauses.push(seq);
  }

  /** Tells that a shell within this command spoke for the first time. */
  entered(seq: number): void {
    this.#outside ??= this.#pieces(this.#from, seq, this.#head, false);
  }

  /**
   * The command has ended.
   *
   * @param to sequence number of the first byte that is not its own
   * @param leftAt where the shell within it was left without a command of its own, or null
   * @param short whether to keep little
   */
  end(to: number, leftAt: number | null, short: boolean): CommandOutput {
    return { pieces: this.#allPieces(to, leftAt, short), sizes: this.#sizes, pauses: this.#pauses };
  }

  #allPieces(to: number, leftAt: number | null, short: boolean): Piece[] {
    if (!this.#outside) return this.#pieces(this.#from, to, this.#head, short);
    return [...this.#outside, ...(leftAt === null ? [] : this.#pieces(leftAt, to, null, short))];
  }

  #pieces(from: number, to: number, head: Buffer | null, short: boolean): Piece[] {
    const headBytes = short ? SHORT_BYTES : HEAD_BYTES;
    const tailBytes = short ? SHORT_BYTES : TAIL_BYTES;
    if (to <= from) return [];
    if (to - from <= headBytes + tailBytes) {
      const kept = this.#read(from + (head?.length ?? 0), to);
      const bytes = head ? Buffer.concat([head, kept.bytes]) : kept.bytes;
      const seq = head ? from : kept.seq;
      return [{ seq, bytes, leftOutBytes: seq - from }];
    }
    const first = (head ?? this.#read(from, from + headBytes).bytes).subarray(0, headBytes);
    const last = this.#read(to - tailBytes, to);
    return [
      { seq: from, bytes: first, leftOutBytes: 0 },
      { seq: last.seq, bytes: last.bytes, leftOutBytes: last.seq - from - first.length },
    ];
  }
}
