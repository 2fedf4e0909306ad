// One shell and its viewers: numbered output that a viewer can come back to, flow control, commands.
import type { ShellStream } from "../core/ports.ts";
import type { Command } from "../protocol/timeline.ts";
import { OpenOutput } from "./command-output.ts";
import { CommandLog } from "./commands.ts";
import { MarkScanner } from "./marks.ts";
import { OutputLog } from "./output-log.ts";
import type { RecordingEntry } from "./recording/format.ts";
import { Screen } from "./screen.ts";
import { type OnShown, ShowQueue } from "./show-queue.ts";
import { type Attachment, type Viewer, Viewers } from "./viewers.ts";

/** Output that is taken at once, in bytes: far less than the log keeps, so that a command's end is still there when it is told. */
const TAKEN_BYTES = 256 * 1024;
/** A recording is fed for so long, in milliseconds; then others have their turn. */
const FEED_MS = 10;
/** How long a screen has to stand still to be read, in milliseconds. */
const STANDS_MS = 100;

/** What is recorded of a terminal. Nothing here throws. */
export interface Recorder {
  /** @param atMs Unix time in milliseconds, as for the others */
  output(bytes: Uint8Array, atMs: number): void;
  resized(cols: number, rows: number, atMs: number): void;
  lost(bytes: number, atMs: number): void;
  /** Commands up to this number were told before. */
  numbered(commands: number, atMs: number): void;
  close(): void;
}

/** What a terminal tells of a command. */
export type Told = "command-started" | "command-ended" | "command-shown";

/** What is known of a terminal that another process had before. */
export interface Past {
  /** When its shell was opened, Unix time in milliseconds. */
  readonly openedAtMs: number;
  /** What it recorded. */
  readonly recorded: AsyncIterable<RecordingEntry>;
  /** Whether it told something of a command, by the command's id. */
  readonly isTold: (kind: Told, command: string) => boolean;
  /** The highest number of a command that it told. */
  readonly commands: number;
}

export interface TerminalOptions {
  readonly id: string;
  readonly machine: string;
  readonly stream: ShellStream;
  /** The screen that the shell was opened with, in characters. */
  readonly size: { readonly cols: number; readonly rows: number };
  /** What the shell's marks carry. */
  readonly nonce: string;
  /** Gets all that the shell writes before anyone is shown it; absent where nothing is recorded. */
  readonly recorder?: Recorder;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  readonly onCommand: (kind: "command-started" | "command-ended", command: Command) => void;
  /** Called once, for the first mark with a wrong nonce. */
  readonly onForged: () => void;
  /** Called once, when a shell went on without its marks. */
  readonly onSilenced: () => void;
  /** What a command showed: called once for each, after its end was told, in order of the ends. Must not throw. */
  readonly onShown: OnShown;
  /** So many bytes are lost: more came than the machine keeps while nobody was connected. */
  readonly onLost?: (bytes: number) => void;
  /** Called once; exit is null where it can't be told. */
  readonly onEnd: (exit: number | null) => void;
}

/** One shell. Opened as soon as its stream is there, so that no output is missed. */
export class Terminal {
  readonly id: string;
  readonly machine: string;
  readonly #options: TerminalOptions;
  readonly #stream: ShellStream;
  readonly #scanner: MarkScanner;
  readonly #commands: CommandLog;
  readonly #log = new OutputLog();
  /** Outputs of commands that run, by the command's id. */
  readonly #outputs = new Map<string, OpenOutput>();
  readonly #shows: ShowQueue;
  readonly #screen: Screen;
  readonly #viewers: Viewers;
  #size: { readonly cols: number; readonly rows: number };
  #wantedSize: { cols: number; rows: number } | null = null;
  #resizing = false;
  /** When output came last, Unix time in milliseconds. */
  #lastOutputMs = 0;
  #forged = false;
  #end: { exit: number | null } | null = null;
  readonly #past: Past | null;
  /** When what is being taken came, Unix time in milliseconds; null in between. */
  #takenMs: number | null = null;

  /** Takes what its stream gives from now on. */
  static open(options: TerminalOptions): Terminal {
    const terminal = new Terminal(options, null);
    terminal.#listen();
    return terminal;
  }

  /**
   * Makes a terminal again of what was recorded of it, then takes what its stream gives. Sequence numbers and commands are the same
   * as before, since all are computed from the recorded bytes; what is told already is not told again, also where the machine
   * gives once more what the recording lost.
   */
  static async resume(options: TerminalOptions, past: Past): Promise<Terminal> {
    const terminal = new Terminal(options, past);
    options.stream.pause();
    let sinceMs = performance.now();
    for await (const entry of past.recorded) {
      terminal.#at(entry.atMs, () => terminal.#feed(entry));
      if (performance.now() - sinceMs < FEED_MS) continue;
      await new Promise(setImmediate);
      sinceMs = performance.now();
    }
    terminal.#listen();
    options.stream.resume();
    return terminal;
  }

  private constructor(options: TerminalOptions, past: Past | null) {
    this.#past = past;
    this.id = options.id;
    this.machine = options.machine;
    this.#options = options;
    this.#stream = options.stream;
    this.#size = options.size;
    this.#screen = new Screen(this.#log, options.size);
    this.#viewers = new Viewers(this.#log, this.#screen, options.stream);
    this.#shows = new ShowQueue(options.onShown);
    this.#scanner = new MarkScanner(options.nonce);
    this.#commands = new CommandLog({
      terminal: options.id,
      machine: options.machine,
      openedAtMs: past?.openedAtMs ?? options.now(),
      now: () => this.#takenMs ?? options.now(),
      read: (from, to) => this.#log.read(from, to).bytes,
      onStarted: (command) => this.#started(command),
      onEntered: (command, seq) => this.#outputs.get(command.id)?.entered(seq),
      onEnded: (command, leftAt) => this.#ended(command, leftAt),
      onSilenced: options.onSilenced,
      onForged: () => this.#tellForged(),
    });
  }

  #listen(): void {
    this.#stream.onLost((bytes) => {
      const nowMs = this.#options.now();
      this.#options.recorder?.lost(bytes, nowMs);
      // Where a recording failed, what is lost may have commands that were told: no two have the same id. It is recorded, since the next
      // restart tells more of them.
      const told = this.#past?.commands ?? 0;
      this.#options.recorder?.numbered(told, nowMs);
      this.#commands.skipTo(told);
      this.#at(nowMs, () => this.#missing(bytes, "that came while Sickbay was away are lost"));
      this.#options.onLost?.(bytes);
    });
    this.#stream.onData((bytes) => this.#take(bytes));
    this.#stream.onEnd((exit) => this.#finish(exit));
  }

  #feed(entry: RecordingEntry): void {
    if (entry.kind === "output") this.#parse(entry.bytes, entry.atMs);
    else if (entry.kind === "resize") this.#sized(entry);
    else if (entry.kind === "lost") this.#missing(entry.bytes, "that came while Sickbay was away are lost");
    else if (entry.kind === "skipped") this.#passedOver(entry.bytes);
    else if (entry.kind === "numbered") this.#commands.skipTo(entry.commands);
    else {
      this.#missing(entry.bytes, "were not recorded");
      // Commands among them were told all the same: no two have the same id.
      this.#commands.skipTo(this.#past?.commands ?? 0);
    }
  }

  /** Recording and all that is computed have the same time, so that it is the same after a restart. */
  #at(ms: number, take: () => void): void {
    this.#takenMs = ms;
    take();
    this.#takenMs = null;
  }

  /** Whether the shell still runs. */
  get open(): boolean {
    return this.#end === null;
  }

  /** The sequence number that the next byte of output gets. */
  get seq(): number {
    return this.#log.end;
  }

  /**
   * Lets a viewer see all output from a sequence number on, or the screen and what follows.
   *
   * @param start called with the attachment before the first output
   * @param watches whether it only watches: then the shell never waits for it
   */
  attach(seq: number, viewer: Viewer, start: (attachment: Attachment) => void, watches = false): void {
    this.#viewers.attach(seq, viewer, start, watches);
  }

  /** Sends what was typed. Typing takes the keyboard: the shell then waits for this viewer. */
  type(bytes: Uint8Array, from: Viewer): void {
    if (this.#end) return;
    this.#stream.write(bytes);
    this.#viewers.typed(bytes, from);
  }

  /**
   * Sets the size of the screen, in characters. While a change is under way only the newest one waits, so that dragging a
   * window's edge does not flood the engine.
   */
  async resize(cols: number, rows: number): Promise<void> {
    this.#wantedSize = { cols, rows };
    if (this.#resizing) return;
    this.#resizing = true;
    try {
      while (this.#wantedSize && !this.#end) {
        const size: { cols: number; rows: number } = this.#wantedSize;
        this.#wantedSize = null;
        this.#options.recorder?.resized(size.cols, size.rows, this.#options.now());
        this.#sized(size);
        await this.#stream.resize(size.cols, size.rows);
      }
    } finally {
      this.#resizing = false;
    }
  }

  #sized(size: { readonly cols: number; readonly rows: number }): void {
    this.#size = size;
    this.#screen.resized(size.cols, size.rows);
    this.#viewers.sized(size.cols, size.rows);
    for (const output of this.#outputs.values()) output.resized(this.#log.end, size);
  }

  /** Ends the shell. Viewers are told as if it had ended by itself. */
  async close(): Promise<void> {
    if (this.#end) return;
    await this.#stream.close();
    this.#finish(null);
  }

  /** Lets go of a shell whose machine is being removed: its end is not waited for. */
  abandon(): void {
    // A paused stream would never learn that its machine is gone.
    this.#stream.resume();
    this.#finish(null);
  }

  /** Resolves when all commands that have ended so far were told with what they showed. */
  settled(): Promise<void> {
    return this.#shows.settled();
  }

  #take(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += TAKEN_BYTES) {
      this.#takePart(bytes.length <= TAKEN_BYTES ? bytes : bytes.subarray(from, from + TAKEN_BYTES));
    }
  }

  #takePart(bytes: Uint8Array): void {
    if (this.#end) return;
    const nowMs = this.#options.now();
    this.#options.recorder?.output(bytes, nowMs);
    this.#at(nowMs, () => this.#parse(bytes, nowMs));
  }

  #parse(bytes: Uint8Array, nowMs: number): void {
    this.#noticePause(nowMs);
    const scanned = this.#scanner.push(bytes);
    this.#show(scanned.bytes);
    // After the output, so that a command's offsets never lie ahead of what a viewer has.
    for (const mark of scanned.marks) this.#commands.take(mark);
    for (const output of this.#outputs.values()) output.grew(this.#log.end);
    this.#commands.grew(this.#log.end);
    if (scanned.forged > 0) this.#tellForged();
  }

  /** Text of a flood was shown and not recorded; its marks were. A note stands in its place, and numbers are as they were. */
  #passedOver(bytes: number): void {
    const notice = Buffer.from(`\x18\x1b[0;2m\r\n[${bytes} bytes of a flood were not recorded]\x1b[0m\r\n`);
    const shown = notice.length <= bytes ? notice : Buffer.alloc(0);
    // A recording leaves no mark out, so what looks like the beginning of one is text.
    this.#show(this.#scanner.end());
    this.#scanner.skip(bytes);
    this.#screen.skipping();
    this.#log.skip(bytes - shown.length);
    this.#show(shown);
  }

  /** Output is missing here: whoever looks sees so, and numbers go on as if it had come. */
  #missing(bytes: number, why: string): void {
    // CAN ends a sequence that the gap cut in two.
    const notice = Buffer.from(`\x18\x1b[0;2m\r\n[${bytes} bytes ${why}]\x1b[0m\r\n`);
    this.#scanner.skip(bytes + notice.length);
    this.#commands.gap();
    this.#screen.skipping();
    this.#log.skip(bytes);
    this.#viewers.lost();
    this.#show(notice);
  }

  #tellForged(): void {
    if (this.#forged) return;
    this.#forged = true;
    this.#options.onForged();
  }

  #noticePause(nowMs: number): void {
    if (nowMs - this.#lastOutputMs >= STANDS_MS)
      for (const output of this.#outputs.values()) output.paused(this.#log.end);
    this.#lastOutputMs = nowMs;
  }

  #show(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#screen.makeRoom(bytes.length);
    this.#log.append(bytes);
    this.#screen.grew();
    this.#viewers.output(bytes);
  }

  #started(command: Command): void {
    const read = (from: number, to: number) => this.#log.read(from, to);
    this.#outputs.set(command.id, new OpenOutput(command.fromSeq, this.#size, read));
    if (!this.#isTold("command-started", command)) this.#options.onCommand("command-started", command);
  }

  #isTold(kind: Told, command: Command): boolean {
    return this.#past?.isTold(kind, command.id) === true;
  }

  #ended(command: Command, leftAt: number | null): void {
    if (!this.#isTold("command-ended", command)) this.#options.onCommand("command-ended", command);
    const output = this.#outputs.get(command.id);
    this.#outputs.delete(command.id);
    if (output && !this.#isTold("command-shown", command))
      this.#shows.add(command, output.end(command.toSeq ?? this.#log.end, leftAt, this.#shows.isFull));
  }

  #finish(exit: number | null): void {
    if (this.#end) return;
    this.#show(this.#scanner.end());
    this.#commands.close(this.#log.end);
    this.#end = { exit };
    this.#options.recorder?.close();
    this.#viewers.end(exit);
    this.#options.onEnd(exit);
  }
}
