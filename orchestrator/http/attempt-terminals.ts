// The terminals of one attempt: at most a handful open, each with its own nonce for the shell's marks.
import { LabError } from "../core/lab-error.ts";
import type { Sandbox, ShellStream } from "../core/ports.ts";
import type { TerminalView } from "../protocol/attempts.ts";
import type { ShownOutput } from "../protocol/diagnosis.ts";
import type { Command, TimelineBody } from "../protocol/timeline.ts";
import type { Recording, RecordingTrouble } from "../terminal/recording/recording.ts";
import type { RecordingHead, Recordings } from "../terminal/recording/recordings.ts";
import { Terminal, type TerminalOptions, type Told } from "../terminal/terminal.ts";
import { EditWatch } from "./edit-watch.ts";
import { GoneShell } from "./gone-shell.ts";
import type { Log } from "./log.ts";
import type { PastTerminals } from "./past-terminals.ts";

/** Open terminals per attempt. Many execs in one container make an engine slow to remove it. */
export const MAX_TERMINALS = 6;
/** Until a viewer tells the size of its screen. */
export const FIRST_SIZE = { cols: 80, rows: 24 };

/** Why a terminal is closed, as the timeline says it. */
export type CloseReason = Extract<TimelineBody, { kind: "terminal-closed" }>["reason"];

export interface TerminalsOptions {
  /** The attempt's id. */
  readonly attempt: string;
  readonly recordings: Recordings;
  readonly log: Log;
  /** Random text of letters and digits. */
  readonly newId: () => string;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  readonly tell: (body: TimelineBody) => void;
  /** Something in the list of terminals changed. */
  readonly changed: () => void;
  /** A shell on a machine ended without a word. */
  readonly lost: (machine: string) => void;
}

interface Entry {
  readonly terminal: Terminal;
  readonly name: string;
  /** Set before we close it ourselves; otherwise the shell ended by itself. */
  closing: CloseReason | null;
}

export class AttemptTerminals {
  readonly #options: TerminalsOptions;
  readonly #entries = new Map<string, Entry>();
  /** Those that are open, and those whose last commands are not told with what they showed yet. */
  readonly #shells = new Set<Terminal>();
  #telling: Promise<void> = Promise.resolve();
  #over = false;
  /** Shells on their way; those that `abandon` met are not listed when they come. */
  readonly #opening = new Set<{ readonly machine: string; abandoned: boolean }>();

  constructor(options: TerminalsOptions) {
    this.#options = options;
  }

  get(id: string): Terminal | null {
    return this.#entries.get(id)?.terminal ?? null;
  }

  views(): TerminalView[] {
    return [...this.#entries.values()].map(({ terminal, name }) => ({
      id: terminal.id,
      machine: terminal.machine,
      name,
      open: terminal.open,
    }));
  }

  /**
   * Opens a shell.
   *
   * @param hostname of the machine, for the terminal's name
   * @throws LabError("no-capacity") when enough are open, LabError("wrong-state") when the machine went meanwhile
   */
  async open(sandbox: Sandbox, machine: string, hostname: string): Promise<TerminalView> {
    const open = this.views().filter((view) => view.open).length;
    if (open + this.#opening.size >= MAX_TERMINALS) {
      throw new LabError("no-capacity", `${MAX_TERMINALS} terminals are open already.`, "Close one of them first.");
    }
    const opening = { machine, abandoned: false };
    this.#opening.add(opening);
    try {
      const nonce = this.#options.newId();
      const env = { TERM: "xterm-256color", COLORTERM: "truecolor", TERM_SESSION_ID: nonce };
      const stream = await sandbox.openShell(machine, { ...FIRST_SIZE, env });
      if (opening.abandoned) {
        // Read to its end, which comes with that of its machine.
        stream.resume();
        throw new LabError("wrong-state", "The machine went before its shell was there.", "Try again when it is back.");
      }
      const id = this.#options.newId();
      const name = this.#freeName(hostname);
      const head = { terminal: id, machine, name, shell: stream.id, nonce, openedAtMs: this.#options.now() };
      this.#keep(Terminal.open({ ...this.#terminalOptions(sandbox, head, stream), ...this.#record(head) }), name);
      this.#options.tell({ kind: "terminal-opened", terminal: id, machine });
      this.#options.changed();
      return { id, machine, name, open: true };
    } finally {
      this.#opening.delete(opening);
    }
  }

  /**
   * Takes up the shells of an orchestrator before this one. Those that are gone are told so.
   *
   * @param past what the timeline tells so far
   */
  async resume(sandbox: Sandbox, past: PastTerminals): Promise<void> {
    const { attempt, recordings, log } = this.#options;
    for (const head of past.open.length === 0 ? [] : recordings.heads(attempt)) {
      if (!past.open.includes(head.terminal)) continue;
      try {
        await this.#resumeOne(sandbox, head, past);
      } catch (error) {
        log.error({ attempt, terminal: head.terminal, err: error }, "a terminal could not be taken up again");
      }
    }
    for (const id of past.open.filter((open) => !this.#entries.has(open))) {
      this.#options.tell({ kind: "terminal-closed", terminal: id, exit: null, reason: "orchestrator-restarted" });
    }
    sandbox.endOtherShells();
  }

  async #resumeOne(sandbox: Sandbox, head: RecordingHead, past: PastTerminals): Promise<void> {
    const { attempt, recordings } = this.#options;
    const { recorder } = this.#record(head, true);
    const stream =
      (await sandbox.resumeShell(head.machine, head.shell, recorder?.seq ?? 0)) ?? new GoneShell(head.shell);
    const options = {
      ...this.#terminalOptions(sandbox, head, stream, past),
      ...(recorder && { recorder }),
      isTold: (kind: Told, command: string) => past.told.has(`${kind} ${command}`),
    };
    const terminal = await Terminal.resume(options, recordings.read(attempt, head.terminal));
    this.#keep(terminal, head.name);
  }

  /** Where nothing can be recorded the shell is opened all the same. */
  #record(head: RecordingHead, again = false): { recorder?: Recording } {
    const { attempt, recordings, now, log } = this.#options;
    const onTrouble = (reason: RecordingTrouble, error: unknown): void => {
      log.warn({ attempt, terminal: head.terminal, err: error }, `a terminal is not recorded any more: ${reason}`);
      this.#options.tell({ kind: "recording-stopped", terminal: head.terminal, reason });
    };
    try {
      const options = { now, onTrouble };
      return {
        recorder: again
          ? recordings.resume(attempt, head.terminal, options)
          : recordings.create(attempt, head, options),
      };
    } catch (error) {
      onTrouble("failed", error);
      return {};
    }
  }

  #terminalOptions(sandbox: Sandbox, head: RecordingHead, stream: ShellStream, past?: PastTerminals): TerminalOptions {
    const { terminal: id, machine, nonce } = head;
    const { now, tell } = this.#options;
    const edits = new EditWatch(sandbox);
    const tellOnce = (kind: "marks-silenced" | "marks-forged"): void => {
      if (!past?.told.has(`${kind} ${id}`)) tell({ kind, terminal: id });
    };
    return {
      id,
      machine,
      stream,
      size: FIRST_SIZE,
      nonce,
      now,
      onCommand: (kind, command) => {
        tell({ kind, command });
        if (kind === "command-started") edits.started(command);
        else edits.ended(command);
      },
      onShown: (command, shown) => this.#shown(command, shown, edits),
      onSilenced: () => tellOnce("marks-silenced"),
      onForged: () => tellOnce("marks-forged"),
      onLost: (bytes) => tell({ kind: "output-lost", terminal: id, bytes }),
      onEnd: (exit) => this.#ended(id, exit),
    };
  }

  #keep(terminal: Terminal, name: string): void {
    this.#forgetEnded();
    this.#entries.set(terminal.id, { terminal, name, closing: null });
    this.#shells.add(terminal);
  }

  /** Closes a terminal at the candidate's wish and takes it from the list. */
  async close(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.closing ??= "closed";
    await entry.terminal.close();
    this.#entries.delete(id);
    this.#options.changed();
  }

  /** Forgets all terminals, or those of one machine, because the machine is gone or about to go. */
  abandon(reason: CloseReason, machine?: string): void {
    for (const opening of this.#opening) if (!machine || opening.machine === machine) opening.abandoned = true;
    const entries = [...this.#entries].filter(([, entry]) => !machine || entry.terminal.machine === machine);
    for (const [id, entry] of entries) {
      entry.closing ??= reason;
      entry.terminal.abandon();
      this.#entries.delete(id);
    }
  }

  #shown(command: Command, shown: ShownOutput, edits: EditWatch): void {
    this.#telling = this.#telling.then(async () => {
      const edited = await edits.edited(command);
      if (!this.#over) this.#options.tell({ kind: "command-shown", command: command.id, shown, edited });
    });
  }

  /** Resolves when all that ended commands showed is told; nothing more is told afterwards. */
  async settle(): Promise<void> {
    await Promise.all([...this.#shells].map((terminal) => terminal.settled()));
    await this.#telling;
    this.#over = true;
  }

  #ended(id: string, exit: number | null): void {
    const entry = this.#entries.get(id);
    const reason = entry?.closing ?? (exit === null ? "shell-lost" : "shell-ended");
    this.#options.tell({ kind: "terminal-closed", terminal: id, exit, reason });
    if (entry && reason === "shell-lost") this.#options.lost(entry.terminal.machine);
    for (const shell of this.#shells) if (!shell.open) void shell.settled().then(() => this.#shells.delete(shell));
    this.#options.changed();
  }

  /** Keeps the newest ended terminals, so that their last output can still be read. */
  #forgetEnded(): void {
    const ended = [...this.#entries].filter(([, entry]) => !entry.terminal.open);
    for (const [id] of ended.slice(0, Math.max(0, ended.length - MAX_TERMINALS + 1))) this.#entries.delete(id);
  }

  #freeName(hostname: string): string {
    const taken = new Set([...this.#entries.values()].map((entry) => entry.name));
    let name = hostname;
    for (let number = 2; taken.has(name); number += 1) name = `${hostname} (${number})`;
    return name;
  }
}
